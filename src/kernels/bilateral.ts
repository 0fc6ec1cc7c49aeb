import type { Vec3, Voxels } from '#src/image/volume.ts';
import { smoothSlice } from './bilateralSlice.ts';
import type { Borders } from './convolveAxis.ts';
import { type Progress, part } from './progress.ts';
import { type SlidingPlanes, slidingPlanes } from './slidingPlanes.ts';

/** Differences of values are told apart in so many steps over the range of a slice, as scikit-image does by itself. */
const bins = 10_000;

/** How a slice is smoothed. */
export interface BilateralSigmas {
  /** The standard deviation of the distance, in voxels. */
  readonly space: number;
  /** That of the difference of values; a multiple of the slice's own one, or in values. */
  readonly value: number;
  readonly unit: 'Values' | 'Deviations';
}

/** How far the window reaches: 3 standard deviations, and at least 2 voxels. */
export function bilateralReach(space: number): number {
  return Math.max(2, Math.ceil(3 * space));
}

/**
 * Writes the mean of each voxel's neighbours in its slice, weighted by how near they are and how alike (Tomasi and Manduchi 1998), as
 * skimage.restoration.denoise_bilateral does with its default window for each slice array[i, j] as floats. A slice of one value stays as it is.
 */
export function bilateral(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  { space, value, unit }: BilateralSigmas,
  borders: Borders,
  progress: Progress,
): void {
  const [ni, nj, nk] = size;
  const reach = bilateralReach(space);
  const nearness = nearnessTable(reach, space);
  const plane = new Float64Array(ni * nj);
  const likeness = new Float64Array(bins);
  let padded: SlidingPlanes | undefined;
  for (let k = 0; k < nk; k++) {
    plane.set(source.subarray(k * ni * nj, (k + 1) * ni * nj));
    const { min, max, std } = spreadOf(plane);
    const sigma = unit === 'Values' ? value : value * std;
    if (max > min && sigma > 0) {
      // As in scikit-image: its steps of likeness are of the maximum, but counted from the minimum where that is below 0.
      const lift = Math.min(min, 0);
      for (let n = 0; n < plane.length; n++) plane[n] -= lift;
      fillLikeness(likeness, max, sigma);
      padded = slidingPlanes(plane, [ni, nj, 1], [reach, reach, 0], borders, padded);
      padded.moveTo(0);
      const window = { padded, reach, nearness, likeness, scale: bins / (max - lift) };
      smoothSlice(window, plane, ni, part(progress, k / nk, (k + 1) / nk));
      for (let n = 0; n < plane.length; n++) plane[n] += lift;
    }
    target.set(plane, k * ni * nj);
  }
}

/**
 * By the distances of voxels, in the order of scikit-image: along i from column to column, down each along j. Its table has a row and a column
 * too many, from -reach - 1 on, and is read as if it had not, so it weighs by distances a little off; so does this one.
 */
function nearnessTable(reach: number, sigma: number): Float64Array {
  const side = 2 * reach + 1;
  const table = new Float64Array(side * side);
  for (let n = 0; n < table.length; n++) {
    const di = Math.floor(n / (side + 1)) - reach - 1;
    const dj = (n % (side + 1)) - reach - 1;
    table[n] = Math.exp(-0.5 * (Math.sqrt(di * di + dj * dj) ** 2 / (sigma * sigma)));
  }
  return table;
}

function fillLikeness(table: Float64Array, max: number, sigma: number): void {
  const step = max / bins;
  for (let n = 0; n < bins; n++) table[n] = Math.exp(-0.5 * ((n * step) ** 2 / (sigma * sigma)));
}

function spreadOf(plane: Float64Array): { min: number; max: number; std: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let n = 0; n < plane.length; n++) {
    if (plane[n] < min) min = plane[n];
    if (plane[n] > max) max = plane[n];
    sum += plane[n];
  }
  const mean = sum / plane.length;
  let squares = 0;
  for (let n = 0; n < plane.length; n++) squares += (plane[n] - mean) * (plane[n] - mean);
  return { min, max, std: Math.sqrt(squares / plane.length) };
}
