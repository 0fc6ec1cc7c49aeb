import { fieldsOf } from './fields';

/*
 * The runs of one slice, cut but not listed: for each 64 voxels of a row their bits, the bits at which a run starts, and the number
 * of the run before the first of these starts. The number of the run at a bit is that one plus the starts up to the bit, which
 * is one instruction; so the runs of two rows that touch are found by logic on words, and only where they touch is anything done.
 *
 * Before and after each row lies an entry of zeros (the same between two rows), before and after the slice a row of them.
 */

/** Bits (8 bytes), starts (8), the number of the last run before the starts (4, and 4 unused). */
export const entryBytes: usize = 24;
export const startsAt: usize = 8;
const numberAt: usize = 16;

/** The bytes from one row of a table to the next. */
export function pitchOf(ni: i32): usize {
  return <usize>(fieldsOf(ni) + 1) * entryBytes;
}

/** The bytes of a table, its empty rows included. */
export function tableBytes(ni: i32, nj: i32): usize {
  return <usize>(nj + 2) * pitchOf(ni) + entryBytes;
}

/** The entry of the first voxel of a slice, in a table that begins at `table`. */
export function firstEntry(table: usize, ni: i32): usize {
  return table + entryBytes + pitchOf(ni);
}

/** The number of the run at the highest bit of `upTo`, a mask of that bit and all below it. */
export function runAt(entry: usize, upTo: u64): u32 {
  return load<u32>(entry, numberAt) + <u32>popcnt<u64>(load<u64>(entry, startsAt) & upTo);
}

/** The number of runs in so many rows of fields. */
export function countRuns(source: usize, rows: i32, ni: i32): u32 {
  const fields = fieldsOf(ni);
  let runs: u64 = 0;
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(source);
      runs += popcnt<u64>(bits & ~((bits << 1) | carry));
      carry = bits >>> 63;
      source += 8;
    }
  }
  return <u32>runs;
}

/**
 * Cuts the rows of a slice of fields at `source` into the table whose first entry is `entry`; the runs are numbered from `next` on, and
 * each begins as the root of itself. Returns the number after the last.
 */
export function cutSlice(source: usize, entry: usize, nj: i32, ni: i32, parents: usize, next: u32): u32 {
  const fields = fieldsOf(ni);
  const first = next;
  for (let j = 0; j < nj; j++) {
    let carry: u64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(source);
      const starts = bits & ~((bits << 1) | carry);
      carry = bits >>> 63;
      store<u64>(entry, bits);
      store<u64>(entry, starts, startsAt);
      store<u32>(entry, next - 1, numberAt);
      next += <u32>popcnt<u64>(starts);
      source += 8;
      entry += entryBytes;
    }
    entry += entryBytes;
  }
  for (let run = first; run < next; run++) store<u32>(parents + ((<usize>run) << 2), run);
  return next;
}
