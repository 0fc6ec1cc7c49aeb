import { connectCorners } from './connectCorners';
import { connectFaces } from './connectFaces';
import { fieldsOf } from './fields';
import { dueAt } from './flood';
import { reachRow } from './reachRow';
import { cutSlice, entryBytes, firstEntry, pitchOf, runAt, tableBytes } from './sliceTable';
import { forgetLinks, hangOnFirst, links } from './unite';

/*
 * The components of what flooding has left, and of what it has reached: that is run 0, and so component 0.
 */

/** The bytes of memory for the slices that are being connected. */
export function sliceTableBytes(ni: i32, nj: i32): usize {
  return 2 * tableBytes(ni, nj);
}

/**
 * Connects the runs of the slices k <= slice < end with each other, with those before and, in the rows that are still due, with what was
 * reached; to be called for all slices in order, with the number that the call before returned, 1 at first. `tables` has to hold
 * sliceTableBytes, `parents` 4 bytes a run and 4 for what was reached, `row` two rows of fields, the second one of zeros; without `due`
 * nothing was reached. With `isOpen` whatever touches a face of the volume counts as reached.
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
    forgetLinks();
  }
  const even = firstEntry(tables, ni);
  const odd = firstEntry(tables + bytes, ni);
  const fields = fieldsOf(ni);
  const sliceBytes = (<usize>fields * <usize>nj) << 3;
  for (; k < end; k++) {
    const entry = k & 1 ? odd : even;
    const below = k & 1 ? even : odd;
    const slice = mask + <usize>k * sliceBytes;
    const first = next;
    next = cutSlice(slice, entry, nj, ni, parents, first);
    if (isOpen) {
      if (k === 0 || k === nk - 1) for (let run = first; run < next; run++) hangOnFirst(parents, run);
      else joinFaces(entry, nj, ni, parents);
    }
    if (due !== 0)
      joinReached(slice, reached + <usize>k * sliceBytes, due, row, ni, nj, nk, k, connectivity, entry, parents);
    if (connectivity === 6) connectFaces(entry, below, nj, fields, parents);
    else connectCorners(entry, below, nj, fields, connectivity === 26, parents);
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
      if (reachRow(slice, row, reached, rowBytes, nj, nk, j, k, connectivity, empty, 0, 0)) {
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

/** How many components there are of so many runs, what was reached included. */
export function countComponents(runs: u32): u32 {
  return runs - links;
}

/** Turns the parents of so many runs into the numbers of their components, in the order of their first runs. */
export function numberComponents(parents: usize, runs: u32): void {
  let count: u32 = 0;
  const end = parents + ((<usize>runs) << 2);
  let own: u32 = 0;
  for (let at = parents; at < end; at += 4) {
    const parent = load<u32>(at);
    // A parent comes before its children, so it has its number already.
    const number = load<u32>(parents + ((<usize>parent) << 2));
    const isRoot = parent === own;
    store<u32>(at, select<u32>(count, number, isRoot));
    count += u32(isRoot);
    own++;
  }
}

/**
 * Adds up the voxels of the components and finds their first voxels for the rows from `row` on; `numbers` begins with the first run of
 * these rows. `sizes` begin as 0, `firsts` as the highest number: they become the place of the first voxel with i slowest and k
 * fastest. Returns the address after the last run's number.
 */
export function measureRows(
  mask: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  row: i32,
  end: i32,
  numbers: usize,
  sizes: usize,
  firsts: usize,
): usize {
  const fields = fieldsOf(ni);
  const plane = <u32>nj * <u32>nk;
  for (; row < end; row++) {
    let source = mask + ((<usize>row * <usize>fields) << 3);
    const place = <u32>((row % nj) * nk + row / nj);
    let carry: u64 = 0;
    let start: i32 = -1;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(source);
      source += 8;
      let edges = bits ^ ((bits << 1) | carry);
      carry = bits >>> 63;
      if (start >= 0) {
        if (edges === 0) continue;
        numbers = addRun(numbers, start, 64 * field + <i32>ctz<u64>(edges), plane, place, sizes, firsts);
        edges &= edges - 1;
        start = -1;
      }
      while (edges !== 0) {
        start = 64 * field + <i32>ctz<u64>(edges);
        edges &= edges - 1;
        if (edges === 0) break;
        numbers = addRun(numbers, start, 64 * field + <i32>ctz<u64>(edges), plane, place, sizes, firsts);
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
  const known = load<u32>(firsts + component);
  store<u32>(firsts + component, select<u32>(first, known, first < known));
  return numbers + 4;
}

/** Clears, in so many rows of fields, every run but those of one component. Returns the address after the last run's number. */
export function keepComponent(mask: usize, rows: i32, ni: i32, numbers: usize, component: u32): usize {
  const fields = fieldsOf(ni);
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let kept: u64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      let starts = bits & ~((bits << 1) | carry);
      carry = bits >>> 63;
      // A run of the component that goes on from the field before starts here anew; where none does, bit 0 is not wanted.
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
      store<u64>(mask, found);
      mask += 8;
    }
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
