import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Borders } from './convolveAxis.ts';
import type { Progress } from './progress.ts';
import { slidingPlanes } from './slidingPlanes.ts';

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
 * skimage.restoration.denoise_bilateral does slice by slice with its default window. A slice of one value stays as it is.
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
  const row = new Float64Array(ni);
  const planes = slidingPlanes(source, size, [reach, reach, 0], borders);
  for (let k = 0; k < nk; k++) {
    plane.set(source.subarray(k * ni * nj, (k + 1) * ni * nj));
    const { min, max, std } = spreadOf(plane);
    const sigma = unit === 'Values' ? value : value * std;
    if (!(max > min && sigma > 0)) {
      target.set(plane, k * ni * nj);
      continue;
    }
    // scikit-image takes the steps from 0 to the maximum; where values lie below 0, from the minimum on.
    const range = min < 0 ? max - min : max;
    const likeness = likenessTable(range, sigma);
    planes.moveTo(k);
    for (let j = 0; j < nj; j++) {
      progress((k + j / nj) / nk);
      smoothRow(
        planes.values,
        planes.start(0) + j * planes.rowLength,
        planes.rowLength,
        reach,
        nearness,
        likeness,
        bins / range,
        row,
      );
      target.set(row, ni * (j + nj * k));
    }
  }
}

function nearnessTable(reach: number, sigma: number): Float64Array {
  const side = 2 * reach + 1;
  const table = new Float64Array(side * side);
  for (let n = 0; n < table.length; n++) {
    const distance = Math.hypot((n % side) - reach, Math.floor(n / side) - reach);
    table[n] = Math.exp(-0.5 * (distance / sigma) ** 2);
  }
  return table;
}

function likenessTable(range: number, sigma: number): Float64Array {
  const table = new Float64Array(bins);
  for (let n = 0; n < bins; n++) table[n] = Math.exp(-0.5 * ((n * (range / bins)) / sigma) ** 2);
  return table;
}

function smoothRow(
  values: Float64Array,
  start: number,
  rowLength: number,
  reach: number,
  nearness: Float64Array,
  likeness: Float64Array,
  scale: number,
  row: Float64Array,
): void {
  for (let i = 0; i < row.length; i++) {
    const middle = values[start + i];
    let sum = 0;
    let total = 0;
    let n = 0;
    for (let dj = -reach; dj <= reach; dj++) {
      const end = start + i + dj * rowLength + reach;
      for (let at = end - 2 * reach; at <= end; at++) {
        const bin = Math.abs(middle - values[at]) * scale;
        const weight = nearness[n++] * likeness[bin < bins ? bin | 0 : bins - 1];
        sum += values[at] * weight;
        total += weight;
      }
    }
    row[i] = sum / total;
  }
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
