import type { IntegerCounts } from '#src/image/integerCounts.ts';
import { noTell, type Tell } from './progress.ts';
import { selectRank } from './selectRank.ts';

/**
 * Percentiles (0 to 100) as numpy.percentile with its default method, linear interpolation between the two nearest ranks; of no
 * values they are NaN. Moves the values about, of which none may be NaN.
 */
export function percentilesOf(values: Float64Array, percents: readonly number[], tell: Tell = noTell): number[] {
  if (values.length === 0) return percents.map(() => Number.NaN);
  selectRanks(values, ranksOf(percents, values.length), 0, values.length - 1, tell);
  return percentilesAt(percents, values.length, (rank) => values[rank]);
}

/** The ranks among so many values between which percentiles lie, ascending, each once. */
export function ranksOf(percents: readonly number[], count: number): number[] {
  const ranks = percents.flatMap((percent) => {
    const [rank, between] = rankOf(percent, count);
    return between === 0 ? [rank] : [rank, rank + 1];
  });
  return [...new Set(ranks)].sort((a, b) => a - b);
}

/** Percentiles from the values at their ranks. A zero has no sign here, since its place among zeros depends on the way it was found. */
export function percentilesAt(percents: readonly number[], count: number, valueAt: (rank: number) => number): number[] {
  return percents.map((percent) => {
    const [rank, between] = rankOf(percent, count);
    return (between === 0 ? valueAt(rank) : interpolate(valueAt(rank), valueAt(rank + 1), between)) + 0;
  });
}

/** Puts the values of some ascending ranks at their places, the middle one first, so that each half is gone through for its own ranks only. */
export function selectRanks(
  values: Float64Array,
  ranks: readonly number[],
  low = 0,
  high = values.length - 1,
  tell: Tell = noTell,
): void {
  if (ranks.length === 0) return;
  const middle = ranks.length >> 1;
  tell();
  selectRank(values, ranks[middle], low, high, tell);
  selectRanks(values, ranks.slice(0, middle), low, ranks[middle] - 1, tell);
  selectRanks(values, ranks.slice(middle + 1), ranks[middle] + 1, high, tell);
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
