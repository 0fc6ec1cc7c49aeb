import { connectCorners } from './connectCorners';
import { connectFaces } from './connectFaces';
import { putWords, wordsAt } from './rowWords';
import { countRuns, cutSlice, firstEntry, tableBytes } from './sliceTable';

/** The runs in so many rows of words. */
export function countForegroundRuns(words: usize, rows: i32, ni: i32): u32 {
  return countRuns(words, rows, ni, 0);
}

/** The bytes of memory for the slices that are being connected. */
export function sliceTableBytes(ni: i32, nj: i32): usize {
  return 2 * tableBytes(ni, nj);
}

/**
 * Connects the runs of the slices k <= slice < end with each other and with those before; to be called for all slices in order, with
 * the number that the call before returned, 0 at first. `tables` has to hold sliceTableBytes, `parents` 4 bytes a run.
 */
export function connectSlices(
  words: usize,
  ni: i32,
  nj: i32,
  k: i32,
  end: i32,
  connectivity: i32,
  tables: usize,
  parents: usize,
  next: u32,
): u32 {
  const bytes = tableBytes(ni, nj);
  if (k === 0) memory.fill(tables, 0, 2 * bytes);
  const even = firstEntry(tables, ni);
  const odd = firstEntry(tables + bytes, ni);
  const rowEntries = (ni + 63) >>> 6;
  const sliceBytes = <usize>((ni + 31) >>> 5) * <usize>nj * 4;
  for (; k < end; k++) {
    const entry = k & 1 ? odd : even;
    const below = k & 1 ? even : odd;
    next = cutSlice(words + <usize>k * sliceBytes, entry, nj, ni, 0, parents, next);
    if (connectivity === 6) connectFaces(entry, below, nj, rowEntries, parents);
    else connectCorners(entry, below, nj, rowEntries, connectivity === 26, parents);
  }
  return next;
}

/** Numbers the components in the order of their first runs, each run by its component, in place. Returns how many there are. */
export function numberComponents(parents: usize, runs: u32): u32 {
  let count: u32 = 0;
  const end = parents + ((<usize>runs) << 2);
  let own: u32 = 0;
  for (let at = parents; at < end; at += 4) {
    const parent = load<u32>(at);
    // A parent comes before its children, so it has its number already.
    store<u32>(at, parent === own ? count++ : load<u32>(parents + ((<usize>parent) << 2)));
    own++;
  }
  return count;
}

/**
 * Adds up the voxels of the components and finds their first voxels for the rows from `row` on; `numbers` begins with the first run of
 * these rows. `sizes` begin as 0, `firsts` as the highest number: they become the place of the first voxel with i slowest and k
 * fastest. Returns the address after the last run's number.
 */
export function measureRows(
  words: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  row: i32,
  end: i32,
  numbers: usize,
  sizes: usize,
  firsts: usize,
): usize {
  const rowWords = (ni + 31) >>> 5;
  const plane = <u32>nj * <u32>nk;
  for (; row < end; row++) {
    const source = words + ((<usize>row * rowWords) << 2);
    const place = <u32>((row % nj) * nk + row / nj);
    let carry: u64 = 0;
    let start: i32 = -1;
    for (let word = 0; word < rowWords; word += 2) {
      const bits = wordsAt(source, word, rowWords);
      let edges = bits ^ ((bits << 1) | carry);
      carry = bits >>> 63;
      if (start >= 0) {
        if (edges === 0) continue;
        numbers = addRun(numbers, start, 32 * word + <i32>ctz<u64>(edges), plane, place, sizes, firsts);
        edges &= edges - 1;
        start = -1;
      }
      while (edges !== 0) {
        start = 32 * word + <i32>ctz<u64>(edges);
        edges &= edges - 1;
        if (edges === 0) break;
        numbers = addRun(numbers, start, 32 * word + <i32>ctz<u64>(edges), plane, place, sizes, firsts);
        edges &= edges - 1;
        start = -1;
      }
    }
    if (start >= 0) numbers = addRun(numbers, start, ni, plane, place, sizes, firsts);
  }
  return numbers;
}

