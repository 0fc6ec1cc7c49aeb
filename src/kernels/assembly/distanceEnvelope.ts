/*
 * Squared distances in f64, for every spacing and however far: the twin of lowerEnvelope in distanceEnvelope.ts of the
 * page's side, product by product. No parabola reaches beyond a background voxel, so each run of foreground between two
 * of them has an envelope of its own, and the background costs nothing.
 */

/**
 * Rows of bits to the squared distance of every voxel to the nearest background voxel of its row; `counts` has room for
 * ni i32.
 */
export function distanceRows(
  words: usize,
  rowWords: i32,
  ni: i32,
  rows: i32,
  spacing: f64,
  counts: usize,
  target: usize,
): void {
  const never = 1 << 30;
  for (let row = 0; row < rows; row++) {
    let count = never;
    for (let i = 0; i < ni; i++) {
      const bit = (load<i32>(words + <usize>(i >> 5) * 4) >>> (i & 31)) & 1;
      count = (count + 1) & -bit;
      store<i32>(counts + <usize>i * 4, count);
    }
    count = never;
    for (let i = ni - 1; i >= 0; i--) {
      count = min(count + 1, load<i32>(counts + <usize>i * 4));
      const distance = <f64>count * spacing;
      store<f64>(target + <usize>i * 8, count >= never ? Infinity : distance * distance);
    }
    words += <usize>rowWords * 4;
    target += <usize>ni * 8;
  }
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
