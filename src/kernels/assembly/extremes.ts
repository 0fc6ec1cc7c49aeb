/*
 * The larger or smaller one of two rows of voxels, whose type is `code`, a place in voxelCodes. Vectors of 16 bytes run up to 15 bytes beyond
 * the end. Rows may be shifted against each other in the same memory: what lies ahead is read before it is written.
 */

/** Writes the larger (`isMin` 0) or smaller (1) ones of `bytes` bytes at `a` and `b` to `target`. There is no NaN. */
export function extremes(code: i32, isMin: bool, target: usize, a: usize, b: usize, bytes: usize): void {
  if (code === 0) bothOf<u8>(isMin, target, a, b, bytes);
  else if (code === 1) bothOf<i8>(isMin, target, a, b, bytes);
  else if (code === 2) bothOf<u16>(isMin, target, a, b, bytes);
  else if (code === 3) bothOf<i16>(isMin, target, a, b, bytes);
  else if (code === 4) bothOf<u32>(isMin, target, a, b, bytes);
  else if (code === 5) bothOf<i32>(isMin, target, a, b, bytes);
  else if (code === 6) floatsOf<f32>(isMin, target, a, b, bytes);
  else floatsOf<f64>(isMin, target, a, b, bytes);
}

function bothOf<T>(isMin: bool, target: usize, a: usize, b: usize, bytes: usize): void {
  if (isMin) {
    for (let n: usize = 0; n < bytes; n += 16) {
      v128.store(target + n, v128.min<T>(v128.load(a + n), v128.load(b + n)));
    }
  } else {
    for (let n: usize = 0; n < bytes; n += 16) {
      v128.store(target + n, v128.max<T>(v128.load(a + n), v128.load(b + n)));
    }
  }
}

function floatsOf<T>(isMin: bool, target: usize, a: usize, b: usize, bytes: usize): void {
  if (isMin) {
    for (let n: usize = 0; n < bytes; n += 16) {
      v128.store(target + n, v128.pmin<T>(v128.load(a + n), v128.load(b + n)));
    }
  } else {
    for (let n: usize = 0; n < bytes; n += 16) {
      v128.store(target + n, v128.pmax<T>(v128.load(a + n), v128.load(b + n)));
    }
  }
}

/** Turns NaN among float32 (`isWide` 0) or float64 (1) into `value`. */
export function hideNaN(isWide: bool, at: usize, bytes: usize, value: f64): void {
  const end = at + bytes;
  if (isWide) {
    for (; at < end; at += 16) {
      const values = v128.load(at);
      v128.store(at, v128.bitselect(values, f64x2.splat(value), f64x2.eq(values, values)));
    }
  } else {
    for (; at < end; at += 16) {
      const values = v128.load(at);
      v128.store(at, v128.bitselect(values, f32x4.splat(<f32>value), f32x4.eq(values, values)));
    }
  }
}

/** Turns `value` among float32 or float64 into NaN. */
export function showNaN(isWide: bool, at: usize, bytes: usize, value: f64): void {
  const end = at + bytes;
  if (isWide) {
    for (; at < end; at += 16) {
      const values = v128.load(at);
      v128.store(at, v128.bitselect(f64x2.splat(NaN), values, f64x2.eq(values, f64x2.splat(value))));
    }
  } else {
    for (; at < end; at += 16) {
      const values = v128.load(at);
      v128.store(at, v128.bitselect(f32x4.splat(NaN), values, f32x4.eq(values, f32x4.splat(<f32>value))));
    }
  }
}
