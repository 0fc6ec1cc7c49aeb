import { inBand, limitOf, splat } from './flags';

/*
 * Voxels to bytes by a flag, and voxels overwritten by a constant. Everything goes 16 or 64 voxels at a time, so up to 63 voxels behind
 * the last one are read and written: the caller leaves room there.
 */

/** Writes the byte `a` where a voxel lies in the band, `b` where not; with `flip` -1 the other way round. */
function choose<T>(source: usize, target: usize, count: i32, lower: f64, upper: f64, flip: i32, a: i32, b: i32): void {
  const low = splat<T>(lower);
  const high = limitOf<T>(lower, upper);
  const no = splat<u8>(<f64>(flip ? a & 255 : b & 255));
  const change = splat<u8>(<f64>((a ^ b) & 255));
  const end = target + count;
  while (target < end) {
    v128.store(target, chosen(inBand<T>(source, low, high), no, change));
    v128.store(target, chosen(inBand<T>(source + 16 * sizeof<T>(), low, high), no, change), 16);
    v128.store(target, chosen(inBand<T>(source + 32 * sizeof<T>(), low, high), no, change), 32);
    v128.store(target, chosen(inBand<T>(source + 48 * sizeof<T>(), low, high), no, change), 48);
    source += 64 * sizeof<T>();
    target += 64;
  }
}

/** `no` where a flag is 0, and its bits of `change` turned where it is -1: one operation less than a choice between two vectors. */
function chosen(flags: v128, no: v128, change: v128): v128 {
  return v128.xor(v128.and(flags, change), no);
}

export function chooseUint8(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<u8>(source, target, count, lower, upper, flip, a, b);
}
export function chooseInt8(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<i8>(source, target, count, lower, upper, flip, a, b);
}
export function chooseUint16(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<u16>(source, target, count, lower, upper, flip, a, b);
}
export function chooseInt16(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<i16>(source, target, count, lower, upper, flip, a, b);
}
export function chooseUint32(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<u32>(source, target, count, lower, upper, flip, a, b);
}
export function chooseInt32(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<i32>(source, target, count, lower, upper, flip, a, b);
}
export function chooseFloat32(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<f32>(source, target, count, lower, upper, flip, a, b);
}
export function chooseFloat64(
  source: usize,
  target: usize,
  count: i32,
  lower: f64,
  upper: f64,
  flip: i32,
  a: i32,
  b: i32,
): void {
  choose<f64>(source, target, count, lower, upper, flip, a, b);
}

/** Clears every byte of `flags` whose twin in `others` is 0. */
export function keepCommon(flags: usize, others: usize, count: i32): void {
  for (let n = 0; n < count; n += 16) {
    v128.store(flags + n, v128.and(v128.load(flags + n), i8x16.ne(v128.load(others + n), i8x16.splat(0))));
  }
}

/** Whether 16 bytes are 0, with `flip` -1 whether they are not: -1 or 0 in each lane. SSE has no instruction for "not equal". */
function lost(flags: usize, flip: v128): v128 {
  return v128.xor(i8x16.eq(v128.load(flags), i8x16.splat(0)), flip);
}

/**
 * Voxels to `target`, which may be where they lie, or the value at `background` where the flag, a byte a voxel, is not kept. One function
 * for each width of a voxel.
 */
export function overwrite8(voxels: usize, flags: usize, target: usize, count: i32, background: usize, flip: i32): void {
  const value = v128.load8_splat(background);
  const flips = i8x16.splat(<i8>flip);
  const end = flags + count;
  while (flags < end) {
    v128.store(target, v128.bitselect(value, v128.load(voxels), lost(flags, flips)));
    v128.store(target, v128.bitselect(value, v128.load(voxels, 16), lost(flags + 16, flips)), 16);
    v128.store(target, v128.bitselect(value, v128.load(voxels, 32), lost(flags + 32, flips)), 32);
    v128.store(target, v128.bitselect(value, v128.load(voxels, 48), lost(flags + 48, flips)), 48);
    voxels += 64;
    flags += 64;
    target += 64;
  }
}

export function overwrite16(
  voxels: usize,
  flags: usize,
  target: usize,
  count: i32,
  background: usize,
  flip: i32,
): void {
  const value = v128.load16_splat(background);
  const flips = i8x16.splat(<i8>flip);
  for (let n = 0; n < count; n += 16) {
    const over = lost(flags + n, flips);
    const at = voxels + 2 * n;
    const to = target + 2 * n;
    v128.store(to, v128.bitselect(value, v128.load(at), i16x8.extend_low_i8x16_s(over)));
    v128.store(to, v128.bitselect(value, v128.load(at, 16), i16x8.extend_high_i8x16_s(over)), 16);
  }
}

export function overwrite32(
  voxels: usize,
  flags: usize,
  target: usize,
  count: i32,
  background: usize,
  flip: i32,
): void {
  const value = v128.load32_splat(background);
  const flips = i8x16.splat(<i8>flip);
  for (let n = 0; n < count; n += 16) {
    const over = lost(flags + n, flips);
    const low = i16x8.extend_low_i8x16_s(over);
    const high = i16x8.extend_high_i8x16_s(over);
    const at = voxels + 4 * n;
    const to = target + 4 * n;
    v128.store(to, v128.bitselect(value, v128.load(at), i32x4.extend_low_i16x8_s(low)));
    v128.store(to, v128.bitselect(value, v128.load(at, 16), i32x4.extend_high_i16x8_s(low)), 16);
    v128.store(to, v128.bitselect(value, v128.load(at, 32), i32x4.extend_low_i16x8_s(high)), 32);
    v128.store(to, v128.bitselect(value, v128.load(at, 48), i32x4.extend_high_i16x8_s(high)), 48);
  }
}

export function overwrite64(
  voxels: usize,
  flags: usize,
  target: usize,
  count: i32,
  background: usize,
  flip: i32,
): void {
  const value = v128.load64_splat(background);
  const flips = i8x16.splat(<i8>flip);
  for (let n = 0; n < count; n += 16) {
    const over = lost(flags + n, flips);
    const low = i16x8.extend_low_i8x16_s(over);
    const high = i16x8.extend_high_i8x16_s(over);
    const at = voxels + 8 * n;
    const to = target + 8 * n;
    fourOf64(at, to, value, i32x4.extend_low_i16x8_s(low));
    fourOf64(at + 32, to + 32, value, i32x4.extend_high_i16x8_s(low));
    fourOf64(at + 64, to + 64, value, i32x4.extend_low_i16x8_s(high));
    fourOf64(at + 96, to + 96, value, i32x4.extend_high_i16x8_s(high));
  }
}

function fourOf64(at: usize, to: usize, value: v128, over: v128): void {
  v128.store(to, v128.bitselect(value, v128.load(at), i64x2.extend_low_i32x4_s(over)));
  v128.store(to, v128.bitselect(value, v128.load(at, 16), i64x2.extend_high_i32x4_s(over)), 16);
}
