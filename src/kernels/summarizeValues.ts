import { isSmallIntegers } from '#src/image/integerCounts.ts';
import { type Statistics, statisticsOf } from '#src/image/statistics.ts';
import type { Voxels } from '#src/image/volume.ts';
import { percentilesOf, percentilesOfCounts } from './percentiles.ts';
import { noTell, type Tell } from './progress.ts';
import { areManyWide, percentilesSimd } from './ranksSimd.ts';
import { simd } from './simd.ts';
import { voxelCounter } from './voxelCounter.ts';
import { inVoxelParts } from './voxelParts.ts';

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

/** A copy as float64 without NaN, of which `count` are left. */
function numbersOf(voxels: Voxels, count: number, tell: Tell): Float64Array {
  const values = new Float64Array(count);
  let to = 0;
  inVoxelParts(voxels.length, tell, (start, end) => {
    if (count === voxels.length) values.set(voxels.subarray(start, end), start);
    else to = copyNumbers(voxels, start, end, values, to);
  });
  return values;
}

function copyNumbers(voxels: Voxels, start: number, end: number, values: Float64Array, at: number): number {
  let to = at;
  for (let n = start; n < end; n++) if (!Number.isNaN(voxels[n])) values[to++] = voxels[n];
  return to;
}
