import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { chooseBytes, overwriteVoxels } from './chooseSimd.ts';
import { mapVoxels } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { type Simd, simd } from './simd.ts';
import { type Comparison, thresholdStep, type Written } from './thresholdStep.ts';
import { comparisonFlag, type Flag } from './voxelFlag.ts';
import { inVoxelParts } from './voxelParts.ts';

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
    const { value } = whenTrue;
    inVoxelParts(source.length, progress, (start, end) =>
      chooseBytes(fast, source.subarray(start, end), target.subarray(start, end), flag, value, whenFalse.value),
    );
  } else if (fast && isSameType && whenTrue.kind === 'original' && whenFalse.kind === 'constant') {
    overwrite(fast, source, target, flag, 'yes', whenFalse.value, progress);
  } else if (fast && isSameType && whenTrue.kind === 'constant' && whenFalse.kind === 'original') {
    overwrite(fast, source, target, flag, 'no', whenTrue.value, progress);
  } else {
    mapVoxels(source, target, thresholdStep(comparison, threshold, whenTrue, whenFalse), progress);
  }
}

/** Part by part, as `overwriteVoxels`; what decides is the image itself. */
function overwrite(
  fast: Simd,
  source: Voxels,
  target: Voxels,
  flag: Flag,
  keep: 'yes' | 'no',
  background: number,
  progress: Progress,
): void {
  inVoxelParts(source.length, progress, (start, end) => {
    const part = source.subarray(start, end);
    overwriteVoxels(fast, part, part, target.subarray(start, end), flag, keep, background);
  });
}
