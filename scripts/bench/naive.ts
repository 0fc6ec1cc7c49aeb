import type { Volume, Voxels } from '#src/image/volume.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { gaussianWeights } from '#src/kernels/gaussianWeights.ts';
import { naiveComponents, naiveFillHoles } from '../../test/naive/components.ts';
import { naiveConvolution } from '../../test/naive/gaussian.ts';
import type { ByteMask } from '../../test/naive/masks.ts';
import { ballOffsets, naiveClosing } from '../../test/naive/morphology.ts';

/*
 * The same work as one writes it by the book, with arrays, callbacks and a voxel at a time. What is slow for another reason, such as a
 * spread of a million arguments, is not measured here.
 */

/** data > threshold. */
export function naiveThreshold({ voxels }: Volume, threshold: number): Uint8Array {
  return Uint8Array.from(voxels, (value) => (value > threshold ? 1 : 0));
}

/** The image where the mask is set, elsewhere 0. */
export function naiveMask({ voxels }: Volume, mask: Volume): Voxels {
  return voxels.map((value: number, n: number) => (mask.voxels[n] === 0 ? 0 : value));
}

/** lower <= data <= upper. */
export function naiveBand({ voxels }: Volume, lower: number, upper: number): Uint8Array {
  return Uint8Array.from(voxels, (value) => (value >= lower && value <= upper ? 1 : 0));
}

/** skimage.filters.threshold_otsu over the values above 0 with 256 bins; bins are found by division. */
export function naiveOtsu({ voxels }: Volume): number {
  const values = Array.from(voxels).filter((value) => value > 0);
  const min = values.reduce((a, b) => Math.min(a, b));
  const max = values.reduce((a, b) => Math.max(a, b));
  const edges = Array.from({ length: 257 }, (_, n) => (n === 256 ? max : n * ((max - min) / 256) + min));
  const counts = new Array<number>(256).fill(0);
  for (const value of values) {
    let bin = Math.min(255, Math.floor((256 * (value - min)) / (max - min)));
    if (value < edges[bin]) bin--;
    else if (bin < 255 && value >= edges[bin + 1]) bin++;
    counts[bin]++;
  }
  const centres = counts.map((_, n) => (edges[n] + edges[n + 1]) / 2);
  let best = { variance: -1, centre: centres[0] };
  for (let cut = 0; cut < 255; cut++) {
    const [below, above] = [sums(counts, centres, 0, cut + 1), sums(counts, centres, 256, cut + 1)];
    const difference = below.sum / below.weight - above.sum / above.weight;
    const variance = below.weight * above.weight * difference ** 2;
    if (variance > best.variance) best = { variance, centre: centres[cut] };
  }
  return best.centre;
}

/** From bin `from` on up to or down to cut `to`: scikit-image adds the upper class from the top down. */
function sums(counts: readonly number[], centres: readonly number[], from: number, to: number) {
  let [weight, sum] = [0, 0];
  for (let n = 0; n < Math.abs(to - from); n++) {
    const bin = from < to ? from + n : from - 1 - n;
    weight += counts[bin];
    sum += counts[bin] * centres[bin];
  }
  return { weight, sum };
}

/** Minimum, maximum, mean and standard deviation (ddof 0). */
export function naiveStatistics({ voxels }: Volume): readonly number[] {
  const values = Array.from(voxels);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.map((value) => (value - mean) ** 2).reduce((a, b) => a + b, 0) / values.length;
  return [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b)), mean, Math.sqrt(variance)];
}

/** skimage.morphology.binary_closing with a ball, trying every voxel of the ball. */
export function naiveBallClosing(mask: Volume, radius: number): Uint8Array {
  return naiveClosing(byteMask(mask), ballOffsets(radius));
}

/** scipy.ndimage.binary_fill_holes, by flooding with a set of voxels. */
export function naiveFill(mask: Volume): Uint8Array {
  return naiveFillHoles(byteMask(mask));
}

/** scipy.ndimage.gaussian_filter of float32, taking each line apart for each of its voxels. */
export function naiveGaussian({ voxels, size }: Volume, sigmaVoxels: number): Float32Array {
  const weights = gaussianWeights(sigmaVoxels);
  return Float32Array.from(naiveConvolution(voxels, size, [weights, weights, weights], Math.fround));
}

/** The largest component, by flooding with a set of voxels; of equal ones the first. */
export function naiveLargest(mask: Volume, connectivity: Connectivity): Uint8Array {
  const found = new Uint8Array(mask.voxels.length);
  let most: readonly number[] = [];
  for (const part of naiveComponents(byteMask(mask), connectivity)) if (part.length > most.length) most = part;
  for (const voxel of most) found[voxel] = 1;
  return found;
}

/** The whole brain mask of all of these. */
export function naiveBrainMask(image: Volume, radius: number): Uint8Array {
  const otsu = naiveOtsu(image);
  const mask = (bytes: Uint8Array): Volume => ({ ...image, voxels: bytes });
  const filled = naiveFill(mask(naiveBand(image, otsu * 0.5, otsu * 2)));
  return naiveLargest(mask(naiveBallClosing(mask(filled), radius)), 6);
}

/** A mask as the naive versions take it. Throws when it has not one byte a voxel. */
export function byteMask({ size, voxels }: Volume): ByteMask {
  if (voxels instanceof Uint8Array) return { size, bytes: voxels };
  throw new Error('A mask has one byte a voxel here');
}
