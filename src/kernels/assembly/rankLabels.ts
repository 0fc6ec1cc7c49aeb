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

/** Sets the bits of the places of the components that have `least` voxels, and returns how many these are. */
export function markPlaces(sizes: usize, places: usize, count: u32, least: u32, bits: usize): u32 {
  let found: u32 = 0;
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    if (load<u32>(sizes) >= least) {
      const place = load<u32>(places);
      const at = bits + ((<usize>(place >>> 6)) << 3);
      store<u64>(at, load<u64>(at) | ((<u64>1) << (<u64>(place & 63))));
      found++;
    }
    places += 4;
  }
  return found;
}

/** For each of so many words of 64 places how many are set before it. */
export function countBefore(bits: usize, words: u32, before: usize): void {
  let count: u32 = 0;
  for (const end = before + ((<usize>words) << 2); before < end; before += 4) {
    store<u32>(before, count);
    count += <u32>popcnt<u64>(load<u64>(bits));
    bits += 8;
  }
}

/** How many marked places come before this one. */
function rankOf(place: u32, bits: usize, before: usize): u32 {
  const word = <usize>(place >>> 6);
  const lower = ((<u64>1) << (<u64>(place & 63))) - 1;
  return load<u32>(before + (word << 2)) + <u32>popcnt<u64>(load<u64>(bits + (word << 3)) & lower);
}

/** Writes the components that have `least` voxels to `order`, by their places. */
export function orderByPlace(
  sizes: usize,
  places: usize,
  count: u32,
  least: u32,
  bits: usize,
  before: usize,
  order: usize,
): void {
  for (let n: u32 = 0; n < count; n++) {
    if (load<u32>(sizes) >= least) store<u32>(order + ((<usize>rankOf(load<u32>(places), bits, before)) << 2), n);
    sizes += 4;
    places += 4;
  }
}

/** Gives the labels 1, 2, ... to so many components of `order`; `ranked` becomes the size for each label. */
export function labelByPlace(order: usize, count: u32, sizes: usize, labels: usize, ranked: usize): void {
  for (let n: u32 = 1; n <= count; n++) {
    const component = (<usize>load<u32>(order)) << 2;
    store<u32>(labels + component, n);
    store<u32>(ranked, load<u32>(sizes + component));
    order += 4;
    ranked += 4;
  }
}

/**
 * Gives labels to so many components of `order`: to those of a size below `large` the next one of `next`, which has the last label before
 * that of each size; `labels` has one for each component, `ranked` the size for each label from 1 on.
 */
export function labelBySize(
  order: usize,
  count: u32,
  sizes: usize,
  large: u32,
  next: usize,
  labels: usize,
  ranked: usize,
): void {
  for (const end = order + ((<usize>count) << 2); order < end; order += 4) {
    const component = (<usize>load<u32>(order)) << 2;
    const size = load<u32>(sizes + component);
    if (size < large) {
      const at = next + ((<usize>size) << 2);
      const label = load<u32>(at) + 1;
      store<u32>(at, label);
      store<u32>(labels + component, label);
      store<u32>(ranked + ((<usize>(label - 1)) << 2), size);
    }
  }
}
