import { connectCorners } from './connectCorners';
import { connectFaces, pairsBytes } from './connectFaces';
import { fieldsOf } from './fields';
import { dueAt } from './flood';
import { reachRow } from './reachRow';
import { cutSlice, entryBytes, firstEntry, pitchOf, runAt, tableBytes } from './sliceTable';
import { hangOnFirst } from './unite';

/*
 * The components of what flooding has left, and of what it has reached: that is run 0, and so component 0.
 */

/** The bytes of memory for the slices that are being connected. */
export function sliceTableBytes(ni: i32, nj: i32): usize {
  return 2 * tableBytes(ni, nj) + pairsBytes(fieldsOf(ni));
}

/**
 * Connects the runs of the slices k <= slice < end with each other, with those before and, in the rows that are still due, with what was
 * reached; to be called for all slices in order, with the number that the call before returned, 1 at first. `tables` has to hold
 * sliceTableBytes, `parents` 4 bytes a run and 4 for what was reached, `row` two rows of fields, the second one of zeros; without `due`
 * nothing was reached. With `isOpen` whatever touches a face of the volume counts as reached.
 *
 * With 4 or 8 neighbours each slice is for itself, and so are its faces: the rows and voxels at its edges.
 */
export function connectSlices(
  mask: usize,
  reached: usize,
  due: usize,
  row: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  k: i32,
  end: i32,
  connectivity: i32,
  isOpen: bool,
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
  const fields = fieldsOf(ni);
  const sliceBytes = (<usize>fields * <usize>nj) << 3;
  const isFlat = connectivity === 4 || connectivity === 8;
  for (; k < end; k++) {
    // The other table stays empty where there is nothing below.
    const isOdd = !isFlat && (k & 1) !== 0;
    const entry = isOdd ? odd : even;
    const below = isOdd ? even : odd;
    const slice = mask + <usize>k * sliceBytes;
    const first = next;
    next = cutSlice(slice, entry, nj, ni, parents, first);
    if (connectivity <= 6) connectFaces(entry, below, nj, fields, parents, tables + 2 * bytes);
    else connectCorners(entry, below, nj, fields, connectivity !== 18, parents);
    if (isOpen) {
      if (!isFlat && (k === 0 || k === nk - 1)) for (let run = first; run < next; run++) hangOnFirst(parents, run);
      else joinFaces(entry, nj, ni, parents);
    }
    if (due !== 0)
      joinReached(slice, reached + <usize>k * sliceBytes, due, row, ni, nj, nk, k, connectivity, entry, parents);
  }
  return next;
}

/** Joins with run 0 what begins or ends a row, and the whole first and last row of the slice. */
function joinFaces(entry: usize, nj: i32, ni: i32, parents: usize): void {
  const pitch = pitchOf(ni);
  const last = pitch - 2 * entryBytes;
  const lastBit = (<u64>1) << (<u64>((ni - 1) & 63));
  for (let j = 0; j < nj; j++) {
    const end = runAt(entry + last, <u64>-1);
    if (j === 0 || j === nj - 1) {
      for (let run = runAt(entry, 0) + 1; run <= end; run++) hangOnFirst(parents, run);
    } else {
      const isFirst = (load<u64>(entry) & 1) !== 0;
      if (isFirst) hangOnFirst(parents, runAt(entry, 1));
      if (load<u64>(entry + last) & lastBit && !(isFirst && end === runAt(entry, 1))) hangOnFirst(parents, end);
    }
    entry += pitch;
  }
}

/** Joins the runs of a slice that touch what was reached with it. They can only lie in rows that are due. */
function joinReached(
  slice: usize,
  reached: usize,
  due: usize,
  row: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  k: i32,
  connectivity: i32,
  entry: usize,
  parents: usize,
): void {
  const rowBytes = (<usize>fieldsOf(ni)) << 3;
  const empty = row + rowBytes;
  for (let j = 0; j < nj; j++) {
    if (load<u8>(dueAt(due, nj, j, k))) {
      memory.fill(row, 0, rowBytes);
      if (reachRow(slice, row, reached, rowBytes, nj, nk, j, k, connectivity, empty)) {
        for (let at: usize = 0; at < rowBytes; at += 8) {
          const found = entry + (at >>> 3) * entryBytes;
          let starts = load<u64>(row + at) & load<u64>(found, 8);
          while (starts !== 0) {
            hangOnFirst(parents, runAt(found, starts ^ (starts - 1)));
            starts &= starts - 1;
          }
        }
      }
    }
    slice += rowBytes;
    reached += rowBytes;
    entry += pitchOf(ni);
  }
}
