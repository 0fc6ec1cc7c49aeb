import { fieldsOf } from './fields';

/** A vector of ones and one of zeros: from its first lanes on, so many are ones. */
const lanes = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0], 16);

/**
 * Writes the labels of the runs of so many rows to their voxels, of 4 bytes each, `label` to those of `apart`, in which no run lies and which
 * may be 0, and 0 to the others; field by field, in the nearest cache, and up to 252 bytes behind the last row.
 */
export function paintRuns(
  mask: usize,
  apart: usize,
  rows: i32,
  ni: i32,
  labels: usize,
  label: u32,
  voxels: usize,
): void {
  const fields = fieldsOf(ni);
  const zeros = i32x4.splat(0);
  const whole = i32x4.splat(label);
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let last: u32 = 0;
    let at = voxels;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      const others: u64 = apart === 0 ? 0 : load<u64>(apart);
      if (~others === 0) {
        fillField(at, whole);
      } else if (bits === 0) {
        if (others === 0) fillField(at, zeros);
        else paintField(at, others, whole);
      } else {
        let starts = bits & ~((bits << 1) | carry);
        if (~bits !== 0) fillField(at, zeros);
        if (carry & bits) paint(at, <usize>ctz<u64>(~bits), last);
        while (starts !== 0) {
          const start = ctz<u64>(starts);
          last = load<u32>(labels);
          labels += 4;
          paint(at + ((<usize>start) << 2), <usize>ctz<u64>(~(bits >>> start)), last);
          starts &= starts - 1;
        }
        // Runs are painted with what lies behind them, so these come last.
        if (others !== 0) addField(at, others, whole);
      }
      carry = bits >>> 63;
      mask += 8;
      if (apart !== 0) apart += 8;
      at += 256;
    }
    voxels += (<usize>ni) << 2;
  }
}

function fillField(at: usize, all: v128): void {
  for (const end = at + 256; at < end; at += 64) {
    v128.store(at, all);
    v128.store(at, all, 16);
    v128.store(at, all, 32);
    v128.store(at, all, 48);
  }
}

/** Writes a label to so many voxels, and zeros to up to 3 behind them. */
function paint(at: usize, voxels: usize, label: u32): void {
  const all = i32x4.splat(label);
  const end = at + (voxels << 2);
  for (const whole = at + ((voxels & ~3) << 2); at < whole; at += 16) v128.store(at, all);
  v128.store(at, v128.and(all, v128.load(lanes + 16 - (end - at))));
}

/** Writes a label to the voxels of a field, 0 to the others. */
function paintField(at: usize, bits: u64, all: v128): void {
  const places = i32x4(1, 2, 4, 8);
  let low = i32x4.splat(<i32>bits);
  let high = i32x4.splat(<i32>(bits >>> 32));
  for (const middle = at + 128; at < middle; at += 16) {
    v128.store(at, v128.and(all, i32x4.eq(v128.and(low, places), places)));
    v128.store(at, v128.and(all, i32x4.eq(v128.and(high, places), places)), 128);
    low = i32x4.shr_u(low, 4);
    high = i32x4.shr_u(high, 4);
  }
}

/** Writes a label to the voxels of a field, which are 0 before, and nothing to the others. */
function addField(at: usize, bits: u64, all: v128): void {
  const places = i32x4(1, 2, 4, 8);
  for (; bits !== 0; bits >>>= 4) {
    const some = i32x4.eq(v128.and(i32x4.splat(<i32>bits), places), places);
    v128.store(at, v128.or(v128.load(at), v128.and(all, some)));
    at += 16;
  }
}
