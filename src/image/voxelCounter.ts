import { binOf, normOf } from './bins.ts';
import { forEachChunk } from './chunks.ts';
import { countIntegers, type IntegerCounts, type SmallIntegers } from './integerCounts.ts';
import type { Voxels } from './volume.ts';

/** Which voxels are counted: those above 0, or all that are not NaN. */
export type Sample = 'Positive' | 'All';

/** The extremes of a sample; of an empty one the minimum is Infinity and the maximum -Infinity. */
export interface Extremes {
  readonly min: number;
  readonly max: number;
}

/** Of the voxels that are not NaN, whatever the sample: how many there are, their sum, and their squared distances from the mean. */
export interface Moments extends Extremes {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * The passes over all voxels from which histograms and statistics are made. This room has them in plain TypeScript; others may hand in
 * faster ones with the same results to the last bit.
 */
export interface VoxelCounter {
  countIntegers(voxels: SmallIntegers): IntegerCounts;
  /** The sample's extremes, and how many voxels are not NaN. */
  extremes(voxels: Voxels, sample: Sample): Extremes & { readonly count: number };
  moments(voxels: Voxels): Moments;
  /** Adds the voxels between the first and the last edge to the bins, as numpy.histogram. */
  addToBins(voxels: Voxels, edges: Float64Array, bins: Float64Array): void;
}

/** What a chunk of voxels adds to the moments of those before it (T. F. Chan and others, 1979, for the squares). */
export function addMoments(before: Moments, chunk: Moments): Moments {
  const { count, sum } = chunk;
  if (count === 0) return before;
  const min = Math.min(before.min, chunk.min);
  const max = Math.max(before.max, chunk.max);
  if (before.count === 0) return { ...chunk, min, max };
  const apart = sum / count - before.sum / before.count;
  const total = before.count + count;
  return {
    min,
    max,
    count: total,
    sum: before.sum + sum,
    squares: before.squares + chunk.squares + apart * apart * ((before.count * count) / total),
  };
}

/** The moments of no voxels. */
export const noMoments: Moments = {
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  count: 0,
  sum: 0,
  squares: 0,
};

/** In plain TypeScript. */
export const plainCounter: VoxelCounter = {
  countIntegers,

  extremes(voxels, sample) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let total = 0;
    forEachChunk(voxels, (values, count) => {
      const chunk = summarize(values, count, sample);
      min = Math.min(min, chunk.min);
      max = Math.max(max, chunk.max);
      total += chunk.count;
    });
    return { min, max, count: total };
  },

  moments(voxels) {
    let moments = noMoments;
    forEachChunk(voxels, (values, count) => {
      const chunk = summarize(values, count, 'All');
      moments = addMoments(moments, { ...chunk, squares: deviations(values, count, chunk.sum / chunk.count) });
    });
    return moments;
  },

  addToBins(voxels, edges, bins) {
    forEachChunk(voxels, (values, count) => addChunk(values, count, edges, bins));
  },
};

/** Voxel n goes into sum n % 4: so the additions do not wait for each other. */
function summarize(values: Float64Array, count: number, sample: Sample) {
  const sums = new Float64Array(4);
  const isPositive = sample === 'Positive';
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let numbers = 0;
  for (let n = 0; n < count; n++) {
    const value = values[n];
    if (Number.isNaN(value)) continue;
    numbers++;
    sums[n & 3] += value;
    if (isPositive && !(value > 0)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // A zero has no sign here, since it would depend on the order.
  return { min: min + 0, max: max + 0, count: numbers, sum: sumOf(sums) };
}

function deviations(values: Float64Array, count: number, mean: number): number {
  const sums = new Float64Array(4);
  for (let n = 0; n < count; n++) {
    const value = values[n];
    if (!Number.isNaN(value)) sums[n & 3] += (value - mean) * (value - mean);
  }
  return sumOf(sums);
}

function sumOf(sums: Float64Array): number {
  return sums[0] + sums[2] + (sums[1] + sums[3]);
}

function addChunk(values: Float64Array, count: number, edges: Float64Array, bins: Float64Array): void {
  const norm = normOf(edges);
  const min = edges[0];
  const max = edges[edges.length - 1];
  for (let n = 0; n < count; n++) {
    const value = values[n];
    if (value >= min && value <= max) bins[binOf(value, edges, norm)]++;
  }
}
