import { addOne } from './addOne';

/*
 * Passes over voxels of four and eight bytes, as float64. Voxel n goes into sum n % 4, so that the additions do not wait for each other;
 * that is also the order of the plain form in TypeScript.
 */

/**
 * Writes to `result` as float64: minimum and maximum of the sample, and the number and the sum of the `count` voxels at `source` that
 * are not NaN. The sample is what is above `above`, or with `all` -1 whatever is not NaN; of an empty one the minimum is
 * infinity and the maximum minus infinity.
 */
function summarize<T>(source: usize, count: i32, all: i32, above: f64, result: usize): void {
  const highest = f64x2.splat(Infinity);
  const lowest = f64x2.splat(-Infinity);
  const least = f64x2.splat(above);
  const isAll = i32x4.splat(all);
  let min = highest;
  let max = lowest;
  let numbers = i64x2.splat(0);
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let n = 0; n < count; n += 4) {
    const first = pair<T>(source, n, count);
    const second = pair<T>(source, n + 2, count);
    const isFirst = f64x2.eq(first, first);
    const isSecond = f64x2.eq(second, second);
    const takesFirst = v128.or(f64x2.gt(first, least), v128.and(isFirst, isAll));
    const takesSecond = v128.or(f64x2.gt(second, least), v128.and(isSecond, isAll));
    min = f64x2.pmin(min, v128.bitselect(first, highest, takesFirst));
    max = f64x2.pmax(max, v128.bitselect(first, lowest, takesFirst));
    min = f64x2.pmin(min, v128.bitselect(second, highest, takesSecond));
    max = f64x2.pmax(max, v128.bitselect(second, lowest, takesSecond));
    numbers = i64x2.sub(numbers, i64x2.add(isFirst, isSecond));
    even = f64x2.add(even, v128.and(first, isFirst));
    odd = f64x2.add(odd, v128.and(second, isSecond));
  }
  store<f64>(result, Math.min(f64x2.extract_lane(min, 0), f64x2.extract_lane(min, 1)));
  store<f64>(result, Math.max(f64x2.extract_lane(max, 0), f64x2.extract_lane(max, 1)), 8);
  store<f64>(result, <f64>(i64x2.extract_lane(numbers, 0) + i64x2.extract_lane(numbers, 1)), 16);
  store<f64>(result, sumOf(even, odd), 24);
}

/** The sum of the squared distances from the mean, NaN left out. */
function deviations<T>(source: usize, count: i32, mean: f64): f64 {
  const middle = f64x2.splat(mean);
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  for (let n = 0; n < count; n += 4) {
    const first = pair<T>(source, n, count);
    const second = pair<T>(source, n + 2, count);
    const one = f64x2.sub(first, middle);
    const other = f64x2.sub(second, middle);
    even = f64x2.add(even, v128.and(f64x2.mul(one, one), f64x2.eq(first, first)));
    odd = f64x2.add(odd, v128.and(f64x2.mul(other, other), f64x2.eq(second, second)));
  }
  return sumOf(even, odd);
}

/**
 * Adds the `count` voxels at `source` to counters of 4 bytes, as numpy.histogram does: a guess by multiplication, then a step back or
 * forward at the edge. `edges` are `bins` float64 and, behind the last bin, Infinity, so that no step leads out of it; `highest` is the
 * last edge in truth. Four tables take turns, of `bins` counters and one for what lies outside of the edges or is NaN: in noise half of the
 * voxels may, and no branch could be foretold.
 */
