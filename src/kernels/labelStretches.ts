import type { Simd } from './simd.ts';

/** The bits of 2^18 places, as many as a slice of 512 by 512, lie in the nearest caches; of stretches there are at most 2^14. */
const shift = 18;

/** The sizes of components and the places of their first voxels in the scratch memory, by their addresses. */
export interface Measures {
  readonly sizes: number;
  readonly places: number;
  readonly count: number;
}

/** The components that begin in one stretch of places, by the address of 4 bytes for each, which become their labels. */
export interface Stretch {
  readonly parted: number;
  readonly count: number;
  /** How many components begin in the stretches before. */
  readonly before: number;
}

/** What a stretch is labelled with, by the addresses. */
export interface Marks {
  /** A bit for each of its places, which are 0. */
  readonly marks: number;
  /** Room for 4 bytes for each 64 of them, and for each component. */
  readonly before: number;
  readonly ordered: number;
}

/**
 * Turns the places of components, all below `voxels`, into the labels that `label` gives to those of each stretch in turn, and into 0 for those
 * with fewer voxels than `least`; returns how many are not. Takes 4 bytes for each of these in the scratch memory.
 */
export function labelStretches(
  { exports, scratch }: Simd,
  { sizes, places, count }: Measures,
  least: number,
  voxels: number,
  label: (stretch: Stretch, marks: Marks) => void,
): number {
  return scratch.use(() => {
    const length = Math.ceil(voxels / 2 ** shift);
    const [next, marks, before] = scratch.reserve(4 * length, 2 ** shift / 8, 2 ** shift / 16);
    scratch.bytes(next, 4 * length).fill(0);
    scratch.bytes(marks, 2 ** shift / 8).fill(0);
    const all = exports.countStretches(sizes, places, count, least, next) >>> 0;
    const counts = scratch.counts(next, length).slice();
    const most = counts.reduce((largest, own) => Math.max(largest, own), 0);
    const [parted, ordered] = scratch.reserve(4 * all, 4 * most);
    const toFirst = () => {
      const nexts = scratch.counts(next, length);
      for (let n = 0, first = 0; n < length; first += counts[n], n++) nexts[n] = first;
    };
    toFirst();
    exports.partByStretch(sizes, places, count, least, next, parted);
    let done = 0;
    for (const own of counts) {
      if (own > 0) label({ parted: parted + 4 * done, count: own, before: done }, { marks, before, ordered });
      done += own;
    }
    toFirst();
    exports.takeLabels(sizes, places, count, least, next, parted);
    return all;
  });
}
