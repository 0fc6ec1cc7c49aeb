import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { mapVoxelPairs, mapVoxels, type PairStep, type Step } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { programLanes, runVoxelProgram } from './runVoxelProgram.ts';
import type { VoxelProgram } from './voxelProgram.ts';

/**
 * Writes a function of every source voxel, whose type must be able to hold it: as vectors by `program`, where there are vectors, or by
 * `step`, which gives the same and is taken where there is no program. Source and target have equal lengths.
 */
export function computeVoxels(
  source: Voxels,
  target: Voxels,
  program: VoxelProgram | undefined,
  step: Step,
  progress: Progress = noProgress,
): void {
  const lanes = program && programLanes(program, [source], voxelTypeOf(target));
  if (program && lanes) runVoxelProgram(program, [source], target, lanes, progress);
  else mapVoxels(source, target, step, progress);
}

/** The same of each pair of voxels. */
export function computeVoxelPairs(
  first: Voxels,
  second: Voxels,
  target: Voxels,
  program: VoxelProgram | undefined,
  step: PairStep,
  progress: Progress = noProgress,
): void {
  const lanes = program && programLanes(program, [first, second], voxelTypeOf(target));
  if (program && lanes) runVoxelProgram(program, [first, second], target, lanes, progress);
  else mapVoxelPairs(first, second, target, step, progress);
}
