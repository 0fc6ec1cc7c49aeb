import type { IntegerCounts } from '#src/image/integerCounts.ts';
import { selectRank } from './selectRank.ts';

/**
 * Percentiles (0 to 100) as numpy.percentile with its default method, linear interpolation between the two nearest ranks; of no
 * values they are NaN. Moves the values about, of which none may be NaN.
 */
export function percentilesOf(values: Float64Array, percents: readonly number[]): number[] {
  const found = percents.map(() => Number.NaN);
  const ascending = percents.map((percent, n) => ({ percent, n })).sort((a, b) => a.percent - b.percent);
  let low = 0;
  for (const { percent, n } of values.length > 0 ? ascending : []) {
    const [rank, between] = rankOf(percent, values.length);
    const below = selectRank(values, rank, low);
    low = rank;
    found[n] = between === 0 ? below : interpolate(below, selectRank(values, rank + 1, rank), between);
  }
  return found;
}

/** The same of integers that were counted. */
export function percentilesOfCounts({ first, counts }: IntegerCounts, percents: readonly number[]): number[] {
  let total = 0;
  for (let n = 0; n < counts.length; n++) total += counts[n];
  return percents.map((percent) => {
    if (total === 0) return Number.NaN;
    const [rank, between] = rankOf(percent, total);
    const below = first + indexOfRank(counts, rank);
    return between === 0 ? below : interpolate(below, first + indexOfRank(counts, rank + 1), between);
  });
}

/** The rank below a percentile, and how far the percentile lies towards the next one. */
function rankOf(percent: number, count: number): readonly [rank: number, between: number] {
  const at = (count - 1) * (percent / 100);
  const rank = Math.min(Math.floor(at), count - 1);
  return [rank, rank + 1 < count ? at - rank : 0];
}

/** From the nearer end, as numpy does, so that both ends are met exactly. */
function interpolate(below: number, above: number, between: number): number {
  // Equal infinities have no difference.
  if (below === above) return below;
  return between >= 0.5 ? above - (above - below) * (1 - between) : below + (above - below) * between;
}

function indexOfRank(counts: Uint32Array, rank: number): number {
  let before = 0;
  for (let n = 0; n < counts.length; n++) {
    before += counts[n];
    if (before > rank) return n;
  }
  return counts.length - 1;
}
