/*
 * Voxels of any type to float64 and back, as an assignment to an array of JavaScript does it for values of 32 bits: towards zero, what
 * is beyond wraps, and NaN gives 0. Four at a time, so that up to three voxels behind the last one are read and written: the caller
 * leaves room.
 */

/** Four integers of up to 16 bits at `at`, as 32-bit lanes. */
function fourIntegers<T>(at: usize): v128 {
  if (sizeof<T>() === 1) {
    const bytes = v128.load32_zero(at);
    return isSigned<T>()
      ? i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes))
      : i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
  }
  const words = v128.load64_zero(at);
  return isSigned<T>() ? i32x4.extend_low_i16x8_s(words) : i32x4.extend_low_i16x8_u(words);
}

function upper(lanes: v128): v128 {
  return v128.shuffle<i32>(lanes, lanes, 2, 3, 2, 3);
}

function toDoubles<T>(source: usize, target: usize, count: i32): void {
  const end = target + 8 * count;
  while (target < end) {
    if (isFloat<T>()) {
      const lanes = v128.load(source);
      v128.store(target, f64x2.promote_low_f32x4(lanes));
      v128.store(target, f64x2.promote_low_f32x4(upper(lanes)), 16);
    } else {
      const lanes = sizeof<T>() === 4 ? v128.load(source) : fourIntegers<T>(source);
      if (sizeof<T>() === 4 && !isSigned<T>()) {
        v128.store(target, f64x2.convert_low_i32x4_u(lanes));
        v128.store(target, f64x2.convert_low_i32x4_u(upper(lanes)), 16);
      } else {
        v128.store(target, f64x2.convert_low_i32x4_s(lanes));
        v128.store(target, f64x2.convert_low_i32x4_s(upper(lanes)), 16);
      }
    }
    source += 4 * sizeof<T>();
    target += 32;
  }
}

function fromDoubles<T>(source: usize, target: usize, count: i32): void {
  const end = target + sizeof<T>() * count;
  while (target < end) {
    const low = v128.load(source);
    const high = v128.load(source, 16);
    if (isFloat<T>()) {
      v128.store(target, bothHalves(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high)));
    } else {
      const lanes = bothHalves(integersOf(low), integersOf(high));
      if (sizeof<T>() === 4) v128.store(target, lanes);
      else storeNarrow<T>(target, lanes);
    }
    source += 32;
    target += 4 * sizeof<T>();
  }
}

/** Two float64 between -2^31 and 2^32 as 32 bits each, signed or not: what is beyond one of the two wraps, as it does in JavaScript. */
function integersOf(values: v128): v128 {
  const isNegative = f64x2.lt(values, f64x2.splat(0));
  return v128.bitselect(
    i32x4.trunc_sat_f64x2_s_zero(values),
    i32x4.trunc_sat_f64x2_u_zero(values),
    v128.shuffle<i32>(isNegative, isNegative, 0, 2, 0, 2),
  );
}

function bothHalves(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(low, high, 0, 2);
}

/** The low bytes or words of four lanes, which hold values of the type. */
function storeNarrow<T>(target: usize, lanes: v128): void {
  if (sizeof<T>() === 1) {
    v128.store32_lane(target, i8x16.swizzle(lanes, i8x16(0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), 0);
  } else {
    v128.store64_lane(target, i8x16.swizzle(lanes, i8x16(0, 1, 4, 5, 8, 9, 12, 13, 0, 0, 0, 0, 0, 0, 0, 0)), 0);
  }
}

export function doublesOfUint8(source: usize, target: usize, count: i32): void {
  toDoubles<u8>(source, target, count);
}
export function doublesToUint8(source: usize, target: usize, count: i32): void {
  fromDoubles<u8>(source, target, count);
}
export function doublesOfInt8(source: usize, target: usize, count: i32): void {
  toDoubles<i8>(source, target, count);
}
export function doublesToInt8(source: usize, target: usize, count: i32): void {
  fromDoubles<i8>(source, target, count);
}
export function doublesOfUint16(source: usize, target: usize, count: i32): void {
  toDoubles<u16>(source, target, count);
}
export function doublesToUint16(source: usize, target: usize, count: i32): void {
  fromDoubles<u16>(source, target, count);
}
export function doublesOfInt16(source: usize, target: usize, count: i32): void {
  toDoubles<i16>(source, target, count);
}
export function doublesToInt16(source: usize, target: usize, count: i32): void {
  fromDoubles<i16>(source, target, count);
}
export function doublesOfUint32(source: usize, target: usize, count: i32): void {
  toDoubles<u32>(source, target, count);
}
export function doublesToUint32(source: usize, target: usize, count: i32): void {
  fromDoubles<u32>(source, target, count);
}
export function doublesOfInt32(source: usize, target: usize, count: i32): void {
  toDoubles<i32>(source, target, count);
}
export function doublesToInt32(source: usize, target: usize, count: i32): void {
  fromDoubles<i32>(source, target, count);
}
export function doublesOfFloat32(source: usize, target: usize, count: i32): void {
  toDoubles<f32>(source, target, count);
}
export function doublesToFloat32(source: usize, target: usize, count: i32): void {
  fromDoubles<f32>(source, target, count);
}
