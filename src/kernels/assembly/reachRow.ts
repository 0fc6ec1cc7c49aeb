/*
 * One row of a flood: the runs that touch what is reached in the rows beside it, 64 voxels at a time.
 */

/**
 * Sets in `row` the runs of `mask` that touch what is set there already, or in the rows beside the one at `centre`, which are taken from the
 * same volume. Returns how many pieces of runs these are.
 */
export function reachRow(
  mask: usize,
  row: usize,
  centre: usize,
  rowBytes: usize,
  nj: i32,
  nk: i32,
  j: i32,
  k: i32,
  connectivity: i32,
  empty: usize,
): i32 {
  const plane = rowBytes * nj;
  const back = j > 0;
  const front = j + 1 < nj;
  const below = k > 0;
  const above = k + 1 < nk;
  const a = back ? centre - rowBytes : empty;
  const b = front ? centre + rowBytes : empty;
  const c = below ? centre - plane : empty;
  const d = above ? centre + plane : empty;
  if (connectivity === 6) return reachOverFaces(mask, row, a, b, c, d, rowBytes);
  const e = back && below ? centre - plane - rowBytes : empty;
  const f = front && below ? centre - plane + rowBytes : empty;
  const g = back && above ? centre + plane - rowBytes : empty;
  const h = front && above ? centre + plane + rowBytes : empty;
  return reachOverEdges(mask, row, a, b, c, d, e, f, g, h, rowBytes, connectivity === 26);
}

function reachOverFaces(mask: usize, row: usize, a: usize, b: usize, c: usize, d: usize, rowBytes: usize): i32 {
  let count: u64 = 0;
  let carry: u64 = 0;
  let missed: u64 = 0;
  let behind: u64 = 0;
  for (let at: usize = 0; at < rowBytes; at += 8) {
    const free = load<u64>(mask + at);
    const known = load<u64>(row + at);
    const near = load<u64>(a + at) | load<u64>(b + at) | load<u64>(c + at) | load<u64>(d + at);
    const found = alongRow((known | near | carry) & free, free);
    store<u64>(row + at, found);
    carry = found >>> 63;
    const grown = found ^ known;
    count += popcnt<u64>(grown & ~(grown << 1));
    behind |= missed & found;
    missed = (free & ~found) >>> 63;
  }
  if ((behind & 1) === 0) return <i32>count;
  reachBackwards(mask, row, rowBytes);
  return <i32>count + 1;
}

/** The same over edges too, to the rows e, f, g and h beside them, with `corners` also over corners. */
function reachOverEdges(
  mask: usize,
  row: usize,
  a: usize,
  b: usize,
  c: usize,
  d: usize,
  e: usize,
  f: usize,
  g: usize,
  h: usize,
  rowBytes: usize,
  corners: bool,
): i32 {
  const wide: u64 = corners ? -1 : 0;
  let count: u64 = 0;
  let carry: u64 = 0;
  let missed: u64 = 0;
  let behind: u64 = 0;
  let before: u64 = 0;
  let diagonal = load<u64>(e) | load<u64>(f) | load<u64>(g) | load<u64>(h);
  let beside = load<u64>(a) | load<u64>(b) | load<u64>(c) | load<u64>(d) | (diagonal & wide);
  for (let at: usize = 0; at < rowBytes; at += 8) {
    const next = at + 8;
    let nextDiagonal: u64 = 0;
    let nextBeside: u64 = 0;
    if (next < rowBytes) {
      nextDiagonal = load<u64>(e + next) | load<u64>(f + next) | load<u64>(g + next) | load<u64>(h + next);
      nextBeside = load<u64>(a + next) | load<u64>(b + next) | load<u64>(c + next) | load<u64>(d + next);
      nextBeside |= nextDiagonal & wide;
    }
    const near = beside | (beside << 1) | (beside >>> 1) | before | (nextBeside << 63) | diagonal;
    before = beside >>> 63;
    beside = nextBeside;
    diagonal = nextDiagonal;
    const free = load<u64>(mask + at);
    const known = load<u64>(row + at);
    const found = alongRow((known | near | carry) & free, free);
    store<u64>(row + at, found);
    carry = found >>> 63;
    const grown = found ^ known;
    count += popcnt<u64>(grown & ~(grown << 1));
    behind |= missed & found;
    missed = (free & ~found) >>> 63;
  }
  if ((behind & 1) === 0) return <i32>count;
  reachBackwards(mask, row, rowBytes);
  return <i32>count + 1;
}

/** The runs of `free` that hold one of the seeds, which are part of it. */
function alongRow(seeds: u64, free: u64): u64 {
  // Upwards by a carry, which ends behind the run; downwards by doubling.
  let found = seeds | (free & ~(free + seeds));
  found |= free & (found >>> 1);
  free &= free >>> 1;
  found |= free & (found >>> 2);
  free &= free >>> 2;
  found |= free & (found >>> 4);
  free &= free >>> 4;
  found |= free & (found >>> 8);
  free &= free >>> 8;
  // Runs of more than 16 voxels are hardly there in noise, and the rule elsewhere: the branch is foreseen in both.
  if (free !== 0) {
    found |= free & (found >>> 16);
    free &= free >>> 16;
    found |= free & (found >>> 32);
  }
  return found;
}

/** Goes back through a row, where runs go on before a field in which they were reached. */
function reachBackwards(mask: usize, row: usize, rowBytes: usize): void {
  let carry: u64 = 0;
  for (let at = rowBytes; at !== 0; ) {
    at -= 8;
    const free = load<u64>(mask + at);
    let found = load<u64>(row + at);
    if (carry & free & ~found) {
      const length = clz<u64>(~free);
      found |= length === 64 ? <u64>-1 : ~(<u64>-1 >>> length);
      store<u64>(row + at, found);
    }
    carry = found << 63;
  }
}
