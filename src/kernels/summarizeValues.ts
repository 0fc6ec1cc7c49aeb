import { isSmallIntegers } from '#src/image/integerCounts.ts';
import { type Statistics, statisticsOf } from '#src/image/statistics.ts';
import type { Voxels } from '#src/image/volume.ts';
import { percentilesOf, percentilesOfCounts } from './percentiles.ts';
import { noTell, type Tell } from './progress.ts';
import { areManyWide, percentilesSimd } from './ranksSimd.ts';
import { simd } from './simd.ts';
import { voxelCounter } from './voxelCounter.ts';
import { inVoxelParts } from './voxelParts.ts';

/** Some milliseconds of work. */
const valuesBetweenWords = 2 ** 21;

/** What is told of some voxels, NaN left out. */
export interface ValueSummary extends Statistics {
  /** How many are not NaN. */
  readonly count: number;
  /** In the order in which they were asked for. */
  readonly percentiles: readonly number[];
}

/**
 * Count, extremes, mean, standard deviation (ddof 0) and percentiles (0 to 100, linear interpolation) of voxels, as numpy of the
 * same values as float64; all but the counts are NaN where there are none. Integers up to 16 bits are counted, of others ranks are selected.
 */
export function summarizeValues(voxels: Voxels, percents: readonly number[], tell: Tell = noTell): ValueSummary {
  const counter = voxelCounter(tell);
  if (isSmallIntegers(voxels)) {
    const counts = counter.countIntegers(voxels);
    const statistics = statisticsOf(voxels, { ...counter, countIntegers: () => counts });
    return { ...statistics, count: voxels.length, percentiles: percentilesOfCounts(counts, percents) };
  }
  const statistics = statisticsOf(voxels, counter);
  const count = voxels.length - statistics.nanCount;
  return { ...statistics, count, percentiles: percentilesOfVoxels(voxels, count, percents, tell) };
}

/** Percentiles of voxels of which `count` are not NaN. */
export function percentilesOfVoxels(
  voxels: Voxels,
  count: number,
  percents: readonly number[],
  tell: Tell = noTell,
): number[] {
  const fast = simd();
  if (fast && areManyWide(voxels)) return percentilesSimd(fast, voxels, count, percents, tell);
  return percentilesOf(numbersOf(voxels, count, tell), percents, tell);
}

/** A copy as float64 without NaN. */
function numbersOf(voxels: Voxels, count: number, tell: Tell): Float64Array {
  const values = new Float64Array(voxels.length);
  inVoxelParts(voxels.length, tell, (start, end) => values.set(voxels.subarray(start, end), start));
  if (count === values.length) return values;
  let to = 0;
  for (let n = 0; n < values.length; n++) {
    if (n % valuesBetweenWords === 0) tell();
    if (!Number.isNaN(values[n])) values[to++] = values[n];
  }
  return values.subarray(0, to);
}
