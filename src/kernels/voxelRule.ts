import type { VoxelType } from '#src/image/volume.ts';
import { aboveStep, bandStep, foregroundStep } from './flagSteps.ts';
import type { Step } from './pointwise.ts';
import { bandFlag, comparisonFlag, type Flag, foregroundFlag } from './voxelFlag.ts';

/** A yes or no to the value of a voxel, in the two forms in which kernels ask for it. */
export interface VoxelRule {
  /** Writes 1 for yes, 0 for no. */
  readonly step: Step;
  flagFor(type: VoxelType): Flag;
}

/** Neither 0 nor NaN: the rule for foreground in every mask module. */
export const foreground: VoxelRule = { step: foregroundStep, flagFor: () => foregroundFlag };

/** lower <= v <= upper, both ends inclusive; NaN lies in no band. */
export function band(lower: number, upper: number): VoxelRule {
  return { step: bandStep(lower, upper), flagFor: (type) => bandFlag(type, lower, upper) };
}

/** v > threshold; NaN is above nothing. */
export function above(threshold: number): VoxelRule {
  return { step: aboveStep(threshold), flagFor: (type) => comparisonFlag(type, 'Greater', threshold) };
}
