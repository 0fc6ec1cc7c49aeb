/**
 * By which sums a line is filtered: two voxels that share a weight are added (or subtracted) before they are
 * multiplied.
 */
export type Symmetry = 'Even' | 'Odd' | 'None';

/** The weights of a filter along one axis, ready for the loops. */
export interface Taps {
  readonly radius: number;
  /**
   * Even and Odd: at j the weight of the voxels j before and behind, 0 <= j <= radius. None: all 2 * radius + 1 in
   * order.
   */
  readonly weights: Float64Array;
  readonly symmetry: Symmetry;
}

/**
 * The taps of a convolution with an odd number of weights; it mirrors them, as scipy.ndimage.convolve1d does. Like
 * there, what is symmetric but for the last bit is taken as symmetric, by the weights of the lower half. Throws when
 * the number is even.
 */
export function tapsOf(kernel: Float64Array): Taps {
  const { length } = kernel;
  if (length % 2 === 0) {
    throw new Error(`A convolution needs an odd number of weights, since one of them is the middle, not ${length}`);
  }
  const radius = (length - 1) / 2;
  const mirrored = kernel.toReversed();
  const symmetry = symmetryOf(mirrored, radius);
  const weights = symmetry === 'None' ? mirrored : mirrored.slice(0, radius + 1).reverse();
  return { radius, weights, symmetry };
}

function symmetryOf(weights: Float64Array, radius: number): Symmetry {
  let isEven = true;
  let isOdd = true;
  for (let j = 1; j <= radius; j++) {
    if (Math.abs(weights[radius + j] - weights[radius - j]) > Number.EPSILON) isEven = false;
    if (Math.abs(weights[radius + j] + weights[radius - j]) > Number.EPSILON) isOdd = false;
  }
  if (isEven) return 'Even';
  return isOdd ? 'Odd' : 'None';
}
