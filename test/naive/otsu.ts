/** np.histogram by searching the edges for every value: bins hold their lower edge, the last one also its upper edge. */
export function naiveHistogram(values: readonly number[], bins: number) {
  const min = Math.min(...values);
  const max = Math.max(...values);
  const step = (max - min) / bins;
  const edges = Array.from({ length: bins + 1 }, (_, n) => (n === bins ? max : n * step + min));
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    let bin = bins - 1;
    while (bin > 0 && value < edges[bin]) bin--;
    counts[bin]++;
  }
  return { counts, centres: counts.map((_, n) => (edges[n] + edges[n + 1]) / 2) };
}

/** Otsu's threshold by splitting the bins anew for every cut. */
export function naiveOtsu(counts: readonly number[], centres: readonly number[]): number {
  const best = { variance: -1, centre: centres[0] };
  for (let cut = 1; cut < counts.length; cut++) {
    const below = { weight: 0, sum: 0 };
    for (let n = 0; n < cut; n++) {
      below.weight += counts[n];
      below.sum += counts[n] * centres[n];
    }
    const above = { weight: 0, sum: 0 };
    for (let n = counts.length - 1; n >= cut; n--) {
      above.weight += counts[n];
      above.sum += counts[n] * centres[n];
    }
    const variance = below.weight * above.weight * (below.sum / below.weight - above.sum / above.weight) ** 2;
    if (variance > best.variance) Object.assign(best, { variance, centre: centres[cut - 1] });
  }
  return best.centre;
}

/** Mean and standard deviation (ddof 0) by their definitions. */
export function naiveStatistics(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}
