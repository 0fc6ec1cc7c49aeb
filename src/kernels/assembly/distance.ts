/*
 * Squared distances to the background in 16 bits, for as long as they fit: eight voxels at a time, 65535 for "that far
 * or farther". Along j by counting from one background voxel to the next, then along i and along k by trying the voxels
 * 1, 2, 3 ... away, on both sides at once, until none of the eight can become smaller. Up to the 255 voxels that can
 * occur, no envelope of parabolas is faster than that.
 */

const bitOfLane = i16x8(1, 2, 4, 8, 16, 32, 64, 128);
const lane = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
/** Columns along k that are computed together; a step along k is twice as many bytes. */
const columns = 64;
const step: usize = 2 * columns;

/**
 * Squared distances within one slice, to voxels up to `reach` away along i. `words` are its rows of bits; `slice` has
 * room for `nj` rows, `stride` bytes apart, of whole vectors; `row` for a row and `reach` + 16 voxels before and behind
 * it. Writes `ni` voxels a row, one row behind the other, and up to 14 bytes behind the last.
 */
export function distanceSlice(
  words: usize,
  rowWords: i32,
  ni: i32,
  nj: i32,
  slice: usize,
  stride: usize,
  row: usize,
  reach: i32,
  target: usize,
): void {
  countAlongJ(words, <usize>rowWords * 4, ni, nj, slice, stride);
  const margin = <usize>(reach + 8) * 2;
  const middle = row + margin;
  const end = middle + <usize>ni * 2;
  fillFar(row, middle);
  for (let j = 0; j < nj; j++) {
    memory.copy(middle, slice, <usize>ni * 2);
    fillFar(end, end + margin);
    let least = i16x8.splat(-1);
    for (let at = middle; at < end; at += 16) least = i16x8.min_u(least, v128.load(at));
    least = leastLane(least);
    for (let at = middle; at < end; at += 16) {
      v128.store(target + (at - middle), nearest(at, 2, reach, least));
    }
    slice += stride;
    target += <usize>ni * 2;
  }
}

/**
 * Squared distances along k, in place: `nk` rows of `n` columns, `rowBytes` apart, with room for whole vectors in each.
 * `lines` has room for nk + 2 * reach + 2 times `step` bytes. Returns 1 where a result does not fit in 16 bits, else 0.
 */
export function distanceTile(window: usize, rowBytes: usize, nk: i32, n: i32, lines: usize, reach: i32): i32 {
  const middle = lines + <usize>(reach + 1) * step;
  const end = middle + <usize>nk * step;
  fillFar(lines, middle);
  fillFar(end, end + (middle - lines));
  let far = i16x8.splat(0);
  for (let first = 0; first < n; first += columns) {
    let source = window + <usize>first * 2;
    for (let at = middle; at < end; at += step) {
      for (let byte: usize = 0; byte < step; byte += 16) v128.store(at + byte, v128.load(source + byte));
      source += rowBytes;
    }
    const width = min(columns, n - first);
    for (let column = 0; column < width; column += 8) {
      const isVoxel = i16x8.lt_s(lane, i16x8.splat(<i16>min(8, width - column)));
      const offset = <usize>column * 2;
      let least = i16x8.splat(-1);
      for (let at = middle + offset; at < end; at += step) least = i16x8.min_u(least, v128.load(at));
      let target = window + <usize>first * 2 + offset;
      for (let at = middle + offset; at < end; at += step) {
        const found = nearest(at, step, reach, least);
        far = v128.or(far, v128.and(isVoxel, i16x8.eq(found, i16x8.splat(-1))));
        v128.store(target, found);
        target += rowBytes;
      }
    }
  }
  return <i32>v128.any_true(far);
}

/**
 * `count` squares of 16 bits to float64, or with `isSquared` 0 to their roots; up to seven more are read and written.
 */
