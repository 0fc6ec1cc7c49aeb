import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { type GreyWindow, greyWindow } from './greyWindow.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels } from './voxelWindow.ts';

/** Columns of slices that go through the second cache together. */
const tileBytes = 2 ** 18;

/**
 * As greyBox: the extremes of 1, 2, 4 ... voxels from each one on, in place, and in the end of so many as the box has, two stretches of a
 * power of two that overlap. A whole padded slice is one row of vectors, whichever way the stretches go.
 */
export function greyBoxSimd(
  fast: Simd,
  source: Voxels,
  through: Voxels,
  target: Voxels,
  size: Vec3,
  extent: Vec3,
  isErosion: boolean,
  progress: Progress,
  wanted: Slab,
): void {
  const { scratch } = fast;
  const [ni, nj, nk] = size;
  const ri = Math.min(extent[0], ni - 1);
  const rj = Math.min(extent[1], nj - 1);
  const rk = Math.min(extent[2], nk - 1);
  const width = source.BYTES_PER_ELEMENT;
  const pitch = (ni + 2 * ri) * width;
  const slice = (nj + 2 * rj) * pitch;
  const from = bytesOfVoxels(source);
  const to = bytesOfVoxels(target);
  const between = bytesOfVoxels(through);
  const isFlat = rk === 0;
  const row = ni * width;
  const window = greyWindow(fast, source, isErosion);
  scratch.use(() => {
    const [buffer] = scratch.reserve(slice + 64);
    for (let k = isFlat ? wanted.start : 0; k < (isFlat ? wanted.end : nk); k++) {
      progress((0.6 * k) / nk);
      window.clear(buffer, slice);
      for (let j = 0; j < nj; j++) {
        const at = (j + nj * k) * row;
        window.load(buffer + (rj + j) * pitch + ri * width, from.subarray(at, at + row));
      }
      stretch(window, buffer + rj * pitch, nj * pitch, width, 2 * ri + 1);
      stretch(window, buffer, slice, pitch, 2 * rj + 1);
      for (let j = 0; j < nj; j++) {
        const at = (j + nj * (isFlat ? k - wanted.start : k)) * row;
        window.store(buffer + j * pitch, (isFlat ? to : between).subarray(at, at + row));
      }
    }
  });
  if (!isFlat) alongK(fast, window, between, to, row * nj, nk, rk, progress, wanted);
  progress(1);
}

function alongK(
  { scratch }: Simd,
  window: GreyWindow,
  source: Uint8Array,
  target: Uint8Array,
  plane: number,
  nk: number,
  rk: number,
  progress: Progress,
  wanted: Slab,
): void {
  const all = nk + 2 * rk;
  const tile = Math.min(plane, Math.max(512, 16 * Math.floor(tileBytes / all / 16)));
  scratch.use(() => {
    const [buffer] = scratch.reserve(all * tile + 64);
    for (let start = 0; start < plane; start += tile) {
      progress(0.6 + (0.4 * start) / plane);
      const length = Math.min(tile, plane - start);
      window.clear(buffer, rk * length);
      window.clear(buffer + (rk + nk) * length, rk * length);
      for (let k = 0; k < nk; k++) {
        const at = k * plane + start;
        window.load(buffer + (rk + k) * length, source.subarray(at, at + length));
      }
      // What was written behind the last voxels of a slice belongs to the next; of the last slice it is cleared.
      window.clear(buffer + (rk + nk) * length, rk * length);
      stretch(window, buffer, all * length, length, 2 * rk + 1);
      for (let k = wanted.start; k < wanted.end; k++) {
        const at = (k - wanted.start) * plane + start;
        window.store(buffer + k * length, target.subarray(at, at + length));
      }
    }
  });
}

/** Makes each value the extreme of `length` values, `step` bytes apart, from itself on; what has not so many behind it is not used. */
function stretch(window: GreyWindow, at: number, bytes: number, step: number, length: number): void {
  let done = 1;
  for (; 2 * done <= length; done *= 2) window.meet(at, at, at + done * step, bytes - done * step);
  if (done < length) window.meet(at, at, at + (length - done) * step, bytes - (length - done) * step);
}
