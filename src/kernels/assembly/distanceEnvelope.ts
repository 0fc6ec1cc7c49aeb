/*
 * Squared distances in f64, for every spacing and however far: the twin of lowerEnvelope in distanceEnvelope.ts of the
 * page's side, product by product. No parabola reaches beyond a background voxel, so each run of foreground between two
 * of them has an envelope of its own, and the background costs nothing.
 */

/** Rows of bits to the squared distance of every voxel to the nearest background voxel of its row. */
export function distanceRows(words: usize, rowWords: i32, ni: i32, rows: i32, spacing: f64, target: usize): void {
  const rowBytes = <usize>ni * 8;
  memory.fill(target, 0, rowBytes * <usize>rows);
  for (let row = 0; row < rows; row++) {
    for (let start = 0; start < ni; ) {
      // The bits behind a row are 0, so a run ends in it or at its end.
      const bits = load<u32>(words + <usize>(start >> 5) * 4) >>> (start & 31);
      if (bits === 0) {
        start = (start | 31) + 1;
        continue;
      }
      start += ctz<u32>(bits);
      const end = endOfRun(words, start, ni);
      rowRun(target, start, end, ni, spacing);
      start = end + 1;
    }
    words += <usize>rowWords * 4;
    target += rowBytes;
  }
}

/** Where the run of foreground ends that holds voxel `at`. */
function endOfRun(words: usize, at: i32, ni: i32): i32 {
  while (at < ni) {
    const bits = ~load<u32>(words + <usize>(at >> 5) * 4) >>> (at & 31);
    if (bits !== 0) return min(ni, at + <i32>ctz<u32>(bits));
    at = (at | 31) + 1;
  }
  return ni;
}

/** Counts from both ends of a run as far as each is the nearer one; an end of the row is none. */
function rowRun(target: usize, start: i32, end: i32, ni: i32, spacing: f64): void {
  const length = end - start;
  let first = target + <usize>start * 8;
  let last = target + <usize>end * 8;
  if (start === 0 && end === ni) {
    for (; first < last; first += 8) store<f64>(first, Infinity);
    return;
  }
  const isOneSided = start === 0 || end === ni;
  const most = isOneSided ? length : (length + 1) >> 1;
  for (let count = 1; count <= most; count++) {
    const distance = <f64>count * spacing;
    const square = distance * distance;
    last -= 8;
    if (start > 0) store<f64>(first, square);
    if (end < ni) store<f64>(last, square);
    first += 8;
  }
}

/**
 * `count` squares of 16 bits to float64, each times `scale`. Returns 0 where one of them is more than 16 bits hold, and then not all are
 * written.
 */
export function scaledFrom16(source: usize, target: usize, count: i32, scale: f64): i32 {
  const scales = f64x2.splat(scale);
  const whole = count & ~7;
  for (let n = 0; n < whole; n += 8) {
    const squares = v128.load(source);
    if (v128.any_true(i16x8.eq(squares, i16x8.splat(-1)))) return 0;
    const low = i32x4.extend_low_i16x8_u(squares);
    const high = i32x4.extend_high_i16x8_u(squares);
    v128.store(target, f64x2.mul(scales, f64x2.convert_low_i32x4_u(low)));
    v128.store(target, f64x2.mul(scales, f64x2.convert_low_i32x4_u(v128.shuffle<i64>(low, low, 1, 1))), 16);
    v128.store(target, f64x2.mul(scales, f64x2.convert_low_i32x4_u(high)), 32);
    v128.store(target, f64x2.mul(scales, f64x2.convert_low_i32x4_u(v128.shuffle<i64>(high, high, 1, 1))), 48);
    source += 16;
    target += 64;
  }
  for (let n = whole; n < count; n++) {
    const square = load<u16>(source);
    if (square === 0xffff) return 0;
    store<f64>(target, <f64>square * scale);
    source += 2;
    target += 8;
  }
  return 1;
}

/**
 * Turns squared distances within slices into those within the volume, or those within rows into those within slices:
 * `columns` side by side from `at` on, each of `length` values that lie `stride` bytes apart. `stack` has room for 16
 * bytes times length.
 */
export function distanceColumns(at: usize, columns: i32, length: i32, stride: usize, spacing: f64, stack: usize): void {
  for (let column = 0; column < columns; column++) {
    let n = 0;
    while (n < length) {
      if (load<f64>(at + <usize>n * stride) === 0) n++;
      else n = foregroundRun(at, n, length, stride, spacing, stack);
    }
    at += 8;
  }
}

/** Computes the run of foreground that starts at place `start` of a column, and returns where it ends. */
function foregroundRun(at: usize, start: i32, length: i32, stride: usize, spacing: f64, stack: usize): i32 {
  // An entry of the stack is a place and, behind it, the height of the parabola there; `top` is the last one.
  let top = stack - 16;
  let n = start;
  let from = at + <usize>start * stride;
  if (start > 0) {
    top += 16;
    store<f64>(top, <f64>(start - 1));
    store<f64>(top, 0, 8);
  }
  for (; n < length; n++) {
    const height = load<f64>(from);
    from += stride;
    if (height === Infinity) continue;
    const place = <f64>n;
    while (top > stack) {
      const upper = load<f64>(top);
      const a = (upper - load<f64>(top - 16)) * spacing;
      const b = (place - upper) * spacing;
      const c = a + b;
      if (c * load<f64>(top, 8) - b * load<f64>(top - 16, 8) - a * height - a * b * c <= 0) break;
      top -= 16;
    }
    top += 16;
    store<f64>(top, place);
    store<f64>(top, height, 8);
    if (height === 0) break;
  }
  if (top >= stack) walk(at + <usize>start * stride, start, n, stride, spacing, stack, top);
  return n;
}

/** Writes the lowest parabola's value at each of the places start <= n < end. */
function walk(to: usize, start: i32, end: i32, stride: usize, spacing: f64, stack: usize, top: usize): void {
  let lowest = stack;
  for (let n = start; n < end; n++) {
    const place = <f64>n;
    let distance = (load<f64>(lowest) - place) * spacing;
    let value = load<f64>(lowest, 8) + distance * distance;
    while (lowest < top) {
      distance = (load<f64>(lowest, 16) - place) * spacing;
      const next = load<f64>(lowest, 24) + distance * distance;
      if (value <= next) break;
      value = next;
      lowest += 16;
    }
    store<f64>(to, value);
    to += stride;
  }
}

/** Replaces `count` values by their square roots; one more may be. */
export function squareRoots(at: usize, count: i32): void {
  const end = at + <usize>count * 8;
  for (; at < end; at += 16) v128.store(at, f64x2.sqrt(v128.load(at)));
}
