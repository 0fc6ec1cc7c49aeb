import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { chooseBytes, overwriteVoxels } from './chooseSimd.ts';
import { mapVoxels } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import { type Comparison, thresholdStep, type Written } from './thresholdStep.ts';
import { comparisonFlag } from './voxelFlag.ts';

/**
 * Writes `whenTrue` where `v comparison threshold` holds, `whenFalse` elsewhere, to a target whose type holds both. The comparison
 * is that of float64: with NaN only NotEqual holds. Source and target have equal lengths.
 */
export function thresholdVoxels(
  source: Voxels,
  target: Voxels,
  comparison: Comparison,
  threshold: number,
  whenTrue: Written,
  whenFalse: Written,
  progress: Progress = noProgress,
): void {
  const fast = simd();
  const flag = comparisonFlag(voxelTypeOf(source), comparison, threshold);
  const isSameType = voxelTypeOf(source) === voxelTypeOf(target);
  const isBytes = target instanceof Uint8Array || target instanceof Int8Array;
  if (fast && isBytes && whenTrue.kind === 'constant' && whenFalse.kind === 'constant') {
    chooseBytes(fast, source, target, flag, whenTrue.value, whenFalse.value);
  } else if (fast && isSameType && whenTrue.kind === 'original' && whenFalse.kind === 'constant') {
    overwriteVoxels(fast, source, source, target, flag, 'yes', whenFalse.value);
  } else if (fast && isSameType && whenTrue.kind === 'constant' && whenFalse.kind === 'original') {
    overwriteVoxels(fast, source, source, target, flag, 'no', whenTrue.value);
  } else {
    mapVoxels(source, target, thresholdStep(comparison, threshold, whenTrue, whenFalse), progress);
  }
}
