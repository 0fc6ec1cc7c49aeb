import type { Simd } from './simd.ts';

/** The bits of 2^18 places, as many as a slice of 512 by 512, lie in the nearest caches; of stretches there are at most 2^14. */
const shift = 18;

/** The sizes of components and the places of their first voxels in the scratch memory, by their addresses. */
export interface Places {
  readonly sizes: number;
  readonly places: number;
  readonly count: number;
}

/** How many components begin in each stretch of places, and what their order is found with, by the addresses. */
export interface Stretches {
  readonly counts: Uint32Array;
  /** The components of all stretches. */
  readonly count: number;
  /** Which component of its stretch is the next one, counted over all stretches in turn. */
  readonly next: number;
  /** A bit for each place of a stretch, which are 0, and room for 4 bytes for each 64 of them. */
  readonly bits: number;
  readonly before: number;
}

/** The stretches of the components with at least `least` voxels, which all begin below place `voxels`. */
export function stretchesOf(
  { exports, scratch }: Simd,
  { sizes, places, count }: Places,
  least: number,
  voxels: number,
): Stretches {
  const length = Math.ceil(voxels / 2 ** shift);
  const [next, bits, before] = scratch.reserve(4 * length, 2 ** shift / 8, 2 ** shift / 16);
  scratch.bytes(next, 4 * length).fill(0);
  scratch.bytes(bits, 2 ** shift / 8).fill(0);
  const all = exports.countStretches(sizes, places, count, least, next) >>> 0;
  return { counts: scratch.counts(next, length).slice(), count: all, next, bits, before };
}

/** Begins again with the first component of each stretch. */
export function toFirst({ scratch }: Simd, { counts, next }: Stretches): void {
  const nexts = scratch.counts(next, counts.length);
  for (let n = 0, before = 0; n < counts.length; before += counts[n], n++) nexts[n] = before;
}
