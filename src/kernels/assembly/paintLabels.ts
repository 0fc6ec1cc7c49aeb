import { fieldsOf } from './fields';

/** A vector of ones and one of zeros: from its first lanes on, so many are ones. */
const lanes = memory.data<i32>([-1, -1, -1, -1, 0, 0, 0, 0], 16);

/**
 * Writes the labels of the runs of the rows row <= n < end to their voxels, of 4 bytes each, `label` to those of `apart`, in which no run lies
 * and which may be 0, and 0 to the others; field by field, in the nearest cache, and up to 252 bytes behind the last row. Adds the places i, j
 * and k of the voxels of each of the labels 1 to `last` to three sums of float64; all three are whole, so in any order the same comes out.
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
): void {
  const fields = fieldsOf(ni);
  const zeros = i32x4.splat(0);
  const whole = i32x4.splat(label);
  const own = label - 1 < last ? sums + <usize>(label - 1) * sumBytes : 0;
  for (; row < end; row++) {
    const jAndK = f64x2.replace_lane(f64x2.splat(<f64>(row % nj)), 1, <f64>(row / nj));
    let carry: u64 = 0;
    let painted: u32 = 0;
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
          let starts = bits & ~((bits << 1) | carry);
          if (~bits !== 0) fillField(at, zeros);
          if (carry & bits) {
            const voxels = <usize>ctz<u64>(~bits);
            paint(at, voxels, painted);
            if (painted - 1 < last) addRun(sums + <usize>(painted - 1) * sumBytes, field << 6, <i32>voxels, jAndK);
          }
          while (starts !== 0) {
            const start = ctz<u64>(starts);
            const voxels = <usize>ctz<u64>(~(bits >>> start));
            painted = load<u32>(labels);
            labels += 4;
            paint(at + ((<usize>start) << 2), voxels, painted);
            if (painted - 1 < last) {
              addRun(sums + <usize>(painted - 1) * sumBytes, (field << 6) + <i32>start, <i32>voxels, jAndK);
            }
            starts &= starts - 1;
          }
          // Runs are painted with what lies behind them, so these come last.
          if (others !== 0) addField(at, others, whole);
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
    voxels += (<usize>ni) << 2;
  }
}

/** The bytes of the three sums of a label. */
const sumBytes: usize = 24;

/** Adds the places of so many voxels from i on. */
function addRun(at: usize, i: i32, voxels: i32, jAndK: v128): void {
  addVoxels(at, <f64>((<i64>voxels * <i64>(2 * i + voxels - 1)) >> 1), <f64>voxels, jAndK);
}

function addVoxels(at: usize, sumOfI: f64, voxels: f64, jAndK: v128): void {
  store<f64>(at, load<f64>(at) + sumOfI);
  v128.store(at, f64x2.add(v128.load(at, 8), f64x2.mul(f64x2.splat(voxels), jAndK)), 8);
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

/** The sum of the places of the bits that are set: places with their lowest bit set, with the next one, and so on. */
function sumOfPlaces(bits: u64): i64 {
  return (
    popcnt<u64>(bits & ((<u64>-1 / 3) << 1)) +
    (popcnt<u64>(bits & ((<u64>-1 / 5) << 2)) << 1) +
    (popcnt<u64>(bits & ((<u64>-1 / 17) << 4)) << 2) +
    (popcnt<u64>(bits & ((<u64>-1 / 257) << 8)) << 3) +
    (popcnt<u64>(bits & ((<u64>-1 / 65537) << 16)) << 4) +
    (popcnt<u64>(bits & ((<u64>-1) << 32)) << 5)
  );
}