export function distancesFrom16(source: usize, target: usize, count: i32, isSquared: i32): void {
  for (let n = 0; n < count; n += 8) {
    const squares = v128.load(source);
    const low = i32x4.extend_low_i16x8_u(squares);
    const high = i32x4.extend_high_i16x8_u(squares);
    let a = f64x2.convert_low_i32x4_u(low);
    let b = f64x2.convert_low_i32x4_u(v128.shuffle<i64>(low, low, 1, 1));
    let c = f64x2.convert_low_i32x4_u(high);
    let d = f64x2.convert_low_i32x4_u(v128.shuffle<i64>(high, high, 1, 1));
    // Much of an image is background, and roots take time.
    if (!isSquared && v128.any_true(squares)) {
      a = f64x2.sqrt(a);
      b = f64x2.sqrt(b);
      c = f64x2.sqrt(c);
      d = f64x2.sqrt(d);
    }
    v128.store(target, a);
    v128.store(target, b, 16);
    v128.store(target, c, 32);
    v128.store(target, d, 48);
    source += 16;
    target += 64;
  }
}

/** Eight columns at a time: distances down, then the smaller ones up, squared. */
function countAlongJ(words: usize, rowBytes: usize, ni: i32, nj: i32, slice: usize, stride: usize): void {
  const one = i16x8.splat(1);
  const most = i16x8.splat(255);
  const bytes = (ni + 7) >> 3;
  for (let byte = 0; byte < bytes; byte++) {
    let distance = i16x8.splat(-1);
    let from = words + byte;
    let at = slice + <usize>byte * 16;
    for (let j = 0; j < nj; j++) {
      const bits = v128.and(i16x8.splat(load<u8>(from)), bitOfLane);
      distance = v128.and(i16x8.add_sat_u(distance, one), i16x8.eq(bits, bitOfLane));
      v128.store(at, distance);
      from += rowBytes;
      at += stride;
    }
    distance = i16x8.splat(-1);
    for (let j = 0; j < nj; j++) {
      at -= stride;
      distance = i16x8.min_u(i16x8.add_sat_u(distance, one), v128.load(at));
      v128.store(at, v128.or(i16x8.mul(distance, distance), i16x8.gt_u(distance, most)));
    }
  }
}

/**
 * The smallest value[±t] + t² for eight voxels, t from 0 to `reach`; values lie `step` bytes apart, and none is below
 * `least`.
 */
function nearest(at: usize, step: usize, reach: i32, least: v128): v128 {
  const two = i16x8.splat(2);
  let best = v128.load(at);
  let square = i16x8.splat(1);
  let growth = i16x8.splat(3);
  let near = at;
  let far = at;
  // Two steps from look to look: the second may go one beyond the reach, which does no harm.
  for (let t = 0; t < reach; t += 2) {
    if (!v128.any_true(i16x8.sub_sat_u(best, i16x8.add_sat_u(least, square)))) break;
    near -= step;
    far += step;
    best = i16x8.min_u(best, i16x8.add_sat_u(i16x8.min_u(v128.load(near), v128.load(far)), square));
    square = i16x8.add_sat_u(square, growth);
    growth = i16x8.add(growth, two);
    near -= step;
    far += step;
    best = i16x8.min_u(best, i16x8.add_sat_u(i16x8.min_u(v128.load(near), v128.load(far)), square));
    square = i16x8.add_sat_u(square, growth);
    growth = i16x8.add(growth, two);
  }
  return best;
}

/** Writes 65535 from `start` on in whole vectors, up to 14 bytes beyond `end`. */
function fillFar(start: usize, end: usize): void {
  for (let at = start; at < end; at += 16) v128.store(at, i16x8.splat(-1));
}

/** The smallest of eight lanes, in each of them. */
function leastLane(values: v128): v128 {
  let least = i16x8.min_u(values, v128.shuffle<i16>(values, values, 4, 5, 6, 7, 0, 1, 2, 3));
  least = i16x8.min_u(least, v128.shuffle<i16>(least, least, 2, 3, 0, 1, 6, 7, 4, 5));
  return i16x8.min_u(least, v128.shuffle<i16>(least, least, 1, 0, 3, 2, 5, 4, 7, 6));
}
