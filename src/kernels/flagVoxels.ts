import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { chooseBytes } from './chooseSimd.ts';
import { mapVoxels, type Step } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import { inVoxelParts } from './voxelParts.ts';
import type { VoxelRule } from './voxelRule.ts';

/** Writes 1 for every voxel to which the rule says yes, 0 for the others. Source and target have equal lengths. */
export function flagVoxels(source: Voxels, target: Uint8Array, rule: VoxelRule, progress: Progress = noProgress): void {
  const fast = simd();
  if (!fast) {
    mapVoxels(source, target, rule.step, progress);
    return;
  }
  const flag = rule.flagFor(voxelTypeOf(source));
  inVoxelParts(source.length, progress, (start, end) =>
    chooseBytes(fast, source.subarray(start, end), target.subarray(start, end), flag, 1, 0),
  );
}

/** The opposite: 1 where the rule says no. */
export function flagOthers(source: Voxels, target: Uint8Array, rule: VoxelRule): void {
  const fast = simd();
  if (fast) chooseBytes(fast, source, target, rule.flagFor(voxelTypeOf(source)), 0, 1);
  else mapVoxels(source, target, opposite(rule.step));
}

function opposite(step: Step): Step {
  return (values, count) => {
    step(values, count);
    for (let n = 0; n < count; n++) values[n] = 1 - values[n];
  };
}
