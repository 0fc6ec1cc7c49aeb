import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, countForeground } from './bitmask.ts';
import { farthest16, slice16 } from './distance16.ts';
import { type Progress, part } from './progress.ts';
import type { Share } from './share.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn } from './voxelWindow.ts';

const tileBytes = 2 ** 18;

/** Gives the slices from `start` to `end` of a mask. */
export type MaskSlices = (start: number, end: number) => Bitmask;

/** Distances to be measured, in voxels of `spacing`. */
export interface DistanceWork {
  readonly slices: MaskSlices;
  readonly size: Vec3;
  readonly target: Float64Array;
  readonly spacing: Vec3;
  readonly isSquared: boolean;
  readonly share: Share;
}

/**
 * The squared distances of squaredDistances, or their roots, in float64 in WebAssembly: for every spacing and however
 * far. Returns how many voxels are foreground.
 */
export function distancesFar(simd: Simd, work: DistanceWork, progress: Progress): number {
  const { slices, size, target, spacing, share } = work;
  const plane = size[0] * size[1];
  const foreground = share(size[2], (start, end) => {
    const mask = slices(start, end);
    const told = part(progress, (0.5 * start) / size[2], (0.5 * end) / size[2]);
    simd.scratch.use(() => alongSlices(simd, mask, target.subarray(start * plane, end * plane), spacing, told));
    return countForeground(mask);
  });
  alongK(simd, work, part(progress, 0.5, 1));
  progress(1);
  return foreground;
}

/** In 16 bits, eight voxels at a time, in slices where that gives the same. */
function alongSlices(simd: Simd, mask: Bitmask, target: Float64Array, spacing: Vec3, progress: Progress): void {
  const { exports, scratch } = simd;
  const { size, rowWords, words } = mask;
  const [ni, nj, nk] = size;
  const plane = ni * nj;
  const bytes = bytesOfVoxels(target);
  const isAtHome = bytes.buffer === exports.memory.buffer;
  const squaresOf = isExact(spacing[0]) && spacing[0] === spacing[1] ? slice16(simd, mask, farthest16) : undefined;
  const [bits, place, stack] = scratch.reserve(4 * rowWords * nj, isAtHome ? 0 : 8 * plane, 16 * nj);
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    const slice = isAtHome ? bytes.byteOffset + 8 * k * plane : place;
    if (!squaresOf || exports.scaledFrom16(squaresOf(k, 0), slice, plane, spacing[0] ** 2) === 0) {
      const sliceWords = words.subarray(k * nj * rowWords, (k + 1) * nj * rowWords);
      scratch.words(bits, sliceWords.length).set(sliceWords);
      exports.distanceRows(bits, rowWords, ni, nj, spacing[0], slice);
      exports.distanceColumns(slice, ni, nj, 8 * ni, spacing[1], stack);
    }
    if (!isAtHome) bytes.set(scratch.bytes(place, 8 * plane), 8 * k * plane);
  }
}

/**
 * Whether float64 holds every square of 16 bits times that of the spacing, so that it does not matter in which order products and sums are
 * taken: of 0.9375 and 0.703125, for instance, but not of 0.9.
 */
function isExact(spacing: number): boolean {
  return Number.isInteger((spacing / 2 ** Math.floor(Math.log2(spacing))) * 2 ** 17);
}

function alongK(simd: Simd, work: DistanceWork, progress: Progress): void {
  const [ni, nj, nk] = work.size;
  const columns = Math.min(ni * nj, 8 * Math.max(8, Math.floor(tileBytes / (64 * nk))));
  work.share(Math.ceil((ni * nj) / columns), (first, end) =>
    simd.scratch.use(() => takeTiles(simd, work, columns, first, end, progress)),
  );
}

/** Apart from the functions that are made in each call, of which V8 forgets what it has compiled. */
function takeTiles(
  { exports, scratch }: Simd,
  { size: [ni, nj, nk], target, spacing, isSquared }: DistanceWork,
  columns: number,
  first: number,
  end: number,
  progress: Progress,
): number {
  const plane = ni * nj;
  const bytes = bytesOfVoxels(target);
  const [tile, stack] = scratch.reserve(8 * columns * nk + 16, 16 * nk);
  for (let start = first * columns; start < Math.min(plane, end * columns); start += columns) {
    progress(start / plane);
    const width = Math.min(columns, plane - start);
    for (let k = 0; k < nk; k++) {
      const at = 8 * (start + k * plane);
      copyIn(scratch, tile + 8 * k * width, bytes.subarray(at, at + 8 * width));
    }
    exports.distanceColumns(tile, width, nk, 8 * width, spacing[2], stack);
    if (!isSquared) exports.squareRoots(tile, width * nk);
    for (let k = 0; k < nk; k++) {
      bytes.set(scratch.bytes(tile + 8 * k * width, 8 * width), 8 * (start + k * plane));
    }
  }
  return 0;
}
