import { fieldsOf } from './fields';
import { addRow, addVoxels, sumOfPlaces, sumsOf } from './labelSums';

/**
 * For the bits of four voxels, and above them those at which a run starts: which bytes of the label before and the next two
 * are the labels of these voxels, 16 bytes each.
 */
const choices = memory.data(4096, 16);

let isChoosing = false;

function chooseLabels(): void {
  for (let both = 0; both < 256; both++) {
    let label = 0;
    for (let voxel = 0; voxel < 4; voxel++) {
      label += (both >>> (voxel + 4)) & 1;
      const isSet = (both >>> voxel) & 1;
      // The bytes 4 * label and those after it; from 128 on they are none.
      const bytes = isSet ? 0x03020100 + 0x04040404 * label : 0x80808080;
      store<u32>(choices + ((<usize>both) << 4) + ((<usize>voxel) << 2), bytes);
    }
  }
  isChoosing = true;
}

/**
 * Writes the labels of the runs of the rows row <= n < end to their voxels, of 4 bytes each, `label` to those of `apart`, in which no run lies
 * and which may be 0, and 0 to the others; field by field, in the nearest cache, and up to 252 bytes behind the last row. Adds the places of the
 * voxels of the labels 1 to `last` to their sums; `most` is that of these which most runs have, 0 where there is none.
 */
export function paintRuns(
  mask: usize,
  apart: usize,
  row: i32,
  end: i32,
  ni: i32,
  nj: i32,
  labels: usize,
  label: u32,
  voxels: usize,
  last: u32,
  sums: usize,
  most: u32,
): void {
  const fields = fieldsOf(ni);
  const rowBytes = (<usize>fields) << 3;
  const zeros = i32x4.splat(0);
  const whole = i32x4.splat(label);
  const own = label - 1 < last ? sumsOf(label, sums) : 0;
  if (!isChoosing) chooseLabels();
  for (; row < end; row++) {
    const jAndK = f64x2.replace_lane(f64x2.splat(<f64>(row % nj)), 1, <f64>(row / nj));
    const first = labels;
    let carry: u64 = 0;
    let at = voxels;
    // Of what lies apart.
    let count: i64 = 0;
    let sumOfI: i64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      const others: u64 = apart === 0 ? 0 : load<u64>(apart);
      if (~others === 0) {
        fillField(at, whole);
        count += 64;
        sumOfI += ((<i64>field) << 12) + 2016;
      } else if ((bits | others) === 0) {
        fillField(at, zeros);
      } else {
        if (bits === 0) {
          paintField(at, others, whole);
        } else {
          const starts = bits & ~((bits << 1) | carry);
          paintBits(at, bits, starts, labels);
          if (others !== 0) addField(at, others, whole);
          labels += (<usize>popcnt<u64>(starts)) << 2;
        }
        if (others !== 0) {
          const own = popcnt<u64>(others);
          count += own;
          sumOfI += ((<i64>field) << 6) * own + sumOfPlaces(others);
        }
      }
      carry = bits >>> 63;
      mask += 8;
      if (apart !== 0) apart += 8;
      at += 256;
    }
    if (own !== 0) addVoxels(own, <f64>sumOfI, <f64>count, jAndK);
    if (last !== 0 && labels !== first) addRow(mask - rowBytes, ni, first, last, most, jAndK, sums);
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

/** Writes the labels of runs to their voxels in a field, 0 to the others; the run that goes on from the field before has the label before. */
function paintBits(at: usize, bits: u64, starts: u64, labels: usize): void {
  const nibbles: u64 = <u64>-1 / 17;
  let even = (bits & nibbles) | ((starts & nibbles) << 4);
  let odd = ((bits >>> 4) & nibbles) | (starts & ~nibbles);
  labels -= 4;
  for (const end = at + 256; at < end; at += 32) {
    const first = <usize>(even & 255);
    v128.store(at, i8x16.swizzle(v128.load(labels), v128.load(choices + (first << 4))));
    labels += (<usize>popcnt<u32>(<u32>first >>> 4)) << 2;
    const second = <usize>(odd & 255);
    v128.store(at, i8x16.swizzle(v128.load(labels), v128.load(choices + (second << 4))), 16);
    labels += (<usize>popcnt<u32>(<u32>second >>> 4)) << 2;
    even >>>= 8;
    odd >>>= 8;
  }
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

/** Writes a label to the voxels of a field, and nothing to the others. */
function addField(at: usize, bits: u64, all: v128): void {
  const places = i32x4(1, 2, 4, 8);
  for (; bits !== 0; bits >>>= 4) {
    const some = i32x4.eq(v128.and(i32x4.splat(<i32>bits), places), places);
    v128.store(at, v128.or(v128.load(at), v128.and(all, some)));
    at += 16;
  }
}
