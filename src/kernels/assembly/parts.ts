/*
 * Passes over the sizes of millions of components, and over the places of their first voxels.
 */

/** The number of tallies: sizes from the last one on are counted together. */
const tallied: u32 = 4096;

/** The bytes of `tallies`, which begin as 0. */
export function talliesBytes(): usize {
  return 4 * tallied * 4;
}

/** Counts how many of the sizes are 0, 1, ... 4094, and 4095 or more, into the first 4096 numbers of `tallies`. */
export function tallySizes(sizes: usize, count: u32, tallies: usize): void {
  // Four tables in turn, since of noise nearly all sizes are 1, and each count would have to wait for the one before.
  let table: usize = 0;
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    const at = tallies + table + ((<usize>min<u32>(load<u32>(sizes), tallied - 1)) << 2);
    store<u32>(at, load<u32>(at) + 1);
    table = (table + 4 * tallied) & (4 * 4 * tallied - 1);
  }
  for (const end = tallies + 4 * tallied; tallies < end; tallies += 4) {
    const other = load<u32>(tallies, 4 * tallied) + load<u32>(tallies, 8 * tallied) + load<u32>(tallies, 12 * tallied);
    store<u32>(tallies, load<u32>(tallies) + other);
  }
}

/** Writes to `found` which of the sizes are larger than `least`, and returns how many. */
export function findLarger(sizes: usize, count: u32, least: u32, found: usize): u32 {
  const first = found;
  for (let n: u32 = 0; n < count; n++) {
    if (load<u32>(sizes) > least) {
      store<u32>(found, n);
      found += 4;
    }
    sizes += 4;
  }
  return <u32>((found - first) >>> 2);
}

/** Counts the places >> shift of the components of one size. */
export function tallyPlaces(sizes: usize, places: usize, count: u32, size: u32, shift: u32, tallies: usize): void {
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    if (load<u32>(sizes) === size) {
      const at = tallies + ((<usize>(load<u32>(places) >>> shift)) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
    places += 4;
  }
}

/** Writes the places up to `last` of the components of one size to `found`, and returns how many. */
export function findPlaces(sizes: usize, places: usize, count: u32, size: u32, last: u32, found: usize): u32 {
  const first = found;
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    const place = load<u32>(places);
    if (load<u32>(sizes) === size && place <= last) {
      store<u32>(found, place);
      found += 4;
    }
    places += 4;
  }
  return <u32>((found - first) >>> 2);
}

/**
 * Counts for each of the ascending `limits` the places up to it that are above the one before. For each stretch of places, of 2 ** shift,
 * `firstLimits` tells the first limit that is in it or after it.
 */
export function countBetween(
  places: usize,
  count: u32,
  firstLimits: usize,
  shift: u32,
  limits: usize,
  last: u32,
  between: usize,
): void {
  for (const end = places + ((<usize>count) << 2); places < end; places += 4) {
    const place = load<u32>(places);
    if (place > last) continue;
    let at = (<usize>load<u32>(firstLimits + ((<usize>(place >>> shift)) << 2))) << 2;
    while (load<u32>(limits + at) < place) at += 4;
    store<u32>(between + at, load<u32>(between + at) + 1);
  }
}