function addToBins<T>(
  source: usize,
  count: i32,
  edges: usize,
  highest: f64,
  bins: i32,
  norm: f64,
  tables: usize,
): void {
  const least = f64x2.splat(load<f64>(edges));
  const most = f64x2.splat(highest);
  const factor = f64x2.splat(norm);
  const last = i32x4.splat(bins - 1);
  const outside = i64x2.splat(bins);
  const tableBytes = (<usize>(bins + 1)) << 2;
  for (let n = 0; n < count; n += 2) {
    const values = pair<T>(source, n, count);
    const rough = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(f64x2.sub(values, least), factor));
    const guesses = i32x4.max_s(i32x4.min_s(rough, last), i32x4.splat(0));
    const first = edges + ((<usize>i32x4.extract_lane(guesses, 0)) << 3);
    const second = edges + ((<usize>i32x4.extract_lane(guesses, 1)) << 3);
    const isBelow = f64x2.lt(values, v128.load64_lane(second, v128.load64_zero(first), 1));
    const isAbove = f64x2.ge(values, v128.load64_lane(second, v128.load64_zero(first, 8), 1, 8));
    const isInside = v128.and(f64x2.ge(values, least), f64x2.le(values, most));
    // A comparison that holds is -1.
    const found = i64x2.sub(i64x2.add(i64x2.extend_low_i32x4_s(guesses), isBelow), isAbove);
    const slots = v128.bitselect(found, outside, isInside);
    const table = tables + (n & 2 ? 2 * tableBytes : 0);
    addOne(table + ((<usize>i64x2.extract_lane(slots, 0)) << 2));
    addOne(table + tableBytes + ((<usize>i64x2.extract_lane(slots, 1)) << 2));
  }
}

/** Voxels n and n + 1 as float64, NaN where there are no more. */
function pair<T>(source: usize, n: i32, count: i32): v128 {
  const at = source + <usize>n * sizeof<T>();
  if (n + 2 > count) return f64x2.replace_lane(f64x2.splat(NaN), 0, n < count ? <f64>load<T>(at) : NaN);
  if (isFloat<T>()) return sizeof<T>() === 8 ? v128.load(at) : f64x2.promote_low_f32x4(v128.load64_zero(at));
  const integers = v128.load64_zero(at);
  return isSigned<T>() ? f64x2.convert_low_i32x4_s(integers) : f64x2.convert_low_i32x4_u(integers);
}

function sumOf(even: v128, odd: v128): f64 {
  const sums = f64x2.add(even, odd);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

export function summarizeUint32(source: usize, count: i32, all: i32, above: f64, result: usize): void {
  summarize<u32>(source, count, all, above, result);
}
export function deviationsUint32(source: usize, count: i32, mean: f64): f64 {
  return deviations<u32>(source, count, mean);
}
export function addToBinsUint32(
  source: usize,
  count: i32,
  edges: usize,
  highest: f64,
  bins: i32,
  norm: f64,
  tables: usize,
): void {
  addToBins<u32>(source, count, edges, highest, bins, norm, tables);
}
export function summarizeInt32(source: usize, count: i32, all: i32, above: f64, result: usize): void {
  summarize<i32>(source, count, all, above, result);
}
export function deviationsInt32(source: usize, count: i32, mean: f64): f64 {
  return deviations<i32>(source, count, mean);
}
export function addToBinsInt32(
  source: usize,
  count: i32,
  edges: usize,
  highest: f64,
  bins: i32,
  norm: f64,
  tables: usize,
): void {
  addToBins<i32>(source, count, edges, highest, bins, norm, tables);
}
export function summarizeFloat32(source: usize, count: i32, all: i32, above: f64, result: usize): void {
  summarize<f32>(source, count, all, above, result);
}
export function deviationsFloat32(source: usize, count: i32, mean: f64): f64 {
  return deviations<f32>(source, count, mean);
}
export function addToBinsFloat32(
  source: usize,
  count: i32,
  edges: usize,
  highest: f64,
  bins: i32,
  norm: f64,
  tables: usize,
): void {
  addToBins<f32>(source, count, edges, highest, bins, norm, tables);
}
export function summarizeFloat64(source: usize, count: i32, all: i32, above: f64, result: usize): void {
  summarize<f64>(source, count, all, above, result);
}
export function deviationsFloat64(source: usize, count: i32, mean: f64): f64 {
  return deviations<f64>(source, count, mean);
}
export function addToBinsFloat64(
  source: usize,
  count: i32,
  edges: usize,
  highest: f64,
  bins: i32,
  norm: f64,
  tables: usize,
): void {
  addToBins<f64>(source, count, edges, highest, bins, norm, tables);
}
