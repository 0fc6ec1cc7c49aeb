/**
 * Writes weighted means of `count` voxels, in pairs, so that one more may be written and read. `values` is the first of them in a plane of
 * float64 whose rows lie `row` bytes apart, with `reach` more on all sides. The window is gone through along i from column to column, and down
 * each column along j; a weight is the next of `nearness` times that of the difference in `likeness`, whose places are the
 * difference times `scale`, at most `last`.
 */
export function bilateralRow(
  values: usize,
  row: usize,
  count: i32,
  reach: i32,
  nearness: usize,
  likeness: usize,
  scale: f64,
  last: i32,
  target: usize,
): void {
  const factor = f64x2.splat(scale);
  const most = i32x4.splat(last);
  const side = 2 * reach + 1;
  const back = <usize>reach * (row + 8);
  const wide = <usize>side * row;
  for (let n = 0; n < count; n += 2) {
    const middle = v128.load(values);
    let sum = f64x2.splat(0);
    let total = f64x2.splat(0);
    let near = nearness;
    let column = values - back;
    for (let di = 0; di < side; di++) {
      const end = column + wide;
      for (let at = column; at < end; at += row) {
        const value = v128.load(at);
        const far = f64x2.mul(f64x2.abs(f64x2.sub(middle, value)), factor);
        const places = i32x4.min_u(i32x4.trunc_sat_f64x2_s_zero(far), most);
        const first = likeness + ((<usize>i32x4.extract_lane(places, 0)) << 3);
        const second = likeness + ((<usize>i32x4.extract_lane(places, 1)) << 3);
        const like = v128.load64_lane(second, v128.load64_zero(first), 1);
        const weight = f64x2.mul(v128.load64_splat(near), like);
        sum = f64x2.add(sum, f64x2.mul(value, weight));
        total = f64x2.add(total, weight);
        near += 8;
      }
      column += 8;
    }
    v128.store(target, f64x2.div(sum, total));
    values += 16;
    target += 16;
  }
}
