import type { Bitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { fieldsOf } from './floodSimd.ts';
import { largestPartsSimd } from './largestPartsSimd.ts';
import { measureSimd } from './measureSimd.ts';
import { type Progress, part } from './progress.ts';
import type { LabelOrder, RankedComponents } from './rankedComponents.ts';
import type { Simd } from './simd.ts';

/** Components of fewer voxels are tallied by their size, as far as tallySizes goes; of the others there is at most one in 4,095 voxels. */
const large = 4095;

/**
 * As rankComponents. Takes an eighth of a byte a voxel and 4 bytes a run and 8 bytes a component while it runs, then three sixteenths of a
 * byte a voxel and 12 bytes a component instead of the mask.
 */
export function rankComponentsSimd(
  simd: Simd,
  mask: Bitmask,
  connectivity: Connectivity,
  order: LabelOrder,
  leastVoxels: number,
  most: number,
  progress: Progress,
): RankedComponents {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  return scratch.use(() => {
    const fields = fieldsOf(simd, mask);
    const runs = exports.countRuns(fields.mask, nj * nk, ni) >>> 0;
    const numbers = connectRest(simd, fields, undefined, runs, connectivity, false, part(progress, 0, 0.6));
    // Component 0 is what was reached: nothing, and no run belongs to it.
    const count = (exports.countComponents(runs + 1) >>> 0) - 1;
    const found = measureSimd(simd, fields, numbers, runs, undefined, part(progress, 0.6, 0.8));
    const measures = { sizes: found.sizes + 4, places: found.firsts + 4, count, singles: undefined };
    const parts = most > 0 ? largestPartsSimd(simd, measures, most) : [];
    const sizes = label(simd, measures, ni * nj * nk, numbers + 4, runs, order, leastVoxels);
    const labelOfRun = scratch.words(numbers + 4, runs).slice();
    progress(1);
    return { mask, sizes, count, labelOfRun, parts };
  });
}

interface Measures {
  readonly sizes: number;
  readonly places: number;
  readonly count: number;
}

/** Turns the numbers of the components of runs into their labels; returns the sizes of these. */
function label(
  simd: Simd,
  measures: Measures,
  voxels: number,
  numbers: number,
  runs: number,
  order: LabelOrder,
  leastVoxels: number,
): Uint32Array {
  const { exports, scratch } = simd;
  const { sizes, places, count } = measures;
  const least = Math.max(1, Math.ceil(leastVoxels));
  return scratch.use(() => {
    const words = Math.ceil(voxels / 64);
    const [bits, before, labels] = scratch.reserve(8 * words, 4 * words, 4 * count + 4);
    scratch.bytes(bits, 8 * words).fill(0);
    scratch.bytes(labels, 4 * count + 4).fill(0);
    // What is more than all voxels may be more than 32 bits hold.
    const kept = least > voxels ? 0 : exports.markPlaces(sizes, places, count, least, bits) >>> 0;
    const [byPlace, ranked] = scratch.reserve(4 * kept, 4 * kept);
    if (kept > 0) {
      exports.countBefore(bits, words, before);
      exports.orderByPlace(sizes, places, count, least, bits, before, byPlace);
      if (order === 'Size') labelBySize(simd, measures, least, byPlace, kept, labels + 4, ranked);
      else exports.labelByPlace(byPlace, kept, sizes, labels + 4, ranked);
    }
    exports.labelRuns(numbers, runs, labels);
    return scratch.counts(ranked, kept).slice();
  });
}

/** Labels the components by decreasing size, of equal ones in the order of `byPlace`, which has those of the least size. */
function labelBySize(
  { exports, scratch }: Simd,
  { sizes, places, count }: Measures,
  least: number,
  byPlace: number,
  kept: number,
  labels: number,
  ranked: number,
): void {
  scratch.use(() => {
    const [tallies, found] = scratch.reserve(exports.talliesBytes(), 4 * kept);
    const tallyLength = exports.talliesBytes() / 4;
    scratch.counts(tallies, tallyLength).fill(0);
    exports.tallySizes(sizes, count, tallies);
    const larger = exports.findLarger(sizes, count, Math.max(least, large) - 1, found) >>> 0;
    const [allSizes, allPlaces] = [scratch.counts(sizes, count), scratch.counts(places, count)];
    const sorted = scratch
      .counts(found, larger)
      .sort((a, b) => allSizes[b] - allSizes[a] || allPlaces[a] - allPlaces[b]);
    const [allLabels, allRanked] = [scratch.counts(labels, count), scratch.counts(ranked, kept)];
    for (let n = 0; n < larger; n++) {
      allLabels[sorted[n]] = n + 1;
      allRanked[n] = allSizes[sorted[n]];
    }
    // From tallies to the last label before each size.
    const next = scratch.counts(tallies, large);
    let last = larger;
    for (let size = large - 1; size >= least; size--) {
      const own = next[size];
      next[size] = last;
      last += own;
    }
    exports.labelBySize(byPlace, kept, sizes, large, tallies, labels, ranked);
  });
}
