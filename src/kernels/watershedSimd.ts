import type { Vec3, Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import type { Bitmask } from './bitmask.ts';
import { voxelCodes } from './convolveExports.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';
import { inVoxelParts } from './voxelParts.ts';
import { bytesOfVoxels, copyIn } from './voxelWindow.ts';
import type { Basins } from './watershed.ts';
import { watershedSteps } from './watershedSteps.ts';

/** Voxels that are flooded between two reports of progress. */
const turn = 16384;
/** Labels, keys and the heap of larger images might not fit the memory of WebAssembly. */
const mostBytes = 3 * 2 ** 30;

/** Whether an image can be flooded in WebAssembly: it must fit with all that belongs to it, and NaN has no place in its order. */
export function fitsWatershedSimd(values: Voxels, [ni, nj, nk]: Vec3, progress: Progress): boolean {
  if ((ni + 2) * (nj + 2) * (nk + 2) * 36 > mostBytes) return false;
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return true;
  for (let n = 0; n < values.length; n++) {
    if (n % 2 ** 20 === 0) progress(0);
    if (Number.isNaN(values[n])) return false;
  }
  return true;
}

/** The memory that the flood of an image takes beside it; how long the heap becomes hangs on the image, and is what heads have. */
export function watershedBytes(
  size: Vec3,
  type: VoxelType,
  neighbours: Neighbours,
  { isLined, compactness }: Basins,
): number {
  const voxels = size[0] * size[1] * size[2];
  const isWide = type === 'float64' || compactness > 0;
  // A compact front is short: between next to nothing and 0.4 of the voxels, measured on heads and a thorax.
  const isShort = compactness > 0 && !isLined && neighbours === 6;
  const entries = isShort ? 0.2 : !(isLined || compactness > 0) ? 0.5 : neighbours === 6 ? 1 : 4;
  return voxels * (4 + (isWide ? 8 : 4) + entries * (isWide ? 24 : 16));
}

/**
 * As watershed, on a copy of labels and values with a frame of one voxel, so that no step asks where it is: what lies outside of the
 * image and of the mask has a label of its own.
 */
export function watershedSimd(
  { exports, scratch }: Simd,
  values: Voxels,
  labels: Int32Array,
  size: Vec3,
  neighbours: Neighbours,
  mask: Bitmask | undefined,
  progress: Progress,
  { isLined, compactness }: Basins,
): void {
  const [ni, nj, nk] = size;
  const row = ni + 2;
  const plane = row * (nj + 2);
  const count = plane * (nk + 2);
  const isWide = values instanceof Float64Array || compactness > 0;
  const isLate = isLined || compactness > 0;
  const steps = watershedSteps(neighbours);
  const stepCount = steps.length / 3;
  const blocked = unusedLabel(labels, progress);
  scratch.use(() => {
    const [state, stepsAt, source, labelsAt, keysAt, heap] = scratch.reserve(
      48,
      4 * stepCount,
      values.BYTES_PER_ELEMENT * ni + 64,
      4 * count,
      (isWide ? 8 : 4) * count + 64,
      0,
    );
    const offsets = scratch.words(stepsAt, stepCount);
    for (let n = 0; n < stepCount; n++) offsets[n] = steps[3 * n] + row * steps[3 * n + 1] + plane * steps[3 * n + 2];
    copyRows(part(progress, 0, 0.05));
    scratch.words(state, 10).set([0, 0, labelsAt, keysAt, heap, stepsAt, stepCount, blocked, row, plane]);
    scratch.doubles(state + 40, 1)[0] = compactness;
    const entryBytes = isWide ? 24 : 16;
    // A voxel that is labelled when it is reached comes into the heap once.
    const most = isLate ? Number.POSITIVE_INFINITY : labels.length;
    let room = 0;
    const makeRoomFor = (entries: number) => {
      if (entries <= room || room > most) return;
      // What is reserved next lies behind what was reserved last, so the heap grows in place.
      const more = 2 * Math.ceil((Math.min(most, Math.max(entries, 1.5 * room)) - room + 1) / 2);
      scratch.reserve(more * entryBytes);
      room += more;
    };
    let entries = 0;
    const pushMarkers = isWide ? exports.floodMarkersWide : exports.floodMarkersNarrow;
    for (let i = 1; i <= ni; i++) {
      progress(0.05 + (0.05 * i) / ni);
      for (let j = 1; j <= nj; j++) {
        makeRoomFor(entries + nk);
        entries = pushMarkers(state, i + row * j + plane, nk, plane);
      }
    }
    const flood = isWide ? exports.floodWide : exports.floodNarrow;
    const floodLater = isWide ? exports.floodLaterWide : exports.floodLaterNarrow;
    for (let flooded = 0; entries > 0; flooded += turn) {
      progress(0.1 + 0.85 * Math.min(1, flooded / labels.length));
      makeRoomFor(entries + turn * stepCount);
      entries = isLate ? floodLater(state, turn, isLined ? 1 : 0) : flood(state, turn);
    }
    copyBack(part(progress, 0.95, 1));
    progress(1);

    function copyRows(told: Progress): void {
      const all = scratch.words(labelsAt, count);
      inVoxelParts(
        count,
        () => told(0),
        (start, end) => all.fill(blocked, start, end),
      );
      told(0);
      const bytes = bytesOfVoxels(values);
      const code = voxelCodes.indexOf(voxelTypeOf(values));
      const toKeys = isWide ? exports.wideKeys : exports.narrowKeys;
      const width = values.BYTES_PER_ELEMENT * ni;
      for (let n = 0; n < nj * nk; n++) {
        if (n % nj === 0) told(n / (nj * nk));
        const at = placeOf(n);
        copyIn(scratch, source, bytes.subarray(n * width, (n + 1) * width));
        toKeys(source, code, ni, keysAt + (isWide ? 8 : 4) * at);
        const target = scratch.words(labelsAt + 4 * at, ni);
        target.set(labels.subarray(n * ni, (n + 1) * ni));
        if (mask) blockOutside(target, mask, n, blocked);
      }
    }

    /** A blocked voxel in the mask is a line, and keeps what it had: 0, or the label of a marker. */
    function copyBack(told: Progress): void {
      const found = scratch.words(labelsAt, count);
      for (let n = 0; n < nj * nk; n++) {
        if (n % nj === 0) told(n / (nj * nk));
        const at = placeOf(n);
        for (let i = 0; i < ni; i++) {
          const label = found[at + i];
          if (label !== blocked) labels[n * ni + i] = label;
          else if (mask && isOutside(mask, i, n)) labels[n * ni + i] = 0;
        }
      }
    }

    /** The place of the first voxel of a row. */
    function placeOf(n: number): number {
      const j = n % nj;
      return 1 + row * (j + 1) + plane * ((n - j) / nj + 1);
    }
  });
}

function blockOutside(row: Int32Array, mask: Bitmask, n: number, blocked: number): void {
  for (let i = 0; i < row.length; i++) if (isOutside(mask, i, n)) row[i] = blocked;
}

function isOutside({ rowWords, words }: Bitmask, i: number, row: number): boolean {
  return ((words[(i >> 5) + rowWords * row] >>> (i & 31)) & 1) === 0;
}

/** A number that no marker has. */
function unusedLabel(labels: Int32Array, progress: Progress): number {
  const used = new Set<number>();
  let before = 0;
  for (let n = 0; n < labels.length; n++) {
    if (n % 2 ** 20 === 0) progress(0);
    if (labels[n] === before) continue;
    before = labels[n];
    used.add(before);
  }
  let label = -2147483648;
  while (used.has(label)) label++;
  return label;
}
