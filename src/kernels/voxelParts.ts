import type { Progress } from './progress.ts';

/** Some milliseconds of work in WebAssembly, and a multiple of the windows that kernels work through. */
const usualLength = 2 ** 21;

/**
 * Runs `run` for the voxels of an image part by part, in order, `start` <= n < `end`, and tells of the progress between them; an image of one
 * part is not worth telling. What takes longer a voxel comes in parts of another length.
 */
export function inVoxelParts(
  length: number,
  progress: Progress,
  run: (start: number, end: number) => void,
  partLength = usualLength,
): void {
  for (let start = 0; start < length; start += partLength) {
    if (start > 0) progress(start / length);
    run(start, Math.min(start + partLength, length));
  }
}
