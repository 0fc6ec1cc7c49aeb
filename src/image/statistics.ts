import { forEachChunk } from './chunks.ts';
import type { IntegerCounts } from './integerCounts.ts';
import { countIntegers, isSmallIntegers } from './integerCounts.ts';
import type { Voxels } from './volume.ts';

/** Over the voxels that are not NaN; where there are none, `min`, `max` and `mean` are NaN. */
export interface Statistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** How many voxels are NaN. */
  readonly nanCount: number;
}

/**
 * Minimum, maximum and mean in one pass. Integers up to 16 bits are counted, so their sum is exact; others are summed in
 * float64, chunk by chunk.
 */
export function statisticsOf(voxels: Voxels): Statistics {
  return isSmallIntegers(voxels) ? statisticsOfCounts(countIntegers(voxels)) : statisticsOfChunks(voxels);
}

/** The smallest and the largest value, NaN ignored. Throws when no voxel holds a number, since there is no range then. */
export function rangeOf(voxels: Voxels): { readonly min: number; readonly max: number } {
  const { min, max } = statisticsOf(voxels);
  if (Number.isNaN(min)) throw new Error('The image has no minimum and maximum, since every voxel is NaN');
  return { min, max };
}

function statisticsOfCounts({ first, counts }: IntegerCounts): Statistics {
  let min = Number.NaN;
  let max = Number.NaN;
  let sum = 0;
  let total = 0;
  for (let n = 0; n < counts.length; n++) {
    if (counts[n] === 0) continue;
    if (total === 0) min = first + n;
    max = first + n;
    sum += counts[n] * (first + n);
    total += counts[n];
  }
  return { min, max, mean: sum / total, nanCount: 0 };
}

function statisticsOfChunks(voxels: Voxels): Statistics {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let total = 0;
  forEachChunk(voxels, (values, count) => {
    let chunkMin = Number.POSITIVE_INFINITY;
    let chunkMax = Number.NEGATIVE_INFINITY;
    let chunkSum = 0;
    let chunkTotal = 0;
    for (let n = 0; n < count; n++) {
      const value = values[n];
      if (Number.isNaN(value)) continue;
      if (value < chunkMin) chunkMin = value;
      if (value > chunkMax) chunkMax = value;
      chunkSum += value;
      chunkTotal++;
    }
    min = Math.min(min, chunkMin);
    max = Math.max(max, chunkMax);
    sum += chunkSum;
    total += chunkTotal;
  });
  const nanCount = voxels.length - total;
  return total === 0
    ? { min: Number.NaN, max: Number.NaN, mean: Number.NaN, nanCount }
    : { min, max, mean: sum / total, nanCount };
}
