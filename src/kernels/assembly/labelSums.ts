/*
 * The sums of the places i, j and k of the voxels of a label, three float64: all are whole, so in any order the same comes out.
 */

/** The bytes of the three sums of a label. */
export const sumBytes: usize = 24;

/** Adds so many voxels of a row, the sum of whose places is known. */
export function addVoxels(at: usize, sumOfI: f64, voxels: f64, jAndK: v128): void {
  store<f64>(at, load<f64>(at) + sumOfI);
  v128.store(at, f64x2.add(v128.load(at, 8), f64x2.mul(f64x2.splat(voxels), jAndK)), 8);
}

/** The places j and k of a row, as the sums of labels need them. */
export function jAndKOf(row: i32, nj: i32): v128 {
  return f64x2.replace_lane(f64x2.splat(<f64>(row % nj)), 1, <f64>(row / nj));
}
