import type { Vec3 } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { farthest16, slices16 } from './distance16.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn } from './voxelWindow.ts';

const tileBytes = 2 ** 18;

/**
 * The squared distances of squaredDistances, or their roots, in float64 in WebAssembly: for every spacing and however
 * far.
 */
export function distancesFar(
  simd: Simd,
  mask: Bitmask,
  target: Float64Array,
  spacing: Vec3,
  isSquared: boolean,
  progress: Progress,
): void {
  simd.scratch.use(() => alongSlices(simd, mask, target, spacing, part(progress, 0, 0.5)));
  simd.scratch.use(() => alongK(simd, mask.size, target, spacing[2], isSquared, part(progress, 0.5, 1)));
  progress(1);
}

/** In 16 bits, eight voxels at a time, in slices where that gives the same. */
function alongSlices(simd: Simd, mask: Bitmask, target: Float64Array, spacing: Vec3, progress: Progress): void {
  const { exports, scratch } = simd;
  const { size, rowWords, words } = mask;
  const [ni, nj, nk] = size;
  const plane = ni * nj;
  const bytes = bytesOfVoxels(target);
  const isAtHome = bytes.buffer === exports.memory.buffer;
  const squaresOf = isExact(spacing[0]) && spacing[0] === spacing[1] ? slices16(simd, mask, farthest16) : undefined;
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

function alongK(
  { exports, scratch }: Simd,
  [ni, nj, nk]: Vec3,
  target: Float64Array,
  spacing: number,
  isSquared: boolean,
  progress: Progress,
): void {
  const plane = ni * nj;
  const bytes = bytesOfVoxels(target);
  const columns = Math.min(plane, 8 * Math.max(8, Math.floor(tileBytes / (64 * nk))));
  const [tile, stack] = scratch.reserve(8 * columns * nk + 16, 16 * nk);
  for (let start = 0; start < plane; start += columns) {
    progress(start / plane);
    const width = Math.min(columns, plane - start);
    for (let k = 0; k < nk; k++) {
      const at = 8 * (start + k * plane);
      copyIn(scratch, tile + 8 * k * width, bytes.subarray(at, at + 8 * width));
    }
    exports.distanceColumns(tile, width, nk, 8 * width, spacing, stack);
    if (!isSquared) exports.squareRoots(tile, width * nk);
    for (let k = 0; k < nk; k++) {
      bytes.set(scratch.bytes(tile + 8 * k * width, 8 * width), 8 * (start + k * plane));
    }
  }
}
