import { type IntegerCounts, isSmallIntegers } from './integerCounts.ts';
import type { Voxels } from './volume.ts';
import { plainCounter, type VoxelCounter } from './voxelCounter.ts';

/** Over the voxels that are not NaN; where there are none, all but `nanCount` are NaN. */
export interface Statistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** The standard deviation of the voxels as they are, not as a sample of more (ddof 0, as numpy.std). */
  readonly std: number;
  /** How many voxels are NaN. */
  readonly nanCount: number;
}

/**
 * Minimum, maximum, mean and standard deviation in one pass. Integers up to 16 bits are counted, so their sum is exact; others are
 * summed in float64, chunk by chunk.
 */
export function statisticsOf(voxels: Voxels, counter: VoxelCounter = plainCounter): Statistics {
  if (isSmallIntegers(voxels)) return statisticsOfCounts(counter.countIntegers(voxels));
  const { min, max, count, sum, squares } = counter.moments(voxels);
  const nanCount = voxels.length - count;
  if (count === 0) return { min: Number.NaN, max: Number.NaN, mean: Number.NaN, std: Number.NaN, nanCount };
  return { min, max, mean: sum / count, std: Math.sqrt(squares / count), nanCount };
}

/** The smallest and the largest value, NaN ignored. Throws when no voxel holds a number, since there is no range then. */
export function rangeOf(
  voxels: Voxels,
  counter: VoxelCounter = plainCounter,
): { readonly min: number; readonly max: number } {
  const { min, max } = counter.extremes(voxels, 'All');
  if (!(min <= max)) throw new Error('The image has no minimum and maximum, since every voxel is NaN');
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
  const mean = sum / total;
  let squares = 0;
  for (let n = 0; n < counts.length; n++) squares += counts[n] * (first + n - mean) * (first + n - mean);
  return { min, max, mean, std: Math.sqrt(squares / total), nanCount: 0 };
}
