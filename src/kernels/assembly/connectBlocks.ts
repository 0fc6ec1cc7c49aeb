import { uniteBefore } from './connectCorners';
import { uniteAlong } from './connectFaces';
import { fieldsOf } from './fields';
import { runAt, startsAt } from './sliceTable';
import { unite } from './unite';

/*
 * Connecting runs over corners (26) by blocks of two rows in two slices. Within a block all voxels of one i touch each other and those
 * of the next i, so its runs are those of the four rows laid over each other: a quarter of the rows has to be connected, each by the
 * sides that touch.
 */

/** As in sliceTable.ts, but for blocks; then the fields of the rows j and j + 1 of slice k, and of slice k + 1. */
const blockBytes: usize = 56;
const numberAt: usize = 16;
const nearAt: usize = 24;
const besideAt: usize = 32;
const aboveAt: usize = 40;
const oppositeAt: usize = 48;

function blockPitch(ni: i32): usize {
  return <usize>(fieldsOf(ni) + 1) * blockBytes;
}

function tableBytes(ni: i32, nj: i32): usize {
  return <usize>(((nj + 1) >> 1) + 2) * blockPitch(ni) + blockBytes;
}

/** The bytes of memory for the blocks that are being connected. */
export function blockTableBytes(ni: i32, nj: i32): usize {
  return 2 * tableBytes(ni, nj);
}

/**
 * Connects the runs of the blocks of the slices k <= slice < end, all slices in order and an even number but for the last; `next` is 0 at first, then
 * what the call before returned. `parents` has 4 bytes for each run of a block, which are no more than the runs of the mask.
 */
export function connectBlocks(
  mask: usize,
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
  }
  const pitch = blockPitch(ni);
  const even = tables + blockBytes + pitch;
  for (; k < end; k += 2) {
    const isOdd = (k & 2) !== 0;
    const entry = isOdd ? even + bytes : even;
    const first = next;
    next = cutBlocks(mask, ni, nj, nk, k, entry, next);
    for (let run = first; run < next; run++) store<u32>(parents + ((<usize>run) << 2), run);
    connectRows(entry, isOdd ? even : even + bytes, (nj + 1) >> 1, fieldsOf(ni), parents);
  }
  return next;
}

/** Lays the rows of the slices k and k + 1 over each other, into the table whose first entry is `entry`; runs are numbered from `next` on. */
function cutBlocks(mask: usize, ni: i32, nj: i32, nk: i32, k: i32, entry: usize, next: u32): u32 {
  const fields = fieldsOf(ni);
  const rowBytes = (<usize>fields) << 3;
  const plane = rowBytes * nj;
  let row = mask + <usize>k * plane;
  const isPair = k + 1 < nk;
  for (let j = 0; j < nj; j += 2) {
    let carry: u64 = 0;
    const hasBeside = j + 1 < nj;
    for (let field = 0; field < fields; field++) {
      const near = load<u64>(row);
      const beside = hasBeside ? load<u64>(row + rowBytes) : 0;
      const above = isPair ? load<u64>(row + plane) : 0;
      const opposite = hasBeside && isPair ? load<u64>(row + plane + rowBytes) : 0;
      const bits = near | beside | above | opposite;
      const starts = bits & ~((bits << 1) | carry);
      carry = bits >>> 63;
      store<u64>(entry, bits);
      store<u64>(entry, starts, startsAt);
      store<u32>(entry, next - 1, numberAt);
      store<u64>(entry, near, nearAt);
      store<u64>(entry, beside, besideAt);
      store<u64>(entry, above, aboveAt);
      store<u64>(entry, opposite, oppositeAt);
      next += <u32>popcnt<u64>(starts);
      row += 8;
      entry += blockBytes;
    }
    row += rowBytes;
    entry += blockBytes;
  }
  return next;
}

function connectRows(entry: usize, under: usize, rows: i32, fields: i32, parents: usize): void {
  const pitch = <usize>(fields + 1) * blockBytes;
  for (let row = 0; row < rows; row++) {
    for (let field = 0; field < fields; field++) {
      if (load<u64>(entry) !== 0) connectBlock(entry, entry - pitch, under, pitch, parents);
      entry += blockBytes;
      under += blockBytes;
    }
    entry += blockBytes;
    under += blockBytes;
  }
}

/**
 * Unites the runs of a block with those it touches in the block `back` beside it, `under` below it, and those beside that. Where a voxel
 * touches both and these touch each other, which was seen before, the second link is left out.
 */
