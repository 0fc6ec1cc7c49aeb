import type { Measures } from './labelStretches.ts';
import type { Part } from './largestParts.ts';
import type { Scratch } from './scratch.ts';
import type { Simd } from './simd.ts';
import { type SinglesBefore, singlesUpTo } from './singlesBefore.ts';

/** Stretches of places that are counted together, or for which the first limit is looked up. */
const stretches = 65536;

/** Components in the scratch memory, beside those of which only places are known. */
export interface PartMeasures extends Measures {
  /** Voxels that are components too, of which none is shown. */
  readonly singles: SinglesBefore | undefined;
}

/** As largestParts, of components in the scratch memory. Takes up to 0.6 MiB more there. */
export function largestPartsSimd(simd: Simd, measures: PartMeasures, most: number): readonly Part[] {
  const { count } = measures;
  if (count === 0 || most === 0) return [];
  const least = count > most ? leastShown(simd, measures, most) : 0;
  return simd.scratch.use(() => partsFrom(simd, measures, least, Math.min(count, most)));
}

/** Apart from the function that is made in each call, of which V8 forgets what it has compiled; labelsIn likewise. */
function partsFrom(simd: Simd, measures: PartMeasures, least: number, shown: number): Part[] {
  const { exports, scratch } = simd;
  const { sizes, places, count } = measures;
  const [found, keys] = scratch.reserve(4 * shown, 8 * shown);
  const larger = exports.findLarger(sizes, count, least, found) >>> 0;
  const [allSizes, allPlaces] = [scratch.counts(sizes, count), scratch.counts(places, count)];
  const indices = scratch.counts(found, larger);
  // Pairs of a place and a size that is turned round: sorted as one number of 64 bits, without a call for each comparison.
  const pairs = scratch.counts(keys, 2 * shown);
  for (let n = 0; n < larger; n++) {
    pairs[2 * n] = allPlaces[indices[n]];
    pairs[2 * n + 1] = ~allSizes[indices[n]];
  }
  scratch.longs(keys, larger).sort();
  if (larger < shown) {
    const further = firstPlaces(simd, measures, least, shown - larger);
    for (let n = larger; n < shown; n++) {
      scratch.counts(keys, 2 * shown)[2 * n] = further[n - larger];
      scratch.counts(keys, 2 * shown)[2 * n + 1] = ~least;
    }
  }
  const labels = scratch.use(() => labelsIn(simd, measures, scratch.counts(keys, 2 * shown)));
  const sorted = scratch.counts(keys, 2 * shown);
  const parts: Part[] = [];
  for (let n = 0; n < shown; n++) parts.push({ label: labels[n], voxels: ~sorted[2 * n + 1] >>> 0 });
  return parts;
}

/** The size of the smallest component that is shown. */
function leastShown({ exports, scratch }: Simd, { sizes, count }: Measures, most: number): number {
  return scratch.use(() => {
    const [tallies] = reserveZeroed(scratch, exports.talliesBytes());
    exports.tallySizes(sizes, count, tallies);
    const counts = scratch.counts(tallies, 4096);
    let least = counts.length - 1;
    let shown = counts[least];
    if (shown >= most) {
      // These are at most a part in 4,095 of the voxels.
      const [found] = scratch.reserve(4 * shown);
      const larger = exports.findLarger(sizes, count, least - 1, found) >>> 0;
      const all = scratch.counts(sizes, count);
      return scratch
        .counts(found, larger)
        .map((n) => all[n])
        .sort()[larger - most];
    }
    while (shown < most) shown += counts[--least];
    return least;
  });
}

/** The first `wanted` places of the components of one size, in ascending order; there are as many. */
function firstPlaces(
  { exports, scratch }: Simd,
  { sizes, places, count }: Measures,
  size: number,
  wanted: number,
): Uint32Array {
  return scratch.use(() => {
    // In the stretches up to the one that holds the last of them there are hardly more, and in that one no more than its places.
    const shift = 16;
    const [tallies] = reserveZeroed(scratch, 4 * stretches);
    exports.tallyPlaces(sizes, places, count, size, shift, tallies);
    const counts = scratch.counts(tallies, stretches);
    let stretch = 0;
    let before = counts[0];
    while (before < wanted) before += counts[++stretch];
    const [found] = scratch.reserve(4 * before);
    const last = stretch * 2 ** shift + (2 ** shift - 1);
    const all = exports.findPlaces(sizes, places, count, size, last, found) >>> 0;
    return scratch.counts(found, all).slice().sort().subarray(0, wanted);
  });
}

/** The ranks of the places of some parts among all places, from 1 on; every second one of `pairs` is a place. */
function labelsIn(simd: Simd, measures: PartMeasures, pairs: Uint32Array): Uint32Array {
  const shown = pairs.length / 2;
  const labels = new Uint32Array(shown);
  const order = new BigUint64Array(shown);
  const ordered = new Uint32Array(order.buffer);
  for (let n = 0; n < shown; n++) {
    ordered[2 * n] = n;
    ordered[2 * n + 1] = pairs[2 * n];
  }
  order.sort();
  // Where all are shown, their order says it.
  const ranks = shown === measures.count && !measures.singles ? undefined : ranksOf(simd, measures, ordered);
  for (let n = 0; n < shown; n++) labels[ordered[2 * n]] = ranks ? ranks[n] : n + 1;
  return labels;
}

/** How many of all places are up to each of some of them, which are every second number, in ascending order. */
function ranksOf(
  { exports, scratch }: Simd,
  { places, count, singles }: PartMeasures,
  ordered: Uint32Array,
): Uint32Array {
  const shown = ordered.length / 2;
  const last = ordered[2 * shown - 1];
  // Few places are not worth a long table.
  const shift = Math.max(0, 32 - Math.clz32(last) - (count > stretches ? 16 : 8));
  const length = (last >>> shift) + 2;
  const [firsts, limits, counted] = reserveZeroed(scratch, 4 * length, 4 * shown, 4 * shown);
  const firstLimits = scratch.counts(firsts, length);
  const sorted = scratch.counts(limits, shown);
  for (let n = 0; n < shown; n++) {
    sorted[n] = ordered[2 * n + 1];
    firstLimits[(sorted[n] >>> shift) + 1]++;
  }
  for (let n = 1; n < length; n++) firstLimits[n] += firstLimits[n - 1];
  exports.countBetween(places, count, firsts, shift, limits, last, counted);
  const ranks = scratch.counts(counted, shown).slice();
  for (let n = 1; n < shown; n++) ranks[n] += ranks[n - 1];
  if (singles) for (let n = 0; n < shown; n++) ranks[n] += singlesUpTo(singles, ordered[2 * n + 1]);
  return ranks;
}

function reserveZeroed(scratch: Scratch, ...sizes: readonly number[]): number[] {
  const addresses = scratch.reserve(...sizes);
  addresses.forEach((at, n) => {
    scratch.bytes(at, sizes[n]).fill(0);
  });
  return addresses;
}
