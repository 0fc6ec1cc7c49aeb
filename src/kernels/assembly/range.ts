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
    // Two vectors a turn, each with extremes of its own, which need not wait for each other.
    let low2 = low;
    let high2 = high;
    for (; n + 2 * lanes <= count; n += 2 * lanes) {
      const at = source + <usize>n * sizeof<T>();
      const voxels = v128.load(at);
      const others = v128.load(at, 16);
      low = lower<T>(low, voxels);
      low2 = lower<T>(low2, others);
      high = higher<T>(high, voxels);
      high2 = higher<T>(high2, others);
      if (isFloat<T>()) odd = countNaN<T>(countNaN<T>(odd, voxels), others);
    }
    for (; n + lanes <= count; n += lanes) {
      const voxels = v128.load(source + <usize>n * sizeof<T>());
      low = lower<T>(low, voxels);
      high = higher<T>(high, voxels);
      if (isFloat<T>()) odd = countNaN<T>(odd, voxels);
    }
    low = lower<T>(low, low2);
    high = higher<T>(high, high2);
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

/** Of NaN and a number the number stays. */
function lower<T>(extreme: v128, voxels: v128): v128 {
  if (!isFloat<T>()) return v128.min<T>(extreme, voxels);
  return sizeof<T>() === 4 ? f32x4.pmin(extreme, voxels) : f64x2.pmin(extreme, voxels);
}

function higher<T>(extreme: v128, voxels: v128): v128 {
  if (!isFloat<T>()) return v128.max<T>(extreme, voxels);
  return sizeof<T>() === 4 ? f32x4.pmax(extreme, voxels) : f64x2.pmax(extreme, voxels);
}

function countNaN<T>(counts: v128, voxels: v128): v128 {
  const missing = v128.not(v128.eq<T>(voxels, voxels));
  return sizeof<T>() === 4 ? i32x4.sub(counts, missing) : i64x2.sub(counts, missing);
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
