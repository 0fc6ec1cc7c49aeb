import type { Affine, Grid, Vec3, Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { type AxisSamples, axisSamples, type Interpolation } from '#src/kernels/axisSamples.ts';
import { gatherVoxels, type LinePlaces } from '#src/kernels/gatherVoxels.ts';
import { gaussian } from '#src/kernels/gaussian.ts';
import { type Progress, part } from '#src/kernels/progress.ts';
import { resampleAligned } from '#src/kernels/resampleAligned.ts';
import { resampleOblique } from '#src/kernels/resampleOblique.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { type Coefficients, splineCoefficients } from '#src/kernels/splineCoefficients.ts';
import { inVoxelParts } from '#src/kernels/voxelParts.ts';
import type { Lines } from './targetGrid.ts';

/** A grid and where its voxels lie in the source: along lines where the two are parallel. */
export type Target = { readonly grid: Grid } & (
  | { readonly lines: Lines }
  | { readonly lines: undefined; readonly toSource: Affine }
  | { readonly lines: Lines | undefined; readonly toSource: Affine }
);

/** Writes the image, sampled on the target's grid, to voxels of that many; `isSmoothed` first takes away what it cannot hold. */
export function resample(
  image: Volume,
  voxels: Voxels,
  target: Target,
  interpolation: Interpolation,
  isSmoothed: boolean,
  fillValue: number,
  progress: Progress,
): void {
  const { size } = image;
  const smooth = isSmoothed ? smoothed(image, shrinkage(target), part(progress, 0, 0.3)) : image.voxels;
  const last = part(progress, 0.5, 1);
  if (target.lines) {
    const { first, step } = target.lines;
    const along = (axis: 0 | 1 | 2) => {
      const positions = new Float64Array(target.grid.size[axis]);
      // In these orders, so that the positions are those of scipy's zoom to the last bit, with grid_mode and without.
      const isAtCentres = first[axis] === 0;
      for (let n = 0; n < positions.length; n++) {
        positions[n] = isAtCentres ? n * step[axis] : (n + 0.5) * step[axis] + (first[axis] - 0.5 * step[axis]);
      }
      return axisSamples(positions, size[axis], interpolation);
    };
    const samples = [along(0), along(1), along(2)] as const;
    if (interpolation === 'Nearest') {
      const [pi, pj, pk] = samples.map(placesOf);
      gatherVoxels(smooth, size, voxels, [pi, pj, pk], fillValue, last);
      return;
    }
    const source = interpolation === 'Cubic' ? coefficients(smooth, size, [2], progress) : smooth;
    resampleAligned(source, size, voxels, samples, fillValue, last);
  } else if ('toSource' in target) {
    const source = interpolation === 'Cubic' ? coefficients(smooth, size, [0, 1, 2], progress) : floats(smooth);
    resampleOblique(source, size, voxels, target.grid.size, target.toSource, interpolation, fillValue, last);
  }
}

/** The nearest voxels; those of a line that lie inside lie together. */
function placesOf({ places, inside }: AxisSamples): LinePlaces {
  const low = Math.max(0, inside.indexOf(1));
  return { places, low, high: Math.max(low, inside.lastIndexOf(1) + 1) };
}

/** How many voxels of the source a voxel of the target is long, along each axis of the source. */
function shrinkage(target: Target): Vec3 {
  if (target.lines) {
    const [si, sj, sk] = target.lines.step;
    return [Math.abs(si), Math.abs(sj), Math.abs(sk)];
  }
  const m = 'toSource' in target ? target.toSource : [];
  return [Math.hypot(m[0], m[1], m[2]), Math.hypot(m[4], m[5], m[6]), Math.hypot(m[8], m[9], m[10])];
}

function smoothed({ voxels, size }: Volume, [fi, fj, fk]: Vec3, progress: Progress): Voxels {
  const sigma = (factor: number) => Math.max(0, (factor - 1) / 2);
  const result = new voxelArrays[floatTypeFor(voxelTypeOf(voxels))](voxels.length);
  gaussian(voxels, result, size, [sigma(fi), sigma(fj), sigma(fk)], 'Exact', progress);
  return result;
}

function floats(voxels: Voxels): Coefficients {
  if (voxels instanceof Float32Array || voxels instanceof Float64Array) return voxels;
  const result = new voxelArrays[floatTypeFor(voxelTypeOf(voxels))](voxels.length);
  result.set(voxels);
  return result;
}

function coefficients(voxels: Voxels, size: Vec3, axes: readonly number[], progress: Progress): Coefficients {
  const result = new voxelArrays[floatTypeFor(voxelTypeOf(voxels))](voxels.length);
  inVoxelParts(
    voxels.length,
    () => progress(0.3),
    (start, end) => result.set(voxels.subarray(start, end), start),
  );
  splineCoefficients(result, size, axes, part(progress, 0.3, 0.5));
  return result;
}
