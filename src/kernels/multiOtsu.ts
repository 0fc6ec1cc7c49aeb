import type { Histogram } from '#src/image/histogram.ts';

/** More bins would take too long, and their table too much memory. */
const mostBins = 4096;
/** Combinations of thresholds that are tried at most: some seconds. */
const mostTried = 2e9;

/**
 * The thresholds between so many classes, as centres of bins: the combination with the largest variance between the classes, the first of
 * equal ones (P.-S. Liao, T.-S. Chen and P.-C. Chung, J. Inf. Sci. Eng. 17, 2001). As skimage.filters.threshold_multiotsu, with its float32
 * sums in their order, so that near ties are decided alike. Throws when there are fewer different values than classes, or too many bins.
 */
export function multiOtsu(
  { counts, centres }: Pick<Histogram, 'counts' | 'centres'>,
  classes: number,
): readonly number[] {
  const bins = counts.length;
  const filled = [...counts.keys()].filter((bin) => counts[bin] > 0);
  if (filled.length < classes) {
    throw new Error(`The sample has ${filled.length} different values, too few for ${classes} classes`);
  }
  if (filled.length === classes) return filled.slice(0, -1).map((bin) => centres[bin]);
  let tried = 1;
  for (let n = 1; n < classes; n++) tried *= (bins - n) / n;
  if (bins > mostBins || tried > mostTried) {
    throw new Error(`${classes} classes of ${bins} bins would take too long: set Bins to 256 over the range`);
  }
  const search: Search = {
    ...{ bins, thresholds: classes - 1, variances: variancesOf(counts) },
    current: new Int32Array(classes - 1),
    best: new Int32Array(classes - 1),
  };
  tryFrom(search, 0, 0, 0);
  return Array.from(search.best, (bin) => centres[bin]);
}

interface Search {
  readonly bins: number;
  readonly thresholds: number;
  /** What a class from bin a to bin b adds, at b + bins * a. */
  readonly variances: Float32Array;
  readonly current: Int32Array;
  readonly best: Int32Array;
}

/** Tries every threshold from a bin on for one level and those after it; returns the largest sum so far. */
function tryFrom(search: Search, level: number, from: number, largest: number): number {
  const { bins, thresholds, variances, current, best } = search;
  let most = largest;
  const isLast = level === thresholds - 1;
  for (let bin = from; bin < bins - thresholds + level; bin++) {
    current[level] = bin;
    if (!isLast) {
      most = tryFrom(search, level + 1, bin + 1, most);
      continue;
    }
    let sum = Math.fround(variances[current[0]] + variances[bins - 1 + bins * (bin + 1)]);
    for (let n = 0; n < level; n++) sum = Math.fround(sum + variances[current[n + 1] + bins * (current[n] + 1)]);
    if (sum > most) {
      most = sum;
      best.set(current);
    }
  }
  return most;
}

/** The square of the first moment over the zeroth, of every stretch of bins. */
function variancesOf(counts: Float64Array): Float32Array {
  const bins = counts.length;
  let total = 0;
  for (let n = 0; n < bins; n++) total += counts[n];
  // Places before and after the first bin, whose moments are sums from the start.
  const zeroth = new Float32Array(bins + 1);
  const first = new Float32Array(bins + 1);
  for (let n = 0; n < bins; n++) {
    const share = Math.fround(counts[n] / total);
    zeroth[n + 1] = zeroth[n] + share;
    // The first bin counts as 1, not as 0, in scikit-image.
    first[n + 1] = first[n] + Math.fround((n === 0 ? 1 : n) * share);
  }
  const variances = new Float32Array(bins * bins);
  // The first bin alone adds nothing in scikit-image, whose table is not filled there.
  for (let a = 0; a < bins; a++) {
    for (let b = Math.max(a, 1); b < bins; b++) {
      const weight = Math.fround(zeroth[b + 1] - zeroth[a]);
      const moment = Math.fround(first[b + 1] - first[a]);
      if (weight > 0) variances[b + bins * a] = Math.fround(moment * moment) / weight;
    }
  }
  return variances;
}
