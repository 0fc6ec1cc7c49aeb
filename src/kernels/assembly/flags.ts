/*
 * One comparison of 16 voxels of any type, as 16 bytes that are -1 where it holds and 0 elsewhere. All six comparisons, bands and
 * "is foreground" are one of these: within [lower, upper] (both included, NaN is in no band), or not within it. The limits come as
 * values of the voxels' own type, which the caller has rounded inwards.
 */

/** Whether a flag stands for "within" (0), or for "outside" (-1, NaN included). */
export type Flip = i32;

/** The 16 voxels at `at`, of type T. */
export function inBand<T>(at: usize, lower: v128, upper: v128): v128 {
  if (sizeof<T>() === 1) return within<T>(v128.load(at), lower, upper);
  if (sizeof<T>() === 2) {
    return i8x16.narrow_i16x8_s(within<T>(v128.load(at), lower, upper), within<T>(v128.load(at, 16), lower, upper));
  }
  if (sizeof<T>() === 4) {
    return i8x16.narrow_i16x8_s(
      i16x8.narrow_i32x4_s(within<T>(v128.load(at), lower, upper), within<T>(v128.load(at, 16), lower, upper)),
      i16x8.narrow_i32x4_s(within<T>(v128.load(at, 32), lower, upper), within<T>(v128.load(at, 48), lower, upper)),
    );
  }
  return i8x16.narrow_i16x8_s(
    i16x8.narrow_i32x4_s(fourWide<T>(at, lower, upper), fourWide<T>(at + 32, lower, upper)),
    i16x8.narrow_i32x4_s(fourWide<T>(at + 64, lower, upper), fourWide<T>(at + 96, lower, upper)),
  );
}

/** The flags of four voxels of 8 bytes as four 32-bit lanes: of each flag its lower half. */
function fourWide<T>(at: usize, lower: v128, upper: v128): v128 {
  return v128.shuffle<i32>(
    within<T>(v128.load(at), lower, upper),
    within<T>(v128.load(at, 16), lower, upper),
    0,
    2,
    4,
    6,
  );
}

function within<T>(values: v128, lower: v128, upper: v128): v128 {
  return v128.and(v128.ge<T>(values, lower), v128.le<T>(values, upper));
}

/**
 * One value in every lane of a vector. It goes through memory, since V8 would convert and spread it anew in every turn of the loop that
 * uses it: three times the time of a whole threshold.
 */
export function splat<T>(value: f64): v128 {
  store<T>(cell, <T>value);
  if (sizeof<T>() === 1) return v128.load8_splat(cell);
  if (sizeof<T>() === 2) return v128.load16_splat(cell);
  if (sizeof<T>() === 4) return v128.load32_splat(cell);
  return v128.load64_splat(cell);
}

const cell = memory.data(8);
