import { inBand, limitOf, splat } from './flags';

/*
 * Voxels to bits: each row of `ni` voxels becomes `rowWords` words, 32 voxels a word, the rest of the last word 0. Rows may end
 * anywhere, so the last vector of a row reads up to 15 voxels of the next one, or of what lies behind the last: the caller leaves
 * room there.
 */
function packRows<T>(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  const low = splat<T>(lower);
  const high = limitOf<T>(lower, upper);
  const rowWords = (ni + 31) >>> 5;
  const last = <i32>(<u32>-1 >> (-ni & 31));
  const whole = ni >>> 5;
  for (let row = 0; row < rows; row++) {
    let at = source;
    for (let word = 0; word < whole; word++) {
      store<i32>(target, word32<T>(at, low, high) ^ flip);
      at += 32 * sizeof<T>();
      target += 4;
    }
    if (whole < rowWords) {
      const left = ni & 31;
      const bits = left > 16 ? word32<T>(at, low, high) : i8x16.bitmask(inBand<T>(at, low, high));
      store<i32>(target, (bits ^ flip) & last);
      target += 4;
    }
    source += ni * sizeof<T>();
  }
}

function word32<T>(at: usize, low: v128, high: v128): i32 {
  return i8x16.bitmask(inBand<T>(at, low, high)) | (i8x16.bitmask(inBand<T>(at + 16 * sizeof<T>(), low, high)) << 16);
}

export function packUint8(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<u8>(source, target, rows, ni, lower, upper, flip);
}
export function packInt8(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<i8>(source, target, rows, ni, lower, upper, flip);
}
export function packUint16(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<u16>(source, target, rows, ni, lower, upper, flip);
}
export function packInt16(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<i16>(source, target, rows, ni, lower, upper, flip);
}
export function packUint32(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<u32>(source, target, rows, ni, lower, upper, flip);
}
export function packInt32(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<i32>(source, target, rows, ni, lower, upper, flip);
}
export function packFloat32(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<f32>(source, target, rows, ni, lower, upper, flip);
}
export function packFloat64(source: usize, target: usize, rows: i32, ni: i32, lower: f64, upper: f64, flip: i32): void {
  packRows<f64>(source, target, rows, ni, lower, upper, flip);
}

const ones = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);

/** Bits to bytes of 0 and 1. The last vectors of a row write up to 31 bytes into the next one, which is written after it. */
export function unpack(source: usize, target: usize, rows: i32, ni: i32): void {
  const rowWords = (ni + 31) >>> 5;
  const one = i8x16.splat(1);
  for (let row = 0; row < rows; row++) {
    let at = target;
    for (let word = 0; word < rowWords; word++) {
      const bits = v128.load32_splat(source);
      const low = i8x16.swizzle(bits, i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1));
      const high = i8x16.swizzle(bits, i8x16(2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3));
      v128.store(at, v128.and(i8x16.eq(v128.and(low, ones), ones), one));
      v128.store(at, v128.and(i8x16.eq(v128.and(high, ones), ones), one), 16);
      at += 32;
      source += 4;
    }
    target += ni;
  }
}
