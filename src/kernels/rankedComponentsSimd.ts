import type { Bitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { floodLargest } from './floodLargest.ts';
import { fieldsOf, fromFields, isNoise } from './floodSimd.ts';
import { labelByPlace } from './labelByPlace.ts';
import { largestPartsSimd } from './largestPartsSimd.ts';
import { leastSize, measureSimd } from './measureSimd.ts';
import { orderByPlace } from './orderByPlace.ts';
import { type Progress, part } from './progress.ts';
import type { LabelOrder, RankedComponents } from './rankedComponents.ts';
import type { Simd } from './simd.ts';

/** Components of fewer voxels are tallied by their size, as far as tallySizes goes; of the others there is at most one in 4,095 voxels. */
const large = 4095;

/**
 * As rankComponents. Takes an eighth of a byte a voxel, 4 bytes a run and 16 bytes a component, 12 where they are ordered by place. In noise what is probably the largest
 * component is flooded first, which takes an eighth of a byte more, and all else for what is left. Elsewhere one component has nearly all voxels: it is kept as a mask as well, so
 * that what is done with labels goes word by word, and run by run only with the little that is left.
 */
export function rankComponentsSimd<T>(
  simd: Simd,
  mask: Bitmask,
  connectivity: Connectivity,
  order: LabelOrder,
  leastVoxels: number,
  most: number,
  last: number,
  use: (ranked: RankedComponents) => T,
  progress: Progress,
): T {
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
    const connected = connectRest(simd, fields, flooded, runs, connectivity, false, part(progress, 0.3, 0.6));
    const found = measureSimd(simd, fields, connected, runs, flooded?.reached, part(progress, 0.6, 0.8));
    // Component 0 is what was reached, which may be nothing: then no run belongs to it.
    const none = scratch.counts(found.sizes, 1)[0] === 0 ? 1 : 0;
    const count = connected.components - none;
    const measures = { sizes: found.sizes + 4 * none, places: found.firsts + 4 * none, count, singles: undefined };
    const parts = most > 0 ? largestPartsSimd(simd, measures, most) : [];
    const apart = flooded ? 0 : found.kept;
    const smallest = order === 'Size' && last <= parts.length ? parts[last - 1].voxels : 0;
    const labelled = label(simd, measures, none, ni * nj * nk, order, Math.max(leastVoxels, smallest));
    const labels = connected.numbers + 4;
    const left = flooded ? runs : exports.labelOthers(labels, runs, found.firsts, apart) >>> 0;
    if (flooded) exports.labelRuns(labels, runs, found.firsts);
    const [labelApart] = scratch.counts(found.firsts + 4 * apart, 1);
    const large = { mask: fromFields(simd, flooded?.reached ?? fields.mask, mask.size), label: labelApart };
    progress(1);
    return use({
      mask: rest,
      labels: labelled.labels,
      sizes: labelled.sizes,
      count: count + singles,
      labelOfRun: () => scratch.words(labels, left),
      flooded: large,
      parts,
    });
  });
}

interface Measures {
  readonly sizes: number;
  readonly places: number;
  readonly count: number;
}

interface Labelled {
  readonly labels: number;
  /** As of RankedComponents. */
  sizes(last: number): Uint32Array;
}

/**
 * Labels components, with 0 those that are too small: their labels lie where their places did. The measures begin with component `none`;
 * before it there is nothing.
 */
function label(
  simd: Simd,
  measures: Measures,
  none: number,
  voxels: number,
  order: LabelOrder,
  leastVoxels: number,
): Labelled {
  const { exports, scratch } = simd;
  const { sizes, places, count } = measures;
  const least = leastSize(leastVoxels);
  scratch.bytes(places - 4 * none, 4 * none).fill(0);
  if (order === 'Place') {
    const labels = labelByPlace(simd, measures, least, voxels);
    const sizesOf = (last: number) =>
      scratch.use(() => {
        const [ranked] = scratch.reserve(4 * Math.min(last, labels));
        exports.sizesByLabel(sizes, places, count, Math.min(last, labels), ranked);
        return scratch.counts(ranked, Math.min(last, labels)).slice();
      });
    return { labels, sizes: sizesOf };
  }
  const tallied = tally(simd, measures, least);
  const { ordered, count: labels } = orderByPlace(simd, measures, least, voxels);
  scratch.bytes(places, 4 * count).fill(0);
  // The size of each label is written to where ordered components were read.
  labelBySize(simd, tallied, least, ordered, labels, places);
  return { labels, sizes: (last) => scratch.counts(ordered, Math.min(last, labels)) };
}

/** The components from the least size on: how many there are of each size up to the tallies', by the address, and those that are larger. */
interface Tallied {
  readonly tallies: number;
  /** By decreasing size, of equal ones in the order of their places. */
  readonly larger: Uint32Array;
  readonly sizes: Uint32Array;
}

function tally({ exports, scratch }: Simd, { sizes, places, count }: Measures, least: number): Tallied {
  const [tallies] = scratch.reserve(exports.talliesBytes());
  const tallyLength = exports.talliesBytes() / 4;
  scratch.counts(tallies, tallyLength).fill(0);
  exports.tallySizes(sizes, count, tallies);
  return scratch.use(() => {
    const [found] = scratch.reserve(4 * scratch.counts(tallies, tallyLength)[large]);
    const largerCount = exports.findLarger(sizes, count, Math.max(least, large) - 1, found) >>> 0;
    const [allSizes, allPlaces] = [scratch.counts(sizes, count), scratch.counts(places, count)];
    const larger = scratch
      .counts(found, largerCount)
      .slice()
      .sort((a, b) => allSizes[b] - allSizes[a] || allPlaces[a] - allPlaces[b]);
    return { tallies, larger, sizes: larger.map((component) => allSizes[component]) };
  });
}

/** Labels by decreasing size, of equal ones in the order of `ordered`, which becomes the size of each label. */
function labelBySize(
  { exports, scratch }: Simd,
  { tallies, larger, sizes }: Tallied,
  least: number,
  ordered: number,
  count: number,
  labels: number,
): void {
  const tallied = Math.min(least, large);
  exports.rankTallied(tallies, tallied, larger.length);
  exports.labelBySize(ordered, count, tallies, labels);
  exports.sizesOfLabels(tallies, tallied, larger.length, ordered);
  scratch.counts(ordered, larger.length).set(sizes);
  const highest = larger.reduce((most, component) => Math.max(most, component), 0);
  const labelOf = scratch.counts(labels, highest + 1);
  for (let n = 0; n < larger.length; n++) labelOf[larger[n]] = n + 1;
}
