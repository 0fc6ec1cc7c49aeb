import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, countForeground, sliceMask } from './bitmask.ts';
import { columns16, farthest16, slices16, widen16 } from './distance16.ts';
import { envelopeStack, lowerEnvelope } from './distanceEnvelope.ts';
import { type DistanceWork, distancesFar, type MaskSlices } from './distanceFar.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { alone, type Share } from './share.ts';
import { type Simd, simd } from './simd.ts';

/** Columns that go through the cache together. */
const columnsAtATime = 16;

/**
 * Writes to every voxel of the target its Euclidean distance to the nearest background voxel of the mask, centre to
 * centre, in the unit of the spacing; 0 in the background itself. Outside the volume is no background. Bit for bit as
 * scipy.ndimage.distance_transform_edt with `sampling`, but where the mask has no background at all: there it is
 * infinity, while scipy measures to a point outside.
 */
export function distances(mask: Bitmask, target: Float64Array, spacing: Vec3, progress: Progress = noProgress): void {
  sharedDistances(slicesOf(mask), mask.size, target, spacing, alone, progress);
}

/** The same of a mask whose slices are made when they are needed, shared with others; returns how many voxels are foreground. */
export function sharedDistances(
  slices: MaskSlices,
  size: Vec3,
  target: Float64Array,
  spacing: Vec3,
  share: Share,
  progress: Progress,
): number {
  const fast = simd();
  if (fast) return distancesSimd(fast, { slices, size, target, spacing, isSquared: false, share }, progress);
  return share(1, () => {
    const mask = slices(0, size[2]);
    squaredDistancesPlain(mask, target, spacing, part(progress, 0, 0.9));
    for (let n = 0; n < target.length; n++) target[n] = Math.sqrt(target[n]);
    progress(1);
    return countForeground(mask);
  });
}

/** The squares of these distances: whole numbers where the spacing is 1. */
export function squaredDistances(
  mask: Bitmask,
  target: Float64Array,
  spacing: Vec3,
  progress: Progress = noProgress,
): void {
  const fast = simd();
  const { size } = mask;
  if (fast)
    distancesSimd(fast, { slices: slicesOf(mask), size, target, spacing, isSquared: true, share: alone }, progress);
  else squaredDistancesPlain(mask, target, spacing, progress);
}

/**
 * In 16 bits for as long as that holds the squares; no second volume is needed, since they lie in the target's own
 * memory.
 */
function distancesSimd(fast: Simd, work: DistanceWork, progress: Progress): number {
  const { slices, size, target, spacing, isSquared, share } = work;
  if (spacing.every((step) => step === 1)) {
    const { buffer, byteOffset, length } = target;
    const squares = new Uint16Array(buffer, byteOffset + 6 * length, length);
    const plane = size[0] * size[1];
    const foreground = share(size[2], (start, end) => {
      const mask = slices(start, end);
      const told = part(progress, (0.25 * start) / size[2], (0.25 * end) / size[2]);
      slices16(fast, mask, squares.subarray(start * plane, end * plane), farthest16, told);
      return countForeground(mask);
    });
    if (columns16(fast, size, squares, farthest16, share, part(progress, 0.25, 0.5))) {
      widen16(fast, squares, target, isSquared, share, part(progress, 0.5, 1));
      return foreground;
    }
  }
  return distancesFar(fast, work, part(progress, 0.5, 1));
}

function slicesOf(mask: Bitmask): MaskSlices {
  return (start, end) => sliceMask(mask, { start, end });
}

function squaredDistancesPlain(mask: Bitmask, target: Float64Array, spacing: Vec3, progress: Progress): void {
  const [ni, nj, nk] = mask.size;
  const plane = ni * nj;
  const stack = envelopeStack(Math.max(nj, nk));
  const block = new Float64Array(columnsAtATime * Math.max(nj, nk));
  for (let row = 0; row < nj * nk; row++) rowDistances(mask, row, target, spacing[0]);
  for (let k = 0; k < nk; k++) {
    envelopeColumns(target, k * plane, nj, ni, ni, spacing[1], block, stack);
    progress((0.5 * (k + 1)) / nk);
  }
  for (let j = 0; j < nj; j++) {
    envelopeColumns(target, j * ni, nk, plane, ni, spacing[2], block, stack);
    progress(0.5 + (0.5 * (j + 1)) / nj);
  }
}

/**
 * The squared distance of every voxel of a row to the nearest background voxel of that row, infinity where there is
 * none.
 */
function rowDistances(
  { size: [ni], rowWords, words }: Bitmask,
  row: number,
  target: Float64Array,
  spacing: number,
): void {
  const first = row * rowWords;
  const start = row * ni;
  let distance = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ni; i++) {
    distance = (words[first + (i >> 5)] >>> (i & 31)) & 1 ? distance + 1 : 0;
    target[start + i] = distance;
  }
  distance = Number.POSITIVE_INFINITY;
  for (let i = ni - 1; i >= 0; i--) {
    distance = Math.min(distance + 1, target[start + i]);
    target[start + i] = (distance * spacing) ** 2;
  }
}

/** Runs along `count` columns side by side from `start` on, each of `length` values that lie `stride` apart. */
function envelopeColumns(
  target: Float64Array,
  start: number,
  length: number,
  stride: number,
  count: number,
  spacing: number,
  block: Float64Array,
  stack: ReturnType<typeof envelopeStack>,
): void {
  for (let column = 0; column < count; column += columnsAtATime) {
    const width = Math.min(columnsAtATime, count - column);
    for (let n = 0; n < length; n++) {
      const at = start + column + n * stride;
      block.set(target.subarray(at, at + width), n * width);
    }
    for (let c = 0; c < width; c++) lowerEnvelope(block, c, width, length, spacing, stack);
    for (let n = 0; n < length; n++) {
      target.set(block.subarray(n * width, (n + 1) * width), start + column + n * stride);
    }
  }
}
