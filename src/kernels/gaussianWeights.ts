/** Fixed-point numbers of the exponential series below: so many bits after the point. */
const fractionBits = 160n;

/**
 * How many voxels a Gaussian reaches to each side: scipy.ndimage.gaussian_filter cuts it after 4 standard deviations,
 * rounded to whole voxels. `sigmaVoxels` is the standard deviation in voxels. Throws when it is negative or not finite.
 */
export function gaussianRadius(sigmaVoxels: number): number {
  if (!(sigmaVoxels >= 0 && Number.isFinite(sigmaVoxels))) {
    throw new Error(`The standard deviation of a Gaussian must be 0 or more, not ${sigmaVoxels}`);
  }
  return Math.floor(4 * sigmaVoxels + 0.5);
}

/**
 * The 2 * radius + 1 weights of a Gaussian with that standard deviation in voxels, the middle one at place `radius`;
 * their sum is 1 but for rounding. As in scipy.ndimage.gaussian_filter: exp(-x² / (2 sigma²)), divided by the sum in
 * numpy's order.
 *
 * The exponentials are rounded correctly, as those of a good C library nearly always are; Math.exp may be one bit off,
 * which would show in smoothed float64 images, and so may numpy's own with AVX-512 (Intel's SVML), where it does. Throws when sigma is negative or not finite.
 */
export function gaussianWeights(sigmaVoxels: number): Float64Array {
  const radius = gaussianRadius(sigmaVoxels);
  const weights = new Float64Array(2 * radius + 1);
  // Without this a sigma near 0 would divide by a square that is 0.
  if (radius === 0) return weights.fill(1);
  const factor = -0.5 / (sigmaVoxels * sigmaVoxels);
  for (let x = 0; x <= radius; x++) {
    const value = exponential(factor * (x * x));
    weights[radius - x] = value;
    weights[radius + x] = value;
  }
  const sum = pairwiseSum(weights, 0, weights.length);
  for (let n = 0; n < weights.length; n++) weights[n] /= sum;
  return weights;
}

/**
 * The sum of `count` values from `start` on in the order of numpy.sum over contiguous float64: eight partial sums up to
 * 128 values, halves above.
 */
export function pairwiseSum(values: Float64Array, start: number, count: number): number {
  if (count < 8) {
    let sum = 0;
    for (let n = start; n < start + count; n++) sum += values[n];
    return sum;
  }
  if (count > 128) {
    const half = Math.floor(count / 2);
    const first = half - (half % 8);
    return pairwiseSum(values, start, first) + pairwiseSum(values, start + first, count - first);
  }
  const parts = values.slice(start, start + 8);
  const whole = count - (count % 8);
  for (let n = 8; n < whole; n++) parts[n % 8] += values[start + n];
  let sum = parts[0] + parts[1] + (parts[2] + parts[3]) + (parts[4] + parts[5] + (parts[6] + parts[7]));
  for (let n = start + whole; n < start + count; n++) sum += values[n];
  return sum;
}

/**
 * exp(x) for -700 < x <= 0, rounded correctly: Taylor's series for x / 1024 in integers of 160 bits, squared ten times.
 */
function exponential(x: number): number {
  const one = 1n << fractionBits;
  const reduced = toFixedPoint(x) >> 10n;
  let sum = one;
  let term = one;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * reduced) >> fractionBits) / n;
    sum += term;
  }
  for (let n = 0; n < 10; n++) sum = (sum * sum) >> fractionBits;
  // Number() rounds to nearest; the division by a power of two is then exact.
  return Number(sum) / 2 ** Number(fractionBits);
}

/** A number below 2^53 in magnitude as an integer of 1 / 2^160; what is smaller than that is cut off. */
function toFixedPoint(x: number): bigint {
  const whole = Math.trunc(x);
  let bits = BigInt(whole);
  let rest = x - whole;
  // Fractions of a double are shifted out exactly, 32 bits at a time.
  for (let n = 0; n < Number(fractionBits); n += 32) {
    rest *= 2 ** 32;
    const part = Math.trunc(rest);
    bits = (bits << 32n) + BigInt(part);
    rest -= part;
  }
  return bits;
}
