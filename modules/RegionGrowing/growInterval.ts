import { rangeOf } from '#src/image/statistics.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

/** lower <= v <= upper. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** The numbers of some voxels, without NaN. */
export function valuesAt(voxels: Voxels, seeds: Int32Array): readonly number[] {
  return Array.from(seeds, (seed) => voxels[seed]).filter((value) => !Number.isNaN(value));
}

/**
 * The interval that is set, or with the automatic one the mean of the seeds' values, and half of the percentage of the image's range to
 * each side. Throws when the ends are the wrong way round, or there is no number at the seeds.
 */
export function growInterval(
  voxels: Voxels,
  values: readonly number[],
  params: {
    readonly enableAutoThresholdInterval: boolean;
    readonly autoThresholdIntervalSizeInPercent: number;
    readonly lowerThreshold: number;
    readonly upperThreshold: number;
  },
): Interval {
  if (!params.enableAutoThresholdInterval) {
    const { lowerThreshold: lower, upperThreshold: upper } = params;
    if (lower > upper) throw new Error(`The lower threshold (${lower}) is above the upper one (${upper})`);
    return { lower, upper };
  }
  if (values.length === 0) throw new Error('Every seed lies on a voxel that is NaN: place them on values');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const { min, max } = rangeOf(voxels, voxelCounter());
  const half = (max - min) * (params.autoThresholdIntervalSizeInPercent / 200);
  if (!Number.isFinite(half)) {
    throw new Error(
      `The image reaches from ${min} to ${max}, of which there is no percentage: set the interval by hand`,
    );
  }
  return { lower: mean - half, upper: mean + half };
}

/** The seeds whose values lie in the interval. Throws, with the values, where there is none. */
export function seedsWithin(voxels: Voxels, seeds: Int32Array, { lower, upper }: Interval): Int32Array {
  const within = seeds.filter((seed) => voxels[seed] >= lower && voxels[seed] <= upper);
  if (within.length > 0) return within;
  const values = Array.from(new Set(Array.from(seeds, (seed) => voxels[seed])));
  const shown = values.slice(0, 5).map((value) => Number(value.toPrecision(6)));
  throw new Error(
    `No seed lies in the interval from ${Number(lower.toPrecision(6))} to ${Number(upper.toPrecision(6))}: the values at the seeds are ` +
      `${shown.join(', ')}${values.length > 5 ? ' …' : ''}. Widen the interval, or place the seeds elsewhere`,
  );
}
