import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { chooseBytes, overwriteVoxels } from './chooseSimd.ts';
import { mapVoxels } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import { type Comparison, thresholdStep, type Written } from './thresholdStep.ts';
import { comparisonFlag } from './voxelFlag.ts';
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
  const inParts = (run: (from: Voxels, to: Voxels) => void) =>
    inVoxelParts(source.length, progress, (start, end) =>
      run(source.subarray(start, end), target.subarray(start, end)),
    );
  const flag = comparisonFlag(voxelTypeOf(source), comparison, threshold);
  const isSameType = voxelTypeOf(source) === voxelTypeOf(target);
  const isBytes = target instanceof Uint8Array || target instanceof Int8Array;
  if (fast && isBytes && whenTrue.kind === 'constant' && whenFalse.kind === 'constant') {
    const { value } = whenTrue;
    inVoxelParts(source.length, progress, (start, end) =>
      chooseBytes(fast, source.subarray(start, end), target.subarray(start, end), flag, value, whenFalse.value),
    );
  } else if (fast && isSameType && whenTrue.kind === 'original' && whenFalse.kind === 'constant') {
    const { value } = whenFalse;
    inParts((from, to) => overwriteVoxels(fast, from, from, to, flag, 'yes', value));
  } else if (fast && isSameType && whenTrue.kind === 'constant' && whenFalse.kind === 'original') {
    const { value } = whenTrue;
    inParts((from, to) => overwriteVoxels(fast, from, from, to, flag, 'no', value));
  } else {
    mapVoxels(source, target, thresholdStep(comparison, threshold, whenTrue, whenFalse), progress);
  }
}
