import type { Histogram } from '#src/image/histogram.ts';

/**
 * Otsu's threshold of a histogram (N. Otsu, IEEE Trans. SMC 9, 1979): the centre of the bin after which a cut makes the
 * variance between the two classes largest, the first of equal ones. As skimage.filters.threshold_otsu, with its order of
 * float64 operations: the sums of the upper class run from the top down. A histogram of one bin gives that bin's centre.
 * Throws when the histogram is empty.
 */
export function otsuThreshold({ counts, centres }: Pick<Histogram, 'counts' | 'centres'>): number {
  const bins = counts.length;
  if (bins === 0) throw new Error("Otsu's threshold needs at least one voxel in its sample");
  const upperWeights = new Float64Array(bins);
  const upperMeans = new Float64Array(bins);
  let weight = 0;
  let sum = 0;
  for (let n = bins - 1; n >= 0; n--) {
    weight += counts[n];
    sum += counts[n] * centres[n];
    upperWeights[n] = weight;
    upperMeans[n] = sum / weight;
  }
  let best = 0;
  let bestVariance = Number.NEGATIVE_INFINITY;
  weight = 0;
  sum = 0;
  for (let n = 0; n + 1 < bins; n++) {
    weight += counts[n];
    sum += counts[n] * centres[n];
    const difference = sum / weight - upperMeans[n + 1];
    const variance = weight * upperWeights[n + 1] * (difference * difference);
    if (variance > bestVariance) {
      bestVariance = variance;
      best = n;
    }
  }
  return centres[best];
}
