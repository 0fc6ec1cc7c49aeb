import type { Vec3, Volume } from '#src/image/volume.ts';

/** What lies inside: the values from `lower` to `upper`, both included; NaN is outside. */
export interface IsoRange {
  readonly lower: number;
  readonly upper: number;
  /** Whether what lies beyond the border of the image is outside too, so that the surface is closed there, at the outer faces of the voxels. */
  readonly isClosed: boolean;
}

/** The values of an even and an odd slice of a grid that is the image's, or has a layer of NaN around it. */
export interface ValueSlices {
  readonly size: Vec3;
  /** 1 where there is a layer around the image. */
  readonly border: number;
  readonly values: readonly [Float64Array, Float64Array];
}

/** A place for two slices of a grid of this size. */
export function valueSlices(size: Vec3, border: number): ValueSlices {
  const plane = size[0] * size[1];
  return { size, border, values: [new Float64Array(plane).fill(Number.NaN), new Float64Array(plane).fill(Number.NaN)] };
}

/** Reads slice k of the grid. */
export function readSlice({ size, border, values }: ValueSlices, volume: Volume, k: number): void {
  const [ni, nj, nk] = volume.size;
  const slice = values[k & 1];
  const from = k - border;
  if (from < 0 || from >= nk) {
    slice.fill(Number.NaN);
    return;
  }
  for (let j = 0; j < nj; j++) {
    const row = ni * (j + nj * from);
    slice.set(volume.voxels.subarray(row, row + ni), size[0] * (j + border) + border);
  }
}

/** Infinities count as this much, so that the product of two is a number. */
const far = 2 ** 100;

/** How far a value lies inside the range, below 0 outside. */
function depthOf(value: number, lower: number, upper: number): number {
  let depth = value - lower;
  // Without an upper end an infinity is no number below it.
  if (upper - value < depth) depth = upper - value;
  return depth > -far ? Math.min(depth, far) : -far;
}

/**
 * Writes how far the values at the corners of the cube whose first corner is (i, j, k) of the grid lie inside a range, below 0 outside, in
 * the order of `cornersInOrder`. Slices k and k + 1 must have been read. NaN is far outside.
 */
export function readCubeValues(
  { size, values }: ValueSlices,
  { lower, upper }: IsoRange,
  i: number,
  j: number,
  k: number,
  cube: Float64Array,
): void {
  const low = values[k & 1];
  const high = values[(k + 1) & 1];
  const at = i + size[0] * j;
  const next = at + size[0];
  cube[0] = depthOf(low[at], lower, upper);
  cube[1] = depthOf(high[at], lower, upper);
  cube[2] = depthOf(high[next], lower, upper);
  cube[3] = depthOf(low[next], lower, upper);
  cube[4] = depthOf(low[at + 1], lower, upper);
  cube[5] = depthOf(high[at + 1], lower, upper);
  cube[6] = depthOf(high[next + 1], lower, upper);
  cube[7] = depthOf(low[next + 1], lower, upper);
}
