import { copyRow } from './copyRow';

/*
 * Voxels in another order of their axes, within a block that the second cache holds. Strides are in bytes and may be negative. Up to 15 bytes
 * behind a reversed row are written.
 */

/** Squares of so many voxels are moved together, since their source voxels lie in the same lines of the cache. */
const side = 32;

function reverseRow<T>(last: usize, target: usize, count: i32): void {
  let n = 0;
  const lanes: i32 = 16 / sizeof<T>();
  for (; n + lanes <= count; n += lanes) {
    const voxels = v128.load(last - 16 + sizeof<T>());
    if (sizeof<T>() === 1) {
      v128.store(target, i8x16.swizzle(voxels, i8x16(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
    } else if (sizeof<T>() === 2) {
      v128.store(target, i8x16.swizzle(voxels, i8x16(14, 15, 12, 13, 10, 11, 8, 9, 6, 7, 4, 5, 2, 3, 0, 1)));
    } else if (sizeof<T>() === 4) {
      v128.store(target, v128.shuffle<i32>(voxels, voxels, 3, 2, 1, 0));
    } else {
      v128.store(target, v128.shuffle<i64>(voxels, voxels, 1, 0));
    }
    last -= 16;
    target += 16;
  }
  for (; n < count; n++) {
    store<T>(target, load<T>(last));
    last -= sizeof<T>();
    target += sizeof<T>();
  }
}

/** Rows of the target whose voxels lie `step` apart in the source: `rows` of them, `rowStep` apart there, `count` voxels each. */
function turnRows<T>(source: usize, target: usize, count: i32, rows: i32, step: isize, rowStep: isize): void {
  const rowBytes = <usize>count * sizeof<T>();
  for (let first = 0; first < count; first += side) {
    const square = min(side, count - first);
    let start = source + first * step;
    let row = target + first * sizeof<T>();
    for (let n = 0; n < rows; n++) {
      let from = start;
      let to = row;
      const end = row + square * sizeof<T>();
      const even = row + (square & ~3) * sizeof<T>();
      for (; to < even; to += 4 * sizeof<T>()) {
        store<T>(to, load<T>(from));
        store<T>(to + sizeof<T>(), load<T>(from + step));
        store<T>(to + 2 * sizeof<T>(), load<T>(from + 2 * step));
        store<T>(to + 3 * sizeof<T>(), load<T>(from + 3 * step));
        from += 4 * step;
      }
      for (; to < end; to += sizeof<T>()) {
        store<T>(to, load<T>(from));
        from += step;
      }
      start += rowStep;
      row += rowBytes;
    }
  }
}

function permute<T>(
  source: usize,
  target: usize,
  n0: i32,
  n1: i32,
  n2: i32,
  s0: isize,
  s1: isize,
  s2: isize,
  targetStep: usize,
): void {
  const rowBytes = <usize>n0 * sizeof<T>();
  const width: isize = sizeof<T>();
  if (s0 !== width && s0 !== -width && (s2 === width || s2 === -width)) {
    // Along the rows of the source go the slices of the target: a row of each slice at a time.
    for (let n = 0; n < n1; n++) {
      for (let first = 0; first < n0; first += side) {
        const square = min(side, n0 - first);
        let from = source + n * s1 + first * s0;
        let to = target + n * rowBytes + first * sizeof<T>();
        for (let slice = 0; slice < n2; slice++) {
          turnRows<T>(from, to, square, 1, s0, 0);
          from += s2;
          to += targetStep;
        }
      }
    }
    return;
  }
  for (let slice = 0; slice < n2; slice++) {
    let from = source + slice * s2;
    let to = target + slice * targetStep;
    if (s0 === width || s0 === -width) {
      for (let n = 0; n < n1; n++) {
        if (s0 === width) copyRow(to, from, rowBytes);
        else reverseRow<T>(from, to, n0);
        from += s1;
        to += rowBytes;
      }
    } else {
      turnRows<T>(from, to, n0, n1, s0, s1);
    }
  }
}

/**
 * Writes n0 * n1 * n2 voxels of `width` bytes, n0 fastest and slices `targetStep` bytes apart, of which voxel (a, b, c) lies at
 * source + a * s0 + b * s1 + c * s2.
 */
export function permuteBlock(
  width: i32,
  source: usize,
  target: usize,
  n0: i32,
  n1: i32,
  n2: i32,
  s0: i32,
  s1: i32,
  s2: i32,
  targetStep: i32,
): void {
  if (width === 1) permute<u8>(source, target, n0, n1, n2, s0, s1, s2, targetStep);
  else if (width === 2) permute<u16>(source, target, n0, n1, n2, s0, s1, s2, targetStep);
  else if (width === 4) permute<u32>(source, target, n0, n1, n2, s0, s1, s2, targetStep);
  else permute<u64>(source, target, n0, n1, n2, s0, s1, s2, targetStep);
}
