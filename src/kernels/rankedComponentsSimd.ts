import type { Bitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { floodLargest } from './floodLargest.ts';
import { fieldsOf, fromFields, isNoise } from './floodSimd.ts';
import { largestPartsSimd } from './largestPartsSimd.ts';
import { leastSize, measureSimd } from './measureSimd.ts';
import { orderByPlace } from './orderByPlace.ts';
import { type Progress, part } from './progress.ts';
import type { LabelOrder, RankedComponents } from './rankedComponents.ts';
import type { Simd } from './simd.ts';

/** Components of fewer voxels are tallied by their size, as far as tallySizes goes; of the others there is at most one in 4,095 voxels. */
const large = 4095;

/**
 * As rankComponents. Takes an eighth of a byte a voxel and 4 bytes a run and 8 bytes a component while it runs, then three sixteenths of a
 * byte a voxel and 12 bytes a component instead of the mask. In noise what is probably the largest component is flooded first, which takes an
 * eighth of a byte more, and all else for what is left. Elsewhere one component has nearly all voxels: it is kept as a mask as well, so
 * that what is done with labels goes word by word, and run by run only with the little that is left.
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
    const all = exports.countRuns(fields.mask, nj * nk, ni) >>> 0;
    // Single voxels of noise, every second component of it, are only counted where they are too small.
    const isApart = connectivity === 6 && leastVoxels > 1 && most === 0 && isNoise(fields, all);
    const singles = isApart ? exports.clearSingles(fields.mask, ni, nj, nk, false, 0) >>> 0 : 0;
    const { flooded, runs } = floodLargest(simd, fields, connectivity, all, part(progress, 0, 0.3));
    const rest = singles > 0 ? fromFields(simd, fields.mask, mask.size) : mask;
    const numbers = connectRest(simd, fields, flooded, runs, connectivity, false, part(progress, 0.3, 0.6));
    const found = measureSimd(simd, fields, numbers, runs, flooded?.reached, part(progress, 0.6, 0.8));
    // Component 0 is what was reached, which may be nothing: then no run belongs to it.
    const none = scratch.counts(found.sizes, 1)[0] === 0 ? 1 : 0;
    const count = (exports.countComponents(runs + 1) >>> 0) - none;
    const measures = { sizes: found.sizes + 4 * none, places: found.firsts + 4 * none, count, singles: undefined };
    const parts = most > 0 ? largestPartsSimd(simd, measures, most) : [];
    const apart = flooded ? 0 : found.kept;
    const left = flooded ? runs : exports.dropNumber(numbers + 4, runs, apart) >>> 0;
    const labelled = label(simd, measures, none, ni * nj * nk, numbers + 4, left, order, leastVoxels, apart);
    const labelOfRun = scratch.words(numbers + 4, left).slice();
    const large = { mask: fromFields(simd, flooded?.reached ?? fields.mask, mask.size), label: labelled.apart };
    progress(1);
    return { mask: rest, sizes: labelled.sizes, count: count + singles, labelOfRun, flooded: large, parts };
  });
}

interface Measures {
  readonly sizes: number;
  readonly places: number;
  readonly count: number;
}

interface Labelled {
  /** Of the component that is kept apart; 0 where it is too small. */
  readonly apart: number;
  /** The voxels of each label. */
  readonly sizes: Uint32Array;
}

/** Turns the numbers of the components of runs into their labels; the measures begin with component `none`. */
function label(
  simd: Simd,
  measures: Measures,
  none: number,
  voxels: number,
  numbers: number,
  runs: number,
  order: LabelOrder,
  leastVoxels: number,
  apart: number,
): Labelled {
  const { exports, scratch } = simd;
  const { sizes, count } = measures;
  const least = leastSize(leastVoxels);
  return scratch.use(() => {
    const [labels] = scratch.reserve(4 * count + 4);
    scratch.bytes(labels, 4 * count + 4).fill(0);
    const { ordered, count: kept } = orderByPlace(simd, measures, least, voxels);
    const [ranked] = scratch.reserve(4 * kept);
    if (order === 'Size') labelBySize(simd, measures, least, ordered, kept, labels + 4 * none, ranked);
    else exports.labelByPlace(ordered, kept, sizes, labels + 4 * none, ranked);
    exports.labelRuns(numbers, runs, labels);
    return { apart: scratch.counts(labels + 4 * apart, 1)[0], sizes: scratch.counts(ranked, kept).slice() };
  });
}

/** Labels the components by decreasing size, of equal ones in the order of `ordered`, which has those of the least size. */
function labelBySize(
  { exports, scratch }: Simd,
  { sizes, places, count }: Measures,
  least: number,
  ordered: number,
  kept: number,
  labels: number,
  ranked: number,
): void {
  scratch.use(() => {
    const [tallies] = scratch.reserve(exports.talliesBytes());
    const tallyLength = exports.talliesBytes() / 4;
    scratch.counts(tallies, tallyLength).fill(0);
    exports.tallySizes(sizes, count, tallies);
    const [found] = scratch.reserve(4 * scratch.counts(tallies, tallyLength)[large]);
    const larger = exports.findLarger(sizes, count, Math.max(least, large) - 1, found) >>> 0;
    const [allSizes, allPlaces] = [scratch.counts(sizes, count), scratch.counts(places, count)];
    const sorted = scratch
      .counts(found, larger)
      .sort((a, b) => allSizes[b] - allSizes[a] || allPlaces[a] - allPlaces[b]);
    const [allLabels, allRanked] = [scratch.counts(labels, count), scratch.counts(ranked, larger)];
    for (let n = 0; n < larger; n++) {
      allLabels[sorted[n]] = n + 1;
      allRanked[n] = allSizes[sorted[n]];
    }
    exports.rankTallied(tallies, Math.min(least, large), larger, ranked);
    exports.labelBySize(ordered, kept, tallies, labels);
  });
}
