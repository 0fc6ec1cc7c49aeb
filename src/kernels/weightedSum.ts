import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Borders } from './convolveAxis.ts';
import { fitValues } from './fitValues.ts';
import type { Progress } from './progress.ts';
import { type SlidingPlanes, slidingPlanes } from './slidingPlanes.ts';

/** A voxel beside another one, and its weight. */
export interface Tap {
  readonly di: number;
  readonly dj: number;
  readonly dk: number;
  readonly weight: number;
}

/** How far taps reach along i, j and k. */
export function reachOf(taps: readonly Tap[]): Vec3 {
  const most = (distance: (tap: Tap) => number) =>
    taps.reduce((reach, tap) => Math.max(reach, Math.abs(distance(tap))), 0);
  return [most((tap) => tap.di), most((tap) => tap.dj), most((tap) => tap.dk)];
}

/**
 * Writes for each voxel a number made of sums over its neighbours: of one list of taps the sum itself, of several the root of the mean
 * of their squares. Sums are made in float64, in the order of the taps, and stored by fitValues.
 */
export function weightedSums(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  kernels: readonly (readonly Tap[])[],
  borders: Borders,
  progress: Progress,
): void {
  const [ni, nj, nk] = size;
  const planes = slidingPlanes(source, size, reachOf(kernels.flat()), borders);
  const row = new Float64Array(ni);
  const part = new Float64Array(ni);
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    planes.moveTo(k);
    for (let j = 0; j < nj; j++) {
      if (kernels.length === 1) sumRow(planes, kernels[0], j, row);
      else {
        row.fill(0);
        for (const taps of kernels) {
          sumRow(planes, taps, j, part);
          for (let i = 0; i < ni; i++) row[i] += part[i] * part[i];
        }
        for (let i = 0; i < ni; i++) row[i] = Math.sqrt(row[i] / kernels.length);
      }
      fitValues(row, ni, target, ni * (j + nj * k));
    }
  }
}

/** Four taps at a time, in their order: then a row is read and written a quarter as often. */
function sumRow(planes: SlidingPlanes, taps: readonly Tap[], j: number, row: Float64Array): void {
  const { values, rowLength } = planes;
  const startOf = ({ di, dj, dk }: Tap) => planes.start(dk) + (j + dj) * rowLength + di;
  row.fill(0);
  const grouped = taps.length & ~3;
  for (let n = 0; n < grouped; n += 4) {
    const [a, b, c, d] = [startOf(taps[n]), startOf(taps[n + 1]), startOf(taps[n + 2]), startOf(taps[n + 3])];
    const [wa, wb, wc, wd] = [taps[n].weight, taps[n + 1].weight, taps[n + 2].weight, taps[n + 3].weight];
    for (let i = 0; i < row.length; i++) {
      row[i] = row[i] + wa * values[a + i] + wb * values[b + i] + wc * values[c + i] + wd * values[d + i];
    }
  }
  for (let n = grouped; n < taps.length; n++) {
    const start = startOf(taps[n]);
    const { weight } = taps[n];
    for (let i = 0; i < row.length; i++) row[i] += weight * values[start + i];
  }
}
