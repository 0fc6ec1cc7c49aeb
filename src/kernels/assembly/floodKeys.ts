import { fromVoxels } from './lines';

/*
 * Keys of voxels for a heap: numbers without sign that are ordered as the values are, -0 as 0. There is no NaN.
 */

/** The key of a float64, and the float64 of a key. */
export function sortable(value: f64): u64 {
  const bits = reinterpret<u64>(value + 0);
  return bits >> 63 ? ~bits : bits | ((<u64>1) << 63);
}
export function unsortable(key: u64): f64 {
  return reinterpret<f64>(key >> 63 ? key ^ ((<u64>1) << 63) : ~key);
}

function sortableFloat(value: f32): u32 {
  const bits = reinterpret<u32>(value + 0);
  return bits >> 31 ? ~bits : bits | 0x80000000;
}

/** Keys of four bytes of `count` voxels of any type but float64, `code` being its place in voxelCodes. */
export function narrowKeys(source: usize, code: i32, count: i32, keys: usize): void {
  if (code === 0) keysOf<u8>(source, count, keys);
  else if (code === 1) keysOf<i8>(source, count, keys);
  else if (code === 2) keysOf<u16>(source, count, keys);
  else if (code === 3) keysOf<i16>(source, count, keys);
  else if (code === 4) keysOf<u32>(source, count, keys);
  else if (code === 5) keysOf<i32>(source, count, keys);
  else keysOf<f32>(source, count, keys);
}

function keysOf<T>(source: usize, count: i32, keys: usize): void {
  for (let n: usize = 0; n < <usize>count; n++) {
    const value = load<T>(source + n * sizeof<T>());
    const key = isFloat<T>() ? sortableFloat(<f32>value) : isSigned<T>() ? <u32>value ^ 0x80000000 : <u32>value;
    store<u32>(keys + (n << 2), key);
  }
}

/** Keys of eight bytes of `count` voxels of any type. */
export function wideKeys(source: usize, code: i32, count: i32, keys: usize): void {
  fromVoxels<f64>(source, code, count, keys);
  for (let n: usize = 0; n < <usize>count; n++) store<u64>(keys + (n << 3), sortable(load<f64>(keys + (n << 3))));
}