function addRun(numbers: usize, start: i32, end: i32, plane: u32, place: u32, sizes: usize, firsts: usize): usize {
  const component = (<usize>load<u32>(numbers)) << 2;
  store<u32>(sizes + component, load<u32>(sizes + component) + <u32>(end - start));
  const first = <u32>start * plane + place;
  if (first < load<u32>(firsts + component)) store<u32>(firsts + component, first);
  return numbers + 4;
}

/** Clears, in so many rows of words, every run but those of one component. Returns the address after the last run's number. */
export function keepComponent(words: usize, rows: i32, ni: i32, numbers: usize, component: u32): usize {
  const rowWords = (ni + 31) >>> 5;
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let kept: u64 = 0;
    for (let word = 0; word < rowWords; word += 2) {
      const bits = wordsAt(words, word, rowWords);
      let starts = bits & ~((bits << 1) | carry);
      carry = bits >>> 63;
      // A run of the component that goes on from the word before starts here anew; where none does, bit 0 is not wanted.
      let wanted = bits & kept;
      while (starts !== 0) {
        const bit = starts & -starts;
        wanted |= load<u32>(numbers) === component ? bit : 0;
        numbers += 4;
        starts ^= bit;
      }
      // Adding a start to the bits clears its run, by the carry.
      const found = bits & ~(bits + wanted);
      kept = found >>> 63;
      putWords(words, word, rowWords, found);
    }
    words += (<usize>rowWords) << 2;
  }
  return numbers;
}

/** The component with most voxels; of equal ones the one whose first voxel comes first. `count` is at least 1. */
export function largestComponent(sizes: usize, firsts: usize, count: u32): u32 {
  let largest: u32 = 0;
  let most: u32 = 0;
  let first: u32 = 0;
  for (let n: u32 = 0; n < count; n++) {
    const size = load<u32>(sizes);
    if (size >= most) {
      const own = load<u32>(firsts);
      if (size > most || own < first) {
        largest = n;
        most = size;
        first = own;
      }
    }
    sizes += 4;
    firsts += 4;
  }
  return largest;
}

/** The bytes of memory that sorting by places among so many voxels takes: a bit a voxel, and a sum for each 64 of them. */
export function sortBytes(voxels: f64): f64 {
  return 12 * (Math.floor(voxels / 64) + 1);
}

/**
 * Writes the sizes to `sorted` in ascending order of their different places among `voxels` voxels. Instead of comparing, it marks all
 * places in a field of bits; the rank of a place is the number of marks before it.
 */
export function sortSizes(sizes: usize, places: usize, count: u32, sorted: usize, marks: usize, voxels: u32): void {
  const fields = (voxels >>> 6) + 1;
  const sums = marks + ((<usize>fields) << 3);
  memory.fill(marks, 0, (<usize>fields) << 3);
  const end = (<usize>count) << 2;
  for (let n: usize = 0; n < end; n += 4) {
    const place = load<u32>(places + n);
    const field = marks + ((<usize>(place >>> 6)) << 3);
    store<u64>(field, load<u64>(field) | ((<u64>1) << (<u64>place & 63)));
  }
  let sum: u32 = 0;
  for (let field: u32 = 0; field < fields; field++) {
    store<u32>(sums + ((<usize>field) << 2), sum);
    sum += <u32>popcnt<u64>(load<u64>(marks + ((<usize>field) << 3)));
  }
  for (let n: usize = 0; n < end; n += 4) {
    const place = load<u32>(places + n);
    const field = <usize>(place >>> 6);
    const before = load<u64>(marks + (field << 3)) & (((<u64>1) << (<u64>place & 63)) - 1);
    const rank = load<u32>(sums + (field << 2)) + <u32>popcnt<u64>(before);
    store<u32>(sorted + ((<usize>rank) << 2), load<u32>(sizes + n));
  }
}
