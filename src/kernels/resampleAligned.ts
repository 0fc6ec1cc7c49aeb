import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { AxisSamples } from './axisSamples.ts';
import { fitValues } from './fitValues.ts';
import type { Progress } from './progress.ts';
import { splineCoefficients } from './splineCoefficients.ts';

/** Samples along i, j and k. */
export type GridSamples = readonly [AxisSamples, AxisSamples, AxisSamples];

/**
 * Samples an image on a grid whose axes are parallel to its own, slice by slice: first between slices, then between rows, then
 * between voxels, in float64. With cubic samples the source must hold coefficients along k (splineCoefficients.ts), those along i and j
 * are found here. Samples that lie outside are `fillValue`; others are converted by fitValues.
 */
export function resampleAligned(
  source: Voxels,
  size: Vec3,
  target: Voxels,
  [along, down, deep]: GridSamples,
  fillValue: number,
  progress: Progress,
): void {
  const [ni, nj] = size;
  const plane = ni * nj;
  const slice = new Float64Array(plane);
  const next = new Float64Array(plane);
  const rows = new Float64Array(ni);
  const line = new Float64Array(along.count);
  for (let k = 0; k < deep.count; k++) {
    progress(k / deep.count);
    if (deep.inside[k] === 0) {
      target.fill(fillValue, k * down.count * along.count, (k + 1) * down.count * along.count);
      continue;
    }
    mixSlices(source, plane, deep, k, slice, next);
    if (along.taps === 4) splineCoefficients(slice, [ni, nj, 1], [0, 1], () => {});
    for (let j = 0; j < down.count; j++) {
      const at = along.count * (j + down.count * k);
      if (down.inside[j] === 0) {
        target.fill(fillValue, at, at + along.count);
        continue;
      }
      mixRows(slice, ni, down, j, rows);
      sampleLine(rows, along, line, fillValue);
      fitValues(line, line.length, target, at);
    }
  }
}

function mixSlices(
  source: Voxels,
  plane: number,
  deep: AxisSamples,
  k: number,
  slice: Float64Array,
  next: Float64Array,
) {
  for (let tap = 0; tap < deep.taps; tap++) {
    const weight = deep.weights[k * deep.taps + tap];
    if (tap > 0 && weight === 0) continue;
    const start = deep.places[k * deep.taps + tap] * plane;
    const read = tap === 0 ? slice : next;
    read.set(source.subarray(start, start + plane));
    if (tap === 0 && weight === 1) continue;
    if (tap === 0) for (let n = 0; n < plane; n++) slice[n] *= weight;
    else for (let n = 0; n < plane; n++) slice[n] += weight * next[n];
  }
}

function mixRows(slice: Float64Array, ni: number, down: AxisSamples, j: number, row: Float64Array): void {
  for (let tap = 0; tap < down.taps; tap++) {
    const weight = down.weights[j * down.taps + tap];
    const start = down.places[j * down.taps + tap] * ni;
    if (tap === 0) for (let i = 0; i < ni; i++) row[i] = weight * slice[start + i];
    else if (weight !== 0) for (let i = 0; i < ni; i++) row[i] += weight * slice[start + i];
  }
}

function sampleLine(
  row: Float64Array,
  { count, taps, places, weights, inside }: AxisSamples,
  line: Float64Array,
  fillValue: number,
): void {
  for (let i = 0; i < count; i++) {
    const first = i * taps;
    let sum = weights[first] * row[places[first]];
    // A weight of 0 must not let a NaN beside the sample through.
    for (let tap = first + 1; tap < first + taps; tap++) if (weights[tap] !== 0) sum += weights[tap] * row[places[tap]];
    line[i] = inside[i] === 0 ? fillValue : sum;
  }
}
