import { connectFaces } from './connectFaces';
import { putWords, validAt, wordsAt } from './rowWords';
import { countRuns, cutSlice, entryBytes, firstEntry, pitchOf, runAt, tableBytes } from './sliceTable';

/*
 * Fill holes by connecting the runs of the background, and run 0, the outside, with which whatever touches a face of the volume
 * begins. As 0 is the lowest number it stays the root of all that the outside reaches; the rest is holes.
 */

/** The runs of the background in so many rows of words. */
export function countBackgroundRuns(words: usize, rows: i32, ni: i32): u32 {
  return countRuns(words, rows, ni, -1);
}

/**
 * Connects the background of the slices k <= slice < end with each other, with those before and with the outside; to be called for all
 * slices in order, with the number that the call before returned, 1 at first. `tables` has to hold sliceTableBytes, `parents` 4 bytes
 * a run and 4 for the outside.
 */
export function connectBackground(
  words: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  k: i32,
  end: i32,
  tables: usize,
  parents: usize,
  next: u32,
): u32 {
  const bytes = tableBytes(ni, nj);
  if (k === 0) {
    memory.fill(tables, 0, 2 * bytes);
    store<u32>(parents, 0);
  }
  const even = firstEntry(tables, ni);
  const odd = firstEntry(tables + bytes, ni);
  const rowEntries = (ni + 63) >>> 6;
  const sliceBytes = <usize>((ni + 31) >>> 5) * <usize>nj * 4;
  for (; k < end; k++) {
    const entry = k & 1 ? odd : even;
    const below = k & 1 ? even : odd;
    const first = next;
    next = cutSlice(words + <usize>k * sliceBytes, entry, nj, ni, -1, parents, first);
    if (k === 0 || k === nk - 1) memory.fill(parents + ((<usize>first) << 2), 0, (<usize>(next - first)) << 2);
    else openRows(entry, nj, ni, parents);
    connectFaces(entry, below, nj, rowEntries, parents);
  }
  return next;
}

/** Connects with the outside what begins or ends a row, and the whole first and last row of the slice. */
function openRows(entry: usize, nj: i32, ni: i32, parents: usize): void {
  const pitch = pitchOf(ni);
  const last = pitch - 2 * entryBytes;
  const lastBit = (<u64>1) << (<u64>((ni - 1) & 63));
  for (let j = 0; j < nj; j++) {
    if (load<u64>(entry) & 1) open(parents, runAt(entry, 1));
    if (load<u64>(entry + last) & lastBit) open(parents, runAt(entry + last, <u64>-1));
    if (j === 0 || j === nj - 1) {
      const end = runAt(entry + last, <u64>-1);
      for (let run = runAt(entry, 0) + 1; run <= end; run++) open(parents, run);
    }
    entry += pitch;
  }
}

function open(parents: usize, run: u32): void {
  store<u32>(parents + ((<usize>run) << 2), 0);
}

/**
 * Sets the holes in so many rows of words; `run` is the address of the first background run of these rows in `parents`, whose order is
 * ascending. Returns the address after the last.
 */
export function fillRows(words: usize, rows: i32, ni: i32, parents: usize, run: usize): usize {
  const rowWords = (ni + 31) >>> 5;
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let filled: u64 = 0;
    for (let word = 0; word < rowWords; word += 2) {
      const mask = wordsAt(words, word, rowWords);
      const bits = ~mask & validAt(word, ni);
      let starts = bits & ~((bits << 1) | carry);
      carry = bits >>> 63;
      let wanted = bits & filled;
      while (starts !== 0) {
        const bit = starts & -starts;
        // A parent comes before its children, so its own parent is its root already.
        const root = load<u32>(parents + ((<usize>load<u32>(run)) << 2));
        store<u32>(run, root);
        wanted |= root !== 0 ? bit : 0;
        run += 4;
        starts ^= bit;
      }
      const found = bits & ~(bits + wanted);
      filled = found >>> 63;
      if (found !== 0) putWords(words, word, rowWords, mask | found);
    }
    words += (<usize>rowWords) << 2;
  }
  return run;
}
