/*
 * Voxels of any type to lines of f64 or f32 (L), and back. Up to 15 bytes behind the voxels are read, and up to 63
 * behind a line written; voxels are written exactly. `code` is the place of a voxel type in the list voxelCodes on the
 * page's side.
 */

/** Converts `n` voxels to a line and returns the address behind them. */
export function fromVoxels<L>(source: usize, code: i32, n: i32, target: usize): usize {
  if (code === 0) return convertIn<u8, L>(source, n, target);
  if (code === 1) return convertIn<i8, L>(source, n, target);
  if (code === 2) return convertIn<u16, L>(source, n, target);
  if (code === 3) return convertIn<i16, L>(source, n, target);
  if (code === 4) return convertIn<u32, L>(source, n, target);
  if (code === 5) return convertIn<i32, L>(source, n, target);
  if (code === 6) return convertIn<f32, L>(source, n, target);
  return convertIn<f64, L>(source, n, target);
}

function convertIn<T, L>(source: usize, n: i32, target: usize): usize {
  const bytes = <usize>n * sizeof<T>();
  if (isFloat<T>() && sizeof<T>() === sizeof<L>()) {
    memory.copy(target, source, bytes);
    return source + bytes;
  }
  if (isFloat<T>() && sizeof<L>() === 8) {
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source + at)));
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source + at, 8)), 16);
      target += 32;
    }
    return source + bytes;
  }
  const end = source + bytes;
  for (; source < end; source += sizeof<T>()) {
    store<L>(target, <L>load<T>(source));
    target += sizeof<L>();
  }
  return end;
}

/** Gives a line the values that it would have after a detour through voxels. Integers are taken to fit. */
export function roundLine<L>(line: usize, n: i32, code: i32): void {
  if (sizeof<L>() === 4 || code === 7) return;
  const end = line + <usize>n * 8;
  if (code === 6) {
    for (; line < end; line += 16) {
      v128.store(line, f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(v128.load(line))));
    }
  } else {
    for (; line < end; line += 16) v128.store(line, f64x2.trunc(v128.load(line)));
  }
}

/** Converts a line to `n` voxels; integers are cut off towards 0, and taken to fit. */
export function toVoxels<L>(line: usize, n: i32, code: i32, target: usize): void {
  if (sizeof<L>() === 4 || code === 7) memory.copy(target, line, <usize>n * sizeof<L>());
  else if (code === 6) toFloat32(line, n, target);
  else if (code >= 4) toInt32(line, n, target, code === 4);
  else if (code >= 2) toInt16(line, n, target);
  else toInt8(line, n, target);
}

function toFloat32(line: usize, n: i32, target: usize): void {
  const whole = n & ~3;
  for (let at = 0; at < whole; at += 4) {
    const low = f32x4.demote_f64x2_zero(v128.load(line));
    const high = f32x4.demote_f64x2_zero(v128.load(line, 16));
    v128.store(target, v128.shuffle<i64>(low, high, 0, 2));
    line += 32;
    target += 16;
  }
  for (let at = whole; at < n; at++) {
    store<f32>(target, <f32>load<f64>(line));
    line += 8;
    target += 4;
  }
}

function fourInts(line: usize): v128 {
  const low = i32x4.trunc_sat_f64x2_s_zero(v128.load(line));
  const high = i32x4.trunc_sat_f64x2_s_zero(v128.load(line, 16));
  return v128.shuffle<i64>(low, high, 0, 2);
}

function toInt32(line: usize, n: i32, target: usize, isUnsigned: bool): void {
  for (let at = 0; at < n; at++) {
    const value = load<f64>(line);
    store<i32>(target, isUnsigned ? <i32>(<u32>value) : <i32>value);
    line += 8;
    target += 4;
  }
}

function toInt16(line: usize, n: i32, target: usize): void {
  const whole = n & ~3;
  for (let at = 0; at < whole; at += 4) {
    const ints = fourInts(line);
    v128.store64_lane(target, v128.shuffle<i16>(ints, ints, 0, 2, 4, 6, 0, 2, 4, 6), 0);
    line += 32;
    target += 8;
  }
  for (let at = whole; at < n; at++) {
    store<i16>(target, <i16>(<i32>load<f64>(line)));
    line += 8;
    target += 2;
  }
}

function toInt8(line: usize, n: i32, target: usize): void {
  const whole = n & ~3;
  for (let at = 0; at < whole; at += 4) {
    const ints = fourInts(line);
    const bytes = v128.shuffle<i8>(ints, ints, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
    v128.store32_lane(target, bytes, 0);
    line += 32;
    target += 4;
  }
  for (let at = whole; at < n; at++) {
    store<i8>(target, <i8>(<i32>load<f64>(line)));
    line += 8;
    target += 1;
  }
}
