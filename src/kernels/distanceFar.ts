import type { Vec3 } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn } from './voxelWindow.ts';

const tileBytes = 2 ** 18;

/**
 * The squared distances of squaredDistances, or their roots, in float64 in WebAssembly: for every spacing and however
 * far.
 */
export function distancesFar(
  { exports, scratch }: Simd,
  { size: [ni, nj, nk], rowWords, words }: Bitmask,
  target: Float64Array,
  spacing: Vec3,
  isSquared: boolean,
  progress: Progress,
): void {
  const plane = ni * nj;
  const bytes = bytesOfVoxels(target);
  scratch.use(() => {
    const done = part(progress, 0, 0.5);
    const [bits, counts, slice, stack] = scratch.reserve(4 * rowWords * nj, 4 * ni, 8 * plane, 16 * nj);
    for (let k = 0; k < nk; k++) {
      done(k / nk);
      const sliceWords = words.subarray(k * nj * rowWords, (k + 1) * nj * rowWords);
      scratch.words(bits, sliceWords.length).set(sliceWords);
      exports.distanceRows(bits, rowWords, ni, nj, spacing[0], counts, slice);
      exports.distanceColumns(slice, ni, nj, 8 * ni, spacing[1], stack);
      bytes.set(scratch.bytes(slice, 8 * plane), 8 * k * plane);
    }
  });
  scratch.use(() => {
    const done = part(progress, 0.5, 1);
    const columns = Math.min(plane, 8 * Math.max(8, Math.floor(tileBytes / (64 * nk))));
    const [tile, stack] = scratch.reserve(8 * columns * nk + 16, 16 * nk);
    for (let start = 0; start < plane; start += columns) {
      done(start / plane);
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
  });
  progress(1);
}
