import { fromVoxels, roundLine, toVoxels } from './lines';
import { filter, filterEvenPairs } from './taps';

/*
 * Rows of `n` voxels of type `from`, one behind the other, to filtered lines `stride` bytes apart, rounded to the type
 * `to`. `places` says for each of the n + 2 * radius places of a row which voxel of the row stands there, or -1 for the
 * constant; `line` has room for them.
 */
function rows<L>(
  source: usize,
  from: i32,
  count: i32,
  n: i32,
  line: usize,
  places: usize,
  constant: f64,
  weights: usize,
  radius: i32,
  symmetry: i32,
  to: i32,
  target: usize,
  stride: usize,
): void {
  const middle = line + <usize>radius * sizeof<L>();
  for (let row = 0; row < count; row++) {
    source = fromVoxels<L>(source, from, n, middle);
    extend<L>(line, places, 0, radius, middle, constant);
    extend<L>(line, places, n + radius, n + 2 * radius, middle, constant);
    filter<L>(middle, sizeof<L>(), weights, radius, symmetry, target, n);
    roundLine<L>(target, n, to);
    target += stride;
  }
}

function extend<L>(line: usize, places: usize, start: i32, end: i32, middle: usize, constant: f64): void {
  for (let n = start; n < end; n++) {
    const place = load<i32>(places + <usize>n * 4);
    store<L>(line + <usize>n * sizeof<L>(), place < 0 ? <L>constant : load<L>(middle + <usize>place * sizeof<L>()));
  }
}

/*
 * Lines `stride` bytes apart, `n` values of each, filtered from line to line: `count` of them, the middle of the first
 * at `lines`, to voxels of type `to`, whose rows lie `rowBytes` apart. `result` has room for two lines.
 */
function columns<L>(
  lines: usize,
  stride: usize,
  count: i32,
  n: i32,
  weights: usize,
  radius: i32,
  symmetry: i32,
  result: usize,
  to: i32,
  target: usize,
  rowBytes: usize,
): void {
  let row = 0;
  if (symmetry === 1) {
    const other = result + stride;
    for (; row + 1 < count; row += 2) {
      filterEvenPairs<L>(lines, stride, weights, radius, result, other, n);
      toVoxels<L>(result, n, to, target);
      toVoxels<L>(other, n, to, target + rowBytes);
      lines += 2 * stride;
      target += 2 * rowBytes;
    }
  }
  for (; row < count; row++) {
    filter<L>(lines, stride, weights, radius, symmetry, result, n);
    toVoxels<L>(result, n, to, target);
    lines += stride;
    target += rowBytes;
  }
}

/* Rows of `n` voxels of type `from` that lie `rowBytes` apart to lines `stride` bytes apart. */
function lines<L>(source: usize, from: i32, rowBytes: usize, count: i32, n: i32, target: usize, stride: usize): void {
  for (let row = 0; row < count; row++) {
    fromVoxels<L>(source, from, n, target);
    source += rowBytes;
    target += stride;
  }
}

export function filterRows(
  source: usize,
  from: i32,
  count: i32,
  n: i32,
  line: usize,
  places: usize,
  constant: f64,
  weights: usize,
  radius: i32,
  symmetry: i32,
  to: i32,
  target: usize,
  stride: usize,
): void {
  rows<f64>(source, from, count, n, line, places, constant, weights, radius, symmetry, to, target, stride);
}
export function filterColumns(
  lines: usize,
  stride: usize,
  count: i32,
  n: i32,
  weights: usize,
  radius: i32,
  symmetry: i32,
  result: usize,
  to: i32,
  target: usize,
  rowBytes: usize,
): void {
  columns<f64>(lines, stride, count, n, weights, radius, symmetry, result, to, target, rowBytes);
}
export function readLines(
  source: usize,
  from: i32,
  rowBytes: usize,
  count: i32,
  n: i32,
  target: usize,
  stride: usize,
): void {
  lines<f64>(source, from, rowBytes, count, n, target, stride);
}
export function filterRowsFast(
  source: usize,
  from: i32,
  count: i32,
  n: i32,
  line: usize,
  places: usize,
  constant: f64,
  weights: usize,
  radius: i32,
  symmetry: i32,
  to: i32,
  target: usize,
  stride: usize,
): void {
  rows<f32>(source, from, count, n, line, places, constant, weights, radius, symmetry, to, target, stride);
}
export function filterColumnsFast(
  lines: usize,
  stride: usize,
  count: i32,
  n: i32,
  weights: usize,
  radius: i32,
  symmetry: i32,
  result: usize,
  to: i32,
  target: usize,
  rowBytes: usize,
): void {
  columns<f32>(lines, stride, count, n, weights, radius, symmetry, result, to, target, rowBytes);
}
export function readLinesFast(
  source: usize,
  from: i32,
  rowBytes: usize,
  count: i32,
  n: i32,
  target: usize,
  stride: usize,
): void {
  lines<f32>(source, from, rowBytes, count, n, target, stride);
}
