import { placeBits, placeMask } from './stretches';

/*
 * Labels of components by the order of their first voxels, of which neighbours by place lie far apart in memory, millions of them in noise. All
 * places are parted into stretches, each in a stream of its own, ranked there in the nearest cache, and the ranks are taken from the
 * streams as the places went to them: nothing is read or written here and there, and nothing is sorted.
 */

/** Writes the places of the components with `least` voxels to where `next` tells for their stretch; it becomes the end of each. */
export function partPlaces(sizes: usize, places: usize, count: u32, least: u32, next: usize, parted: usize): void {
  for (const end = sizes + ((<usize>count) << 2); sizes < end; sizes += 4) {
    if (load<u32>(sizes) >= least) {
      const place = load<u32>(places);
      const at = next + ((<usize>(place >>> placeBits)) << 2);
      const to = load<u32>(at);
      store<u32>(at, to + 1);
      store<u32>(parted + ((<usize>to) << 2), place);
    }
    places += 4;
  }
}

/**
 * Turns so many places of one stretch into the labels from `label` on in their order: how many are marked before each, in `bits`, one for each
 * place of a stretch, which are 0 before and after, and `before`, 4 bytes for each 64 of them.
 */
export function labelStretch(parted: usize, count: u32, label: u32, bits: usize, before: usize): void {
  const end = parted + ((<usize>count) << 2);
  for (let at = parted; at < end; at += 4) {
    const place = load<u32>(at);
    const word = bits + ((<usize>((place & placeMask) >>> 6)) << 3);
    store<u64>(word, load<u64>(word) | ((<u64>1) << (<u64>(place & 63))));
  }
  const words: usize = (<usize>1) << (placeBits - 6);
  for (let word: usize = 0; word < words; word++) {
    store<u32>(before + (word << 2), label);
    label += <u32>popcnt<u64>(load<u64>(bits + (word << 3)));
  }
  for (let at = parted; at < end; at += 4) {
    const place = load<u32>(at);
    const word = <usize>((place & placeMask) >>> 6);
    const lower = ((<u64>1) << (<u64>(place & 63))) - 1;
    store<u32>(at, load<u32>(before + (word << 2)) + <u32>popcnt<u64>(load<u64>(bits + (word << 3)) & lower));
  }
  memory.fill(bits, 0, words << 3);
}

/** Turns the places of components that have `least` voxels into their labels, as partPlaces has parted them, those of the others into 0. */
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
