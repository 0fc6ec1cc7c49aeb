import { chunkLength } from '#src/image/chunks.ts';
import type { Voxels } from '#src/image/volume.ts';
import { noProgress, type Progress } from './progress.ts';

/** Chunks between two reports of progress. */
const chunksAtATime = 32;

/**
 * Writes where each image is foreground (neither 0 nor NaN) its value or, with `byNumber`, its number from 1 on; elsewhere 0. Where several
 * are, the last one counts, or the first. All have equal lengths, and the target's type holds what is written.
 */
export function mergeLabels(
  images: readonly Voxels[],
  numbers: readonly number[],
  target: Voxels,
  byNumber: boolean,
  firstCounts: boolean,
  progress: Progress = noProgress,
): void {
  const length = Math.min(chunkLength, target.length);
  const merged = new Float64Array(length);
  const values = new Float64Array(length);
  for (let start = 0; start < target.length; start += chunkLength) {
    if (start > 0 && (start / chunkLength) % chunksAtATime === 0) progress(start / target.length);
    const count = Math.min(chunkLength, target.length - start);
    merged.fill(0);
    for (let image = 0; image < images.length; image++) {
      values.set(images[image].subarray(start, start + count));
      const number = numbers[image];
      for (let n = 0; n < count; n++) {
        const value = values[n];
        if (value === 0 || Number.isNaN(value) || (firstCounts && merged[n] !== 0)) continue;
        merged[n] = byNumber ? number : value;
      }
    }
    target.set(count === length ? merged : merged.subarray(0, count), start);
  }
}
