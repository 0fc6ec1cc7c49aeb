import { someWithin } from './labelsWithin';

/*
 * The places i, j and k of the voxels of each label are added to three sums of float64. All three are whole, so in any order the same comes out.
 */

/** The bytes of the three sums of a label. */
const sumBytes: usize = 24;

/** The address of the sums of a label above 0. */
export function sumsOf(label: u32, sums: usize): usize {
  return sums + <usize>(label - 1) * sumBytes;
}

function sumOfRun(i: i32, voxels: i64): i64 {
  return (voxels * (<i64>(2 * i) + voxels - 1)) >> 1;
}

/** Adds so many voxels of a row, the sum of whose places is known. */
export function addVoxels(at: usize, sumOfI: f64, voxels: f64, jAndK: v128): void {
  store<f64>(at, load<f64>(at) + sumOfI);
  v128.store(at, f64x2.add(v128.load(at, 8), f64x2.mul(f64x2.splat(voxels), jAndK)), 8);
}

/** The bits at which the runs of a field start, a byte each. */
const starting = memory.data(64);

/**
 * Adds the places of the runs of a row with the labels 1 to `last`. In noise few have one, which is seen of 16 at a time; or most have the same
 * one, `most` where that is not 0, and what they hold is the row but for the others.
 */
export function addRow(mask: usize, ni: i32, labels: usize, last: u32, most: u32, jAndK: v128, sums: usize): void {
  const isMost = most !== 0;
  const first: u32 = isMost ? most : 1;
  const count: u32 = isMost ? 0 : last - 1;
  const lowest = i32x4.splat(first);
  const width = i32x4.splat(count);
  const invert = isMost ? -1 : 0;
  let carry: u64 = 0;
  let voxels: i64 = 0;
  let sumOfI: i64 = 0;
  for (let i = 0; i < ni; i += 64) {
    const bits = load<u64>(mask);
    const starts = bits & ~((bits << 1) | carry);
    const goesOn = carry & bits;
    const runs = <u32>popcnt<u64>(starts);
    carry = bits >>> 63;
    mask += 8;
    if (isMost) {
      const own = <i64>popcnt<u64>(bits);
      voxels += own;
      sumOfI += <i64>i * own + sumOfPlaces(bits);
    }
    let some = someWithin(labels, lowest, width) ^ invert;
    if (runs > 16) some = (some & 0xffff) | ((someWithin(labels + 64, lowest, width) ^ invert) << 16);
    some &= <i32>(((<u64>1) << (<u64>runs)) - 1);
    if (goesOn !== 0) {
      const label = load<u32>(labels - 4);
      if (label - first <= count !== isMost) {
        const length = <i64>ctz<u64>(~bits);
        const sum = sumOfRun(i, length);
        voxels -= length;
        sumOfI -= sum;
        if (label - 1 < last) addVoxels(sumsOf(label, sums), <f64>sum, <f64>length, jAndK);
      }
    }
    if (some !== 0) tellStarts(starts, runs);
    while (some !== 0) {
      const run = <usize>ctz<i32>(some);
      const start = <u64>load<u8>(starting + run);
      const label = load<u32>(labels + (run << 2));
      const length = <i64>ctz<u64>(~(bits >>> start));
      const sum = sumOfRun(i + <i32>start, length);
      voxels -= length;
      sumOfI -= sum;
      if (label - 1 < last) addVoxels(sumsOf(label, sums), <f64>sum, <f64>length, jAndK);
      some &= some - 1;
    }
    labels += (<usize>runs) << 2;
  }
  if (isMost) addVoxels(sumsOf(most, sums), <f64>sumOfI, <f64>voxels, jAndK);
}

/** Writes down the bits at which runs start, up to three bytes more. */
function tellStarts(starts: u64, runs: u32): void {
  for (let at = starting, end = starting + runs; at < end; at += 4) {
    store<u8>(at, <u8>ctz<u64>(starts));
    starts &= starts - 1;
    store<u8>(at, <u8>ctz<u64>(starts), 1);
    starts &= starts - 1;
    store<u8>(at, <u8>ctz<u64>(starts), 2);
    starts &= starts - 1;
    store<u8>(at, <u8>ctz<u64>(starts), 3);
    starts &= starts - 1;
  }
}

/** The sum of the places of the bits that are set: places with their lowest bit set, with the next one, and so on. */
export function sumOfPlaces(bits: u64): i64 {
  return (
    popcnt<u64>(bits & ((<u64>-1 / 3) << 1)) +
    (popcnt<u64>(bits & ((<u64>-1 / 5) << 2)) << 1) +
    (popcnt<u64>(bits & ((<u64>-1 / 17) << 4)) << 2) +
    (popcnt<u64>(bits & ((<u64>-1 / 257) << 8)) << 3) +
    (popcnt<u64>(bits & ((<u64>-1 / 65537) << 16)) << 4) +
    (popcnt<u64>(bits & ((<u64>-1) << 32)) << 5)
  );
}
