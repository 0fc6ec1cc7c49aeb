import type { Vec3, Voxels } from '#src/image/volume.ts';
import { borderPlaces } from './convolveBorders.ts';
import { noProgress, type Progress } from './progress.ts';
import { inVoxelParts } from './voxelParts.ts';

/**
 * Writes the mean over a box of `lengths` voxels (odd numbers) along i, j and k to a float target of equal length; beyond the borders the
 * image is reflected (b a | a b). Bit for bit scipy.ndimage.uniform_filter with `output` of the target's type: axis after axis, each mean
 * made of the one before, in float64. Source and target may be the same voxels.
 */
export function uniform(
  source: Voxels,
  target: Float32Array | Float64Array,
  [ni, nj, nk]: Vec3,
  lengths: Vec3,
  progress: Progress = noProgress,
): void {
  const plane = ni * nj;
  if (source !== target) {
    inVoxelParts(
      target.length,
      () => progress(0),
      (start, end) => target.set(source.subarray(start, end), start),
    );
  }
  const lineI = meanLine(ni, lengths[0]);
  const lineJ = meanLine(nj, lengths[1]);
  for (let k = 0; k < nk; k++) {
    progress((0.6 * k) / nk);
    for (let j = 0; lengths[0] > 1 && j < nj; j++) meanAlong(target, k * plane + j * ni, 1, lineI);
    for (let i = 0; lengths[1] > 1 && i < ni; i++) meanAlong(target, k * plane + i, ni, lineJ);
  }
  if (lengths[2] > 1) {
    const lineK = meanLine(nk, lengths[2]);
    for (let n = 0; n < plane; n++) {
      if (n % ni === 0) progress(0.6 + (0.4 * n) / plane);
      meanAlong(target, n, plane, lineK);
    }
  }
  progress(1);
}

interface MeanLine {
  readonly places: Int32Array;
  readonly values: Float64Array;
  readonly length: number;
  readonly count: number;
}

function meanLine(count: number, length: number): MeanLine {
  const places = borderPlaces(count, (length - 1) / 2, 'Reflect');
  return { places, values: new Float64Array(places.length), length, count };
}

function meanAlong(
  target: Float32Array | Float64Array,
  start: number,
  stride: number,
  { places, values, length, count }: MeanLine,
): void {
  for (let n = 0; n < values.length; n++) values[n] = target[start + places[n] * stride];
  let sum = 0;
  for (let n = 0; n < length; n++) sum += values[n];
  target[start] = sum / length;
  for (let n = 1; n < count; n++) {
    sum += values[n + length - 1] - values[n - 1];
    target[start + n * stride] = sum / length;
  }
}
