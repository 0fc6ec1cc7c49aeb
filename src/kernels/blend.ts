import type { PairStep } from './pointwise.ts';

/**
 * Mixes values with a constant where the mask is foreground (neither 0 nor NaN), or with `where` 'background' where it is not:
 * (1 - weight) * value + weight * constant. The other values stay as they are.
 */
export function blendStep(constant: number, weight: number, where: 'foreground' | 'background'): PairStep {
  const mixesForeground = where === 'foreground';
  const share = weight * constant;
  return (values, mask, count) => {
    for (let n = 0; n < count; n++) {
      const isForeground = mask[n] < 0 || mask[n] > 0;
      if (isForeground === mixesForeground) values[n] = (1 - weight) * values[n] + share;
    }
  };
}
