import type { Step } from './pointwise.ts';

/** Writes 1 for what is neither 0 nor NaN, else 0: the rule for foreground in every mask module. */
export function foregroundStep(values: Float64Array, count: number): void {
  for (let n = 0; n < count; n++) {
    const value = values[n];
    values[n] = value < 0 || value > 0 ? 1 : 0;
  }
}

/** Writes 1 for lower <= v <= upper, else 0; NaN gives 0. */
export function bandStep(lower: number, upper: number): Step {
  return (values, count) => {
    for (let n = 0; n < count; n++) {
      const value = values[n];
      values[n] = value >= lower && value <= upper ? 1 : 0;
    }
  };
}

/** Writes 1 for v > threshold, else 0; NaN gives 0. */
export function aboveStep(threshold: number): Step {
  return (values, count) => {
    for (let n = 0; n < count; n++) values[n] = values[n] > threshold ? 1 : 0;
  };
}
