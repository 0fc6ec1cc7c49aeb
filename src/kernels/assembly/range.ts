/*
 * The smallest and the largest voxel, NaN left out, of `count` voxels of any type, a vector at a time. To `result` go minimum and maximum as
 * float64 and, behind them, how many are NaN; where all are, the minimum is infinity and the maximum minus infinity.
 */
function rangeOf<T>(source: usize, count: i32, result: usize): void {
  const lanes: i32 = 16 / sizeof<T>();
  let least: f64 = Infinity;
  let most: f64 = -Infinity;
  let missing = 0;
  let n = 0;
  if (count >= lanes) {
    let low = splat<T>(isFloat<T>() ? <T>Infinity : load<T>(source));
    let high = splat<T>(isFloat<T>() ? <T>-Infinity : load<T>(source));
    let odd = i64x2.splat(0);
    for (; n + lanes <= count; n += lanes) {
      const voxels = v128.load(source + <usize>n * sizeof<T>());
      if (isFloat<T>()) {
        // Of NaN and a number the number stays.
        low = sizeof<T>() === 4 ? f32x4.pmin(low, voxels) : f64x2.pmin(low, voxels);
        high = sizeof<T>() === 4 ? f32x4.pmax(high, voxels) : f64x2.pmax(high, voxels);
        const isNumber = v128.eq<T>(voxels, voxels);
        odd = sizeof<T>() === 4 ? i32x4.sub(odd, v128.not(isNumber)) : i64x2.sub(odd, v128.not(isNumber));
      } else {
        low = v128.min<T>(low, voxels);
        high = v128.max<T>(high, voxels);
      }
    }
    v128.store(cells, low);
    v128.store(cells, high, 16);
    for (let lane = 0; lane < lanes; lane++) {
      least = Math.min(least, <f64>load<T>(cells + <usize>lane * sizeof<T>()));
      most = Math.max(most, <f64>load<T>(cells + <usize>lane * sizeof<T>(), 16));
    }
    v128.store(cells, odd);
    if (isFloat<T>()) for (let at = 0; at < 16; at += sizeof<T>()) missing += load<i32>(cells + at);
  }
  for (; n < count; n++) {
    const voxel = <f64>load<T>(source + <usize>n * sizeof<T>());
    if (Number.isNaN(voxel)) missing++;
    else {
      least = Math.min(least, voxel);
      most = Math.max(most, voxel);
    }
  }
  store<f64>(result, least);
  store<f64>(result, most, 8);
  store<f64>(result, <f64>missing, 16);
}

function splat<T>(value: T): v128 {
  store<T>(cells, value);
  if (sizeof<T>() === 1) return v128.load8_splat(cells);
  if (sizeof<T>() === 2) return v128.load16_splat(cells);
  if (sizeof<T>() === 4) return v128.load32_splat(cells);
  return v128.load64_splat(cells);
}

const cells = memory.data(32);

/** The type is a place in voxelCodes (src/kernels/convolveExports.ts). */
export function voxelRange(code: i32, source: usize, count: i32, result: usize): void {
  if (code === 0) rangeOf<u8>(source, count, result);
  else if (code === 1) rangeOf<i8>(source, count, result);
  else if (code === 2) rangeOf<u16>(source, count, result);
  else if (code === 3) rangeOf<i16>(source, count, result);
  else if (code === 4) rangeOf<u32>(source, count, result);
  else if (code === 5) rangeOf<i32>(source, count, result);
  else if (code === 6) rangeOf<f32>(source, count, result);
  else rangeOf<f64>(source, count, result);
}
