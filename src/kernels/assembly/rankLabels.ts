import { placeBits, placeMask } from './stretches';

/*
 * Labels of components, from their sizes and the places of their first voxels; millions of them in noise.
 */

/** Turns sizes into 1 where they are at least `least`, else 0, and returns how many are. */
export function flagLarge(sizes: usize, count: u32, least: u32): u32 {
  let found: u32 = 0;
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    const isLarge = u32(load<u32>(sizes) >= least);
    store<u32>(sizes, isLarge);
    found += isLarge;
  }
  return found;
}

/** Counts the components that have `least` voxels by the stretch of places in which they begin; returns how many there are. */
export function countStretches(sizes: usize, places: usize, count: u32, least: u32, counts: usize): u32 {
  let found: u32 = 0;
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    const at = counts + ((<usize>(load<u32>(places) >>> placeBits)) << 2);
    const isLarge = u32(load<u32>(sizes) >= least);
    if (isLarge) store<u32>(at, load<u32>(at) + 1);
    found += isLarge;
    places += 4;
  }
  return found;
}

/** Sizes from here on are not told of an ordered component; what is told of a size and the place in its stretch fills 30 bits. */
const large: u32 = 4095;

/**
 * Writes the components with `least` voxels as 8 bytes each, their place in the stretch, their size up to `large` and their number, to where
 * `next` tells for their stretch; it becomes the end of each. What lies far apart by place is so written in streams, not here and there, and
 * nothing has to be looked up afterwards.
 */
export function partByStretch(sizes: usize, places: usize, count: u32, least: u32, next: usize, parted: usize): void {
  for (let n: u32 = 0; n < count; n++) {
    const size = load<u32>(sizes);
    if (size >= least) {
      const place = load<u32>(places);
      const at = next + ((<usize>(place >>> placeBits)) << 2);
      const to = load<u32>(at);
      store<u32>(at, to + 1);
      const both = (place & placeMask) | (min<u32>(size, large) << placeBits);
      store<u64>(parted + ((<usize>to) << 3), <u64>both | ((<u64>n) << 32));
    }
    sizes += 4;
    places += 4;
  }
}

/**
 * Orders so many parted components of one stretch by their places, into `ordered`: a place is ranked by the places marked before it,
 * in `bits`, one for each of the stretch, which are 0 before and after, and `before`, 4 bytes for each 64 of them.
 */
export function orderStretch(parted: usize, count: u32, bits: usize, before: usize, ordered: usize): void {
  const end = parted + ((<usize>count) << 3);
  for (let at = parted; at < end; at += 8) {
    const place = load<u32>(at) & placeMask;
    const word = bits + ((<usize>(place >>> 6)) << 3);
    store<u64>(word, load<u64>(word) | ((<u64>1) << (<u64>(place & 63))));
  }
  let marked: u32 = 0;
  const words: usize = (<usize>1) << (placeBits - 6);
  for (let word: usize = 0; word < words; word++) {
    store<u32>(before + (word << 2), marked);
    marked += <u32>popcnt<u64>(load<u64>(bits + (word << 3)));
  }
  for (let at = parted; at < end; at += 8) {
    const found = load<u64>(at);
    const place = <u32>found & placeMask;
    const word = <usize>(place >>> 6);
    const lower = ((<u64>1) << (<u64>(place & 63))) - 1;
    const rank = load<u32>(before + (word << 2)) + <u32>popcnt<u64>(load<u64>(bits + (word << 3)) & lower);
    store<u64>(ordered + ((<usize>rank) << 3), found);
  }
  memory.fill(bits, 0, words << 3);
}

/**
 * Turns the tallies of sizes from `least` to below `large` into the last label before each size, the larger first, of which there are `last` labels
 * already.
 */
export function rankTallied(tallies: usize, least: u32, last: u32): void {
  for (let size: u32 = large - 1; size >= least; size--) {
    const at = tallies + ((<usize>size) << 2);
    const own = load<u32>(at);
    store<u32>(at, last);
    last += own;
  }
}

/** Writes the size of each label behind the first `last`, from the last label of each size, to which labelBySize brings the tallies. */
export function sizesOfLabels(lasts: usize, least: u32, last: u32, ranked: usize): void {
  for (let size: u32 = large - 1; size >= least; size--) {
    const end = load<u32>(lasts + ((<usize>size) << 2));
    for (; last < end; last++) store<u32>(ranked + ((<usize>last) << 2), size);
  }
}

/**
 * Gives labels to so many ordered components: to those of a size below `large` the next one of `next`, which has the last label before that
 * of each size; `labels` has one for each component.
 */
export function labelBySize(ordered: usize, count: u32, next: usize, labels: usize): void {
  for (const end = ordered + ((<usize>count) << 3); ordered < end; ordered += 8) {
    const size = load<u32>(ordered) >>> placeBits;
    if (size !== large) {
      const at = next + ((<usize>size) << 2);
      const label = load<u32>(at) + 1;
      store<u32>(at, label);
      store<u32>(labels + ((<usize>load<u32>(ordered, 4)) << 2), label);
    }
  }
}
