import { isSmallIntegers } from '#src/image/integerCounts.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { roundWithin } from '#src/kernels/fitValues.ts';
import { mapVoxels } from '#src/kernels/pointwise.ts';
import type { Progress } from '#src/kernels/progress.ts';
import { programLanes, runVoxelProgram } from '#src/kernels/runVoxelProgram.ts';
import type { Program } from './program.ts';
import { runProgram } from './runProgram.ts';
import { voxelProgramOf } from './voxelProgramOf.ts';

/**
 * Runs a program over images of equal length, and writes what fits the target (fitValues.ts): as vectors where they have all of its
 * functions, by a table where there is one image of 8 or 16 bits, else chunk by chunk.
 */
export function computeProgram(
  program: Program,
  images: readonly (Voxels | undefined)[],
  target: Voxels,
  progress: Progress,
): void {
  const vectors = voxelProgramOf(program);
  const lanes = vectors && programLanes(vectors, images, voxelTypeOf(target));
  if (vectors && lanes) {
    runVoxelProgram(vectors, images, target, lanes, progress);
    return;
  }
  const [only, ...others] = program.images.flatMap((n) => images[n] ?? []);
  if (only && isSmallIntegers(only) && others.length === 0) mapVoxels(only, target, stepOf(program, target));
  else runProgram(program, images, target, progress);
}

/** The program as a step over the values of its only image. */
function stepOf(program: Program, target: Voxels) {
  const { integer, min, max } = voxelTypes[voxelTypeOf(target)];
  return (values: Float64Array, count: number) => {
    const part = values.subarray(0, count);
    const images = Array.from({ length: program.images[0] + 1 }, () => part);
    runProgram(program, images, part, () => {});
    if (integer) roundWithin(values, count, min, max);
  };
}
