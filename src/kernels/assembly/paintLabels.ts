import { fieldsOf } from './fields';

/** A vector of ones and one of zeros: from its first lanes on, so many are ones. */
const lanes = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0], 16);

/**
 * Writes the labels of the runs of so many rows to their voxels, of 4 bytes each. With `isOver` the other voxels stay what they are, and up
 * to 12 bytes behind the last row are written; else they become 0, field by field, in the nearest cache, and up to 252 bytes are.
 */
export function paintRuns(mask: usize, rows: i32, ni: i32, labels: usize, voxels: usize, isOver: bool): void {
  const fields = fieldsOf(ni);
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let label: u32 = 0;
    let at = voxels;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      if (isOver && bits === 0) {
        carry = 0;
        mask += 8;
        at += 256;
        continue;
      }
      let starts = bits & ~((bits << 1) | carry);
      if (!isOver && ~bits !== 0) fillField(at, i32x4.splat(0));
      if (carry & bits) paint(at, <usize>ctz<u64>(~bits), label, isOver);
      carry = bits >>> 63;
      while (starts !== 0) {
        const start = ctz<u64>(starts);
        label = load<u32>(labels);
        labels += 4;
        paint(at + ((<usize>start) << 2), <usize>ctz<u64>(~(bits >>> start)), label, isOver);
        starts &= starts - 1;
      }
      mask += 8;
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

function paint(at: usize, voxels: usize, label: u32, isOver: bool): void {
  const all = i32x4.splat(label);
  const end = at + (voxels << 2);
  for (const whole = at + ((voxels & ~3) << 2); at < whole; at += 16) v128.store(at, all);
  const some = v128.load(lanes + 16 - (end - at));
  v128.store(at, isOver ? v128.bitselect(all, v128.load(at), some) : v128.and(all, some));
}

/** Writes one label to the voxels of so many rows, of 4 bytes each, and 0 to the others, and to up to 252 bytes behind the last row. */
export function paintFields(mask: usize, rows: i32, ni: i32, label: u32, voxels: usize): void {
  const fields = fieldsOf(ni);
  const all = i32x4.splat(label);
  const zeros = i32x4.splat(0);
  const places = i32x4(1, 2, 4, 8);
  for (let row = 0; row < rows; row++) {
    let at = voxels;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      if (bits === 0) {
        fillField(at, zeros);
      } else if (~bits === 0) {
        fillField(at, all);
      } else {
        let low = i32x4.splat(<i32>bits);
        let high = i32x4.splat(<i32>(bits >>> 32));
        for (const middle = at + 128; at < middle; at += 16) {
          v128.store(at, v128.and(all, i32x4.eq(v128.and(low, places), places)));
          v128.store(at, v128.and(all, i32x4.eq(v128.and(high, places), places)), 128);
          low = i32x4.shr_u(low, 4);
          high = i32x4.shr_u(high, 4);
        }
        at -= 128;
      }
      at += 256;
      mask += 8;
    }
    voxels += (<usize>ni) << 2;
  }
}
