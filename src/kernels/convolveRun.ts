import type { Taps } from './convolveTaps.ts';

/** Values of a line while it is filtered. */
export type Line = Float64Array | Float32Array;

/**
 * Writes `count` filtered values to the start of `target`: the middle of the first lies at `middle` of `source`, the
 * voxels beside it along the filtered axis are `step` values apart.
 */
export type FilterRun = (source: Line, middle: number, step: number, taps: Taps, target: Line, count: number) => void;

/**
 * Sums in float64 in the order of scipy.ndimage.correlate1d: the middle first, then the pairs from the outermost in;
 * without symmetry the last weight first, then the others in order.
 */
export function filterExactly(
  source: Line,
  middle: number,
  step: number,
  { radius, weights, symmetry }: Taps,
  target: Line,
  count: number,
): void {
  const reach = radius * step;
  for (let at = middle; at < middle + count; at++) {
    let sum = 0;
    if (symmetry === 'None') {
      sum = source[at + reach] * weights[2 * radius];
      for (let j = 0; j < 2 * radius; j++) sum += source[at - reach + j * step] * weights[j];
    } else if (symmetry === 'Odd') {
      sum = source[at] * weights[0];
      for (let j = radius; j > 0; j--) sum += (source[at - j * step] - source[at + j * step]) * weights[j];
    } else {
      sum = source[at] * weights[0];
      for (let j = radius; j > 0; j--) sum += (source[at - j * step] + source[at + j * step]) * weights[j];
    }
    target[at - middle] = sum;
  }
}

/** The same for even taps with every sum and product rounded to float32, which four lanes of a vector do at once. */
export function filterFast(
  source: Line,
  middle: number,
  step: number,
  { radius, weights }: Taps,
  target: Line,
  count: number,
): void {
  const { fround } = Math;
  for (let at = middle; at < middle + count; at++) {
    let sum = fround(source[at] * fround(weights[0]));
    for (let j = radius; j > 0; j--) {
      const pair = fround(source[at - j * step] + source[at + j * step]);
      sum = fround(sum + fround(pair * fround(weights[j])));
    }
    target[at - middle] = sum;
  }
}
