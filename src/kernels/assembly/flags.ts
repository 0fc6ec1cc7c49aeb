/*
 * One comparison of 16 voxels of any type, as 16 bytes that are -1 where it holds and 0 elsewhere. All six comparisons, bands and
 * "is foreground" are one of these: within [lower, upper] (both included, NaN is in no band), or not within it. The limits come as
 * values of the voxels' own type, which the caller has rounded inwards. Of integers a band is never empty, so that one comparison
 * does: as unsigned numbers v - lower <= upper - lower, where what lies below the band wraps to more than any band is wide. The second
 * vector of limits is that width for integers (`limitOf`), the upper limit itself for floats.
 */

/** Whether a flag stands for "within" (0), or for "outside" (-1, NaN included). */
export type Flip = i32;

/** The 16 voxels at `at`, of type T. */
export function inBand<T>(at: usize, lower: v128, limit: v128): v128 {
  if (sizeof<T>() === 1) return within<T>(v128.load(at), lower, limit);
  if (sizeof<T>() === 2) {
    return i8x16.narrow_i16x8_s(within<T>(v128.load(at), lower, limit), within<T>(v128.load(at, 16), lower, limit));
  }
  if (sizeof<T>() === 4) {
    return i8x16.narrow_i16x8_s(
      i16x8.narrow_i32x4_s(within<T>(v128.load(at), lower, limit), within<T>(v128.load(at, 16), lower, limit)),
      i16x8.narrow_i32x4_s(within<T>(v128.load(at, 32), lower, limit), within<T>(v128.load(at, 48), lower, limit)),
    );
  }
  return i8x16.narrow_i16x8_s(
    i16x8.narrow_i32x4_s(fourWide<T>(at, lower, limit), fourWide<T>(at + 32, lower, limit)),
    i16x8.narrow_i32x4_s(fourWide<T>(at + 64, lower, limit), fourWide<T>(at + 96, lower, limit)),
  );
}

/** The flags of four voxels of 8 bytes as four 32-bit lanes: of each flag its lower half. */
function fourWide<T>(at: usize, lower: v128, limit: v128): v128 {
  return v128.shuffle<i32>(
    within<T>(v128.load(at), lower, limit),
    within<T>(v128.load(at, 16), lower, limit),
    0,
    2,
    4,
    6,
  );
}

function within<T>(values: v128, lower: v128, limit: v128): v128 {
  if (isFloat<T>()) return v128.and(v128.ge<T>(values, lower), v128.le<T>(values, limit));
  const above = v128.sub<T>(values, lower);
  // SSE has no unsigned comparison, but a minimum.
  if (sizeof<T>() === 1) return i8x16.eq(i8x16.min_u(above, limit), above);
  if (sizeof<T>() === 2) return i16x8.eq(i16x8.min_u(above, limit), above);
  return i32x4.eq(i32x4.min_u(above, limit), above);
}

/** What `inBand` takes beside the splat of `lower`. */
export function limitOf<T>(lower: f64, upper: f64): v128 {
  if (isFloat<T>()) return splat<T>(upper);
  return splatOf<T>(<T>upper - <T>lower);
}

/**
 * One value in every lane of a vector. It goes through memory, since V8 would convert and spread it anew in every turn of the loop that
 * uses it: three times the time of a whole threshold.
 */
export function splat<T>(value: f64): v128 {
  return splatOf<T>(<T>value);
}

function splatOf<T>(value: T): v128 {
  store<T>(cell, value);
  if (sizeof<T>() === 1) return v128.load8_splat(cell);
  if (sizeof<T>() === 2) return v128.load16_splat(cell);
  if (sizeof<T>() === 4) return v128.load32_splat(cell);
  return v128.load64_splat(cell);
}

const cell = memory.data(8);
