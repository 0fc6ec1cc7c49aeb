/** Which of the 16 labels at an address are up to `width` above the lowest, a bit each. */
export function someWithin(labels: usize, lowest: v128, width: v128): i32 {
  const low = i16x8.narrow_i32x4_s(within(labels, lowest, width), within(labels + 16, lowest, width));
  const high = i16x8.narrow_i32x4_s(within(labels + 32, lowest, width), within(labels + 48, lowest, width));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

function within(labels: usize, lowest: v128, width: v128): v128 {
  const above = i32x4.sub(v128.load(labels), lowest);
  return i32x4.eq(i32x4.min_u(above, width), above);
}
