import type { Vec3 } from '#src/image/volume.ts';
import type { Progress, Tell } from './progress.ts';

/** Coefficients, in the precision in which they are kept. */
export type Coefficients = Float32Array | Float64Array;

/** Some milliseconds of work. */
const valuesBetweenWords = 2 ** 20;

/**
 * Replaces the values of a volume by the coefficients of the cubic B-splines that go through them, along the given axes (0, 1, 2 for i,
 * j, k). Each line, reflected at its ends (b a | a b), is the solution of c[n-1] + 4 c[n] + c[n+1] = 6 v[n], found by elimination
 * (Thomas); scipy.ndimage.spline_filter with mode reflect finds the same by recursion, up to rounding.
 */
export function splineCoefficients(
  values: Coefficients,
  size: Vec3,
  axes: readonly number[],
  progress: Progress,
): void {
  const strides = [1, size[0], size[0] * size[1]];
  axes.forEach((axis, n) => {
    const length = size[axis];
    const stride = strides[axis];
    const block = length * stride;
    const factors = eliminationFactors(length);
    if (length > 1) {
      for (let first = 0; first < values.length; first += block) {
        solveLines(values, first, stride, length, stride, factors, () =>
          progress((n + first / values.length) / axes.length),
        );
        progress((n + (first + block) / values.length) / axes.length);
      }
    }
  });
}

/** The same along k alone, for the voxels from `start` to `end` of each slice of `plane` voxels. */
export function splineAlongK(values: Coefficients, plane: number, start: number, end: number, tell: Tell): void {
  const length = values.length / plane;
  if (length > 1) solveLines(values, start, end - start, length, plane, eliminationFactors(length), tell);
}

/** What each value of the diagonal is divided by, after what lies below was taken away. */
function eliminationFactors(length: number): Float64Array {
  const factors = new Float64Array(length);
  let before = 0;
  for (let n = 0; n < length; n++) {
    const diagonal = n === 0 || n === length - 1 ? 5 : 4;
    before = 1 / (diagonal - before);
    factors[n] = before;
  }
  return factors;
}

/** Solves `width` lines that lie side by side, so that the loops run through memory in order. */
function solveLines(
  values: Coefficients,
  first: number,
  width: number,
  length: number,
  stride: number,
  factors: Float64Array,
  tell: Tell,
): void {
  if (stride === 1) {
    solveLine(values, first, length, factors);
    return;
  }
  const often = Math.ceil(valuesBetweenWords / width);
  const head = 6 * factors[0];
  for (let n = first; n < first + width; n++) values[n] *= head;
  for (let step = 1; step < length; step++) {
    if (step % often === 0) tell();
    const factor = factors[step];
    const start = first + step * stride;
    for (let n = start; n < start + width; n++) values[n] = (6 * values[n] - values[n - stride]) * factor;
  }
  for (let step = length - 2; step >= 0; step--) {
    if (step % often === 0) tell();
    const factor = factors[step];
    const start = first + step * stride;
    for (let n = start; n < start + width; n++) values[n] -= factor * values[n + stride];
  }
}

function solveLine(values: Coefficients, first: number, length: number, factors: Float64Array): void {
  let before = 6 * values[first] * factors[0];
  values[first] = before;
  for (let n = 1; n < length; n++) {
    before = (6 * values[first + n] - before) * factors[n];
    values[first + n] = before;
  }
  for (let n = length - 2; n >= 0; n--) {
    before = values[first + n] - factors[n] * before;
    values[first + n] = before;
  }
}