function connectBlock(entry: usize, back: usize, under: usize, pitch: usize, parents: usize): void {
  const near = load<u64>(entry, nearAt);
  const beside = load<u64>(entry, besideAt);
  const lowerNear = load<u64>(under, aboveAt);
  const lowerBeside = load<u64>(under, oppositeAt);
  const backNear = load<u64>(back, besideAt);
  const above = load<u64>(entry, aboveAt);
  // What touches in the last voxel before goes on here, and is united already.
  const nearBefore = load<u64>(entry - blockBytes, nearAt);
  const besideBefore = load<u64>(entry - blockBytes, besideAt);
  const aboveBefore = load<u64>(entry - blockBytes, aboveAt);
  const front = near | beside;
  uniteSides(front, nearBefore | besideBefore, lowerNear | lowerBeside, entry, under, aboveAt, oppositeAt, parents);

  const known = near & lowerNear & backNear;
  const side = (near | above) & ~known;
  const other = backNear | load<u64>(back, oppositeAt);
  if (side !== 0) uniteSides(side, nearBefore | aboveBefore, other, entry, back, besideAt, oppositeAt, parents);

  const diagonal = under - pitch;
  const left = near & ~(lowerNear | backNear);
  if (left !== 0) {
    const found = load<u64>(diagonal, oppositeAt);
    uniteSides(left, nearBefore, found, entry, diagonal, oppositeAt, oppositeAt, parents);
  }
  const opposite = under + pitch;
  const right = beside & ~lowerBeside;
  if (right !== 0) {
    uniteSides(right, besideBefore, load<u64>(opposite, aboveAt), entry, opposite, aboveAt, aboveAt, parents);
  }
}

/**
 * Unites runs of two blocks where their sides come within one voxel along i; the other's side are the rows at two places of its entry.
 * `sideBefore` are the voxels of all of the side in the field before.
 */
function uniteSides(
  side: u64,
  sideBefore: u64,
  other: u64,
  entry: usize,
  otherEntry: usize,
  first: usize,
  second: usize,
  parents: usize,
): void {
  const before = otherEntry - blockBytes;
  const after = otherEntry + blockBytes;
  const fromBefore = (load<u64>(before + first) | load<u64>(before + second)) >>> 63;
  const fromAfter = (load<u64>(after + first) | load<u64>(after + second)) << 63;
  const straight = side & other;
  const isKnown = (sideBefore >>> 63) & fromBefore;
  uniteAlong(straight & ~((straight << 1) | isKnown), entry, otherEntry, parents);
  const apart = side & ~other;
  uniteBefore(apart & ~(side << 1) & ((other << 1) | fromBefore), entry, otherEntry, parents);
  uniteAfter(apart & ~(side >>> 1) & ((other >>> 1) | fromAfter), entry, otherEntry, parents);
}

/** Unites the runs at each of the bits with those of another block at the voxel after, where that may have begun before. */
function uniteAfter(bits: u64, entry: usize, other: usize, parents: usize): void {
  while (bits !== 0) {
    const bit = bits & -bits;
    const next = bit << 1;
    const found = next !== 0 ? runAt(other, next | (next - 1)) : runAt(other + blockBytes, 1);
    unite(parents, runAt(entry, bit | (bit - 1)), found);
    bits ^= bit;
  }
}

/**
 * Gives the runs of the mask in the slices k <= slice < end the numbers of their components, in the order of their first runs, from 1 on; run 0
 * is none of them. To be called as connectBlocks, after all of it. `numberOf` has 4 bytes for each run of a block, 0 at first, `numbers` 4
 * for each run. Returns how many components there are up to here, 0 included.
 */
export function spreadBlocks(
  mask: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  k: i32,
  end: i32,
  tables: usize,
  blockParents: usize,
  numberOf: usize,
  numbers: usize,
): u32 {
  const rowBytes = (<usize>fieldsOf(ni)) << 3;
  const plane = rowBytes * nj;
  const pitch = blockPitch(ni);
  const entry = tables + blockBytes + pitch;
  if (k === 0) {
    spreadNext = 0;
    spreadTo = numbers + 4;
    spreadCount = 1;
    store<u32>(numbers, 0);
  }
  for (; k < end; k += 2) {
    const first = spreadNext;
    spreadNext = cutBlocks(mask, ni, nj, nk, k, entry, first);
    // Parents come before their children, so theirs are roots already.
    for (let n = first; n < spreadNext; n++) {
      const at = blockParents + ((<usize>n) << 2);
      store<u32>(at, load<u32>(blockParents + ((<usize>load<u32>(at)) << 2)));
    }
    const rows = k + 1 < nk ? 2 * nj : nj;
    let row = mask + <usize>k * plane;
    for (let n = 0; n < rows; n++) {
      const j = n < nj ? n : n - nj;
      spreadRow(row, rowBytes, entry + <usize>(j >> 1) * pitch, blockParents, numberOf);
      row += rowBytes;
    }
  }
  return spreadCount;
}

/** The number of the next run of a block, where the number of the next run of the mask goes, and the number of the next component. */
let spreadNext: u32 = 0;
let spreadTo: usize = 0;
let spreadCount: u32 = 0;

function spreadRow(row: usize, rowBytes: usize, entry: usize, blockParents: usize, numberOf: usize): void {
  let carry: u64 = 0;
  let count = spreadCount;
  let to = spreadTo;
  for (const end = row + rowBytes; row < end; row += 8) {
    const bits = load<u64>(row);
    let starts = bits & ~((bits << 1) | carry);
    carry = bits >>> 63;
    while (starts !== 0) {
      const root = load<u32>(blockParents + ((<usize>runAt(entry, starts ^ (starts - 1))) << 2));
      const at = numberOf + ((<usize>root) << 2);
      const known = load<u32>(at);
      const number = select<u32>(known, count, known !== 0);
      store<u32>(at, number);
      store<u32>(to, number);
      to += 4;
      count += u32(known === 0);
      starts &= starts - 1;
    }
    entry += blockBytes;
  }
  spreadCount = count;
  spreadTo = to;
}
