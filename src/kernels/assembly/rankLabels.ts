/*
 * Labels of components, from their sizes and the places of their first voxels, in the order of these places or by size. There are millions of
 * components in noise, and neighbours by place lie far apart in memory. So they are parted by their places into stretches, each a stream
 * of its own, labelled there in the nearest cache, and the labels are taken from the streams as the components went to them: nothing is
 * read or written here and there.
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

/** The bits of a place in its stretch, which come before those of the size: both fill 30 bits. */
const placeBits: u32 = 18;
const placeMask: u32 = (1 << placeBits) - 1;
/** Sizes from here on are not told. */
const large: u32 = 4095;
/** The bytes of a bit for each place of a stretch. */
const markBytes: usize = (<usize>1) << (placeBits - 3);

/** Counts the components that have `least` voxels by the stretch of 2^18 places in which they begin; returns how many there are. */
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

/** Writes the places and sizes of these components, 4 bytes each, to where `next` tells for their stretch; it becomes the end of each. */
export function partByStretch(sizes: usize, places: usize, count: u32, least: u32, next: usize, parted: usize): void {
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    const size = load<u32>(sizes);
    if (size >= least) {
      const place = load<u32>(places);
      const at = next + ((<usize>(place >>> placeBits)) << 2);
      const to = load<u32>(at);
      store<u32>(at, to + 1);
      store<u32>(parted + ((<usize>to) << 2), (place & placeMask) | (min<u32>(size, large) << placeBits));
    }
    places += 4;
  }
}

/** Turns so many parted components of one stretch into the labels from `label` on, in the order of their places; the rest as markPlaces. */
export function labelStretch(parted: usize, count: u32, label: u32, marks: usize, before: usize): void {
  markPlaces(parted, count, label, marks, before);
  for (const end = parted + ((<usize>count) << 2); parted < end; parted += 4) {
    store<u32>(parted, rankOf(load<u32>(parted), marks, before));
  }
  memory.fill(marks, 0, markBytes);
}

/**
 * Turns so many parted components of one stretch into labels, in the order of their places the next one of `next`, which has the last label
 * before that of each size: of sizes that are not told it is none that counts. `ordered` has 4 bytes for each; the rest as markPlaces.
 */
export function labelStretchBySize(
  parted: usize,
  count: u32,
  next: usize,
  marks: usize,
  before: usize,
  ordered: usize,
): void {
  markPlaces(parted, count, 0, marks, before);
  for (const end = parted + ((<usize>count) << 2); parted < end; parted += 4) {
    store<u32>(ordered + ((<usize>rankOf(load<u32>(parted), marks, before)) << 2), <u32>parted);
  }
  for (const end = ordered + ((<usize>count) << 2); ordered < end; ordered += 4) {
    const own = <usize>load<u32>(ordered);
    const at = next + ((<usize>(load<u32>(own) >>> placeBits)) << 2);
    const label = load<u32>(at) + 1;
    store<u32>(at, label);
    store<u32>(own, label);
  }
  memory.fill(marks, 0, markBytes);
}

/**
 * Marks the places of parted components in `marks`, one bit for each place of a stretch, which are 0, and counts those before each 64 of them, 4
 * bytes each, from `first` on.
 */
function markPlaces(parted: usize, count: u32, first: u32, marks: usize, before: usize): void {
  for (const end = parted + ((<usize>count) << 2); parted < end; parted += 4) {
    const place = load<u32>(parted) & placeMask;
    const word = marks + ((<usize>(place >>> 6)) << 3);
    store<u64>(word, load<u64>(word) | ((<u64>1) << (<u64>(place & 63))));
  }
  for (const end = marks + markBytes; marks < end; marks += 8) {
    store<u32>(before, first);
    first += <u32>popcnt<u64>(load<u64>(marks));
    before += 4;
  }
}

/** How many places are marked before that of a parted component. */
function rankOf(component: u32, marks: usize, before: usize): u32 {
  const place = component & placeMask;
  const word = <usize>(place >>> 6);
  const lower = ((<u64>1) << (<u64>(place & 63))) - 1;
  return load<u32>(before + (word << 2)) + <u32>popcnt<u64>(load<u64>(marks + (word << 3)) & lower);
}

/** Turns the places of components that have `least` voxels into their labels, as partByStretch has parted them, those of the others into 0. */
export function takeLabels(sizes: usize, places: usize, count: u32, least: u32, next: usize, labels: usize): void {
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    let label: u32 = 0;
    if (load<u32>(sizes) >= least) {
      const at = next + ((<usize>(load<u32>(places) >>> placeBits)) << 2);
      const from = load<u32>(at);
      store<u32>(at, from + 1);
      label = load<u32>(labels + ((<usize>from) << 2));
    }
    store<u32>(places, label);
    places += 4;
  }
}

/** Writes the sizes of the components with the labels 1 to `last` in the order of these. */
export function sizesByLabel(sizes: usize, labels: usize, count: u32, last: u32, ranked: usize): void {
  for (const end = labels + ((<usize>count) << 2); labels < end; labels += 4) {
    const label = load<u32>(labels) - 1;
    if (label < last) store<u32>(ranked + ((<usize>label) << 2), load<u32>(sizes));
    sizes += 4;
  }
}
