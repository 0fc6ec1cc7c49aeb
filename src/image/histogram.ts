import { binOf, equalEdges, normOf } from './bins.ts';
import { forEachChunk } from './chunks.ts';
import { type IntegerCounts, isSmallIntegers } from './integerCounts.ts';
import type { Voxels } from './volume.ts';
import { plainCounter, type Sample, type VoxelCounter } from './voxelCounter.ts';

/** Counts by value: `counts[n]` voxels lie in the bin around `centres[n]`. */
export interface Histogram {
  readonly counts: Float64Array;
  readonly centres: Float64Array;
  /** The extremes of the sample, NaN when it is empty. */
  readonly min: number;
  readonly max: number;
  /** How many voxels were left out because they are NaN. */
  readonly nanCount: number;
}

/** Above this an image of integers is too wide for one bin a value. */
const mostIntegerBins = 1 << 24;

/**
 * The histogram over the sample's own range in equal bins, as numpy.histogram of the values as float64: the edges are
 * `n * ((max - min) / bins) + min` with the last one set to max, a bin holds its lower edge and not its upper one, the last
 * holds both; the centre lies halfway between the edges. A sample of one single value has one bin, there; an empty one none.
 * Throws when the range is not finite.
 */
export function histogramInBins(
  voxels: Voxels,
  sample: Sample,
  bins: number,
  counter: VoxelCounter = plainCounter,
): Histogram {
  const counted = isSmallIntegers(voxels) ? counter.countIntegers(voxels) : undefined;
  const extremes = counted ? extremesOfCounts(counted, sample) : extremesOf(voxels, sample, counter);
  const { min, max } = extremes;
  if (Number.isNaN(min)) return { ...extremes, counts: new Float64Array(0), centres: new Float64Array(0) };
  if (!Number.isFinite(max - min)) {
    throw new Error(`A histogram needs a finite range of values, but the sample reaches from ${min} to ${max}`);
  }
  const edges = equalEdges(min, max, bins);
  const counts = new Float64Array(edges.length - 1);
  if (counted) addCounts(counted, min, max, edges, counts);
  else counter.addToBins(voxels, edges, counts);
  const centres = new Float64Array(counts.length);
  for (let n = 0; n < counts.length; n++) centres[n] = (edges[n] + edges[n + 1]) / 2;
  return { ...extremes, counts, centres };
}

/**
 * The histogram with one bin for every integer from the sample's minimum to its maximum, as skimage.exposure.histogram does
 * for arrays of integers. Throws when a value is not an integer, or when there are more than 16,777,216 bins.
 */
export function histogramPerInteger(voxels: Voxels, sample: Sample, counter: VoxelCounter = plainCounter): Histogram {
  const counted = isSmallIntegers(voxels) ? counter.countIntegers(voxels) : undefined;
  const extremes = counted ? extremesOfCounts(counted, sample) : extremesOf(voxels, sample, counter);
  const { min, max } = extremes;
  if (Number.isNaN(min)) return { ...extremes, counts: new Float64Array(0), centres: new Float64Array(0) };
  if (!(max - min < mostIntegerBins)) {
    throw new Error(
      `One bin for every integer from ${min} to ${max} would be more than ${mostIntegerBins} bins: use 256 bins instead`,
    );
  }
  const counts = new Float64Array(max - min + 1);
  if (counted) counts.set(counted.counts.subarray(min - counted.first, max - counted.first + 1));
  else forEachChunk(voxels, (values, count) => addIntegers(values, count, min, max, counts));
  const centres = new Float64Array(counts.length);
  for (let n = 0; n < counts.length; n++) centres[n] = min + n;
  return { ...extremes, counts, centres };
}

type Extremes = Pick<Histogram, 'min' | 'max' | 'nanCount'>;

function extremesOfCounts({ first, counts }: IntegerCounts, sample: Sample): Extremes {
  let low = sample === 'Positive' ? 1 - first : 0;
  // Most of 65,536 values are above those of an image: a loop over them would be compiled for this alone.
  const high = counts.findLastIndex(Boolean);
  while (low <= high && counts[low] === 0) low++;
  return low > high
    ? { min: Number.NaN, max: Number.NaN, nanCount: 0 }
    : { min: first + low, max: first + high, nanCount: 0 };
}

function extremesOf(voxels: Voxels, sample: Sample, counter: VoxelCounter): Extremes {
  const { min, max, count } = counter.extremes(voxels, sample);
  const nanCount = voxels.length - count;
  return min > max ? { min: Number.NaN, max: Number.NaN, nanCount } : { min, max, nanCount };
}

/** The counts of the values from `min` to `max`. */
function addCounts(
  { first, counts }: IntegerCounts,
  min: number,
  max: number,
  edges: Float64Array,
  bins: Float64Array,
): void {
  const norm = normOf(edges);
  for (let n = min - first; n <= max - first; n++) {
    if (counts[n] > 0) bins[binOf(first + n, edges, norm)] += counts[n];
  }
}

function addIntegers(values: Float64Array, count: number, min: number, max: number, counts: Float64Array): void {
  for (let n = 0; n < count; n++) {
    const value = values[n];
    if (!(value >= min && value <= max)) continue;
    if (!Number.isInteger(value)) {
      throw new Error(
        `One bin for every integer needs an image of integers, but one voxel holds ${value}: use 256 bins`,
      );
    }
    counts[value - min]++;
  }
}
