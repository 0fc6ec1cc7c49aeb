import { chunkLength } from '#src/image/chunks.ts';
import type { Voxels } from '#src/image/volume.ts';
import { fitValues } from '#src/kernels/fitValues.ts';
import type { Progress } from '#src/kernels/progress.ts';
import type { Program } from './program.ts';

/** Chunks between two reports of progress. */
const chunksAtATime = 128;

/** Runs a program over images of equal length, a chunk at a time, in float64, and writes what fits the target (fitValues.ts). */
export function runProgram(
  { instructions, depth }: Program,
  images: readonly (Voxels | undefined)[],
  target: Voxels,
  progress: Progress,
): void {
  const length = Math.min(chunkLength, target.length);
  const stack = Array.from({ length: depth }, () => new Float64Array(length));
  for (let start = 0; start < target.length; start += chunkLength) {
    if ((start / chunkLength) % chunksAtATime === 0) progress(start / target.length);
    const count = Math.min(chunkLength, target.length - start);
    let top = -1;
    for (const instruction of instructions) {
      if (instruction.kind === 'image') {
        const voxels = images[instruction.image];
        top++;
        if (voxels) stack[top].set(voxels.subarray(start, start + count));
      } else if (instruction.kind === 'constant') {
        top++;
        stack[top].fill(instruction.value, 0, count);
      } else {
        const { run } = instruction.operation;
        top -= run.takes - 1;
        if (run.takes === 1) run.step(stack[top], count);
        else if (run.takes === 2) run.step(stack[top], stack[top + 1], count);
        else run.step(stack[top], stack[top + 1], stack[top + 2], count);
      }
    }
    fitValues(stack[0], count, target, start);
  }
}
