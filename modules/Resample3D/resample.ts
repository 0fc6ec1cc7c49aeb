import type { Affine, Grid, Slab, Vec3, Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { type AxisSamples, axisSamples, type Interpolation } from '#src/kernels/axisSamples.ts';
import { gatherVoxels, type LinePlaces } from '#src/kernels/gatherVoxels.ts';
import { gaussian } from '#src/kernels/gaussian.ts';
import { noProgress, type Progress, part } from '#src/kernels/progress.ts';
import { resampleAligned } from '#src/kernels/resampleAligned.ts';
import { resampleOblique } from '#src/kernels/resampleOblique.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import type { Share } from '#src/kernels/share.ts';
import { type Coefficients, splineAlongK, splineCoefficients } from '#src/kernels/splineCoefficients.ts';
import type { Lines } from './targetGrid.ts';

/** A grid and where its voxels lie in the source: along lines where the two are parallel. */
export type Target = { readonly grid: Grid } & (
  | { readonly lines: Lines }
  | { readonly lines: undefined; readonly toSource: Affine }
  | { readonly lines: Lines | undefined; readonly toSource: Affine }
);

/** How the work is shared, and the memory for coefficients that all see; each has its own where there is none. */
export interface Work {
  readonly share: Share;
  readonly scratch?: ArrayBufferLike;
}

/** Writes the image, sampled on the target's grid, to voxels of that many; `isSmoothed` first takes away what it cannot hold. What is not smoothed is shared. */
export function resample(
  image: Volume,
  voxels: Voxels,
  target: Target,
  interpolation: Interpolation,
  isSmoothed: boolean,
  fillValue: number,
  work: Work,
  progress: Progress,
): void {
  const { size } = image;
  const smooth = isSmoothed ? smoothed(image, shrinkage(target), part(progress, 0, 0.3)) : image.voxels;
  const [ni, nj, nk] = target.grid.size;
  const last = part(progress, 0.5, 1);
  const inSlices = (body: (slices: Slab, to: Voxels, progress: Progress) => void) => {
    work.share(nk, (start, end) => {
      body({ start, end }, voxels.subarray(start * ni * nj, end * ni * nj), part(last, start / nk, end / nk));
      return 0;
    });
  };
  if (target.lines) {
    const { lines } = target;
    const [along, down] = [samplesAlong(0, ni), samplesAlong(1, nj)];
    function samplesAlong(axis: 0 | 1 | 2, end: number, start = 0): AxisSamples {
      return axisSamples(positionsOf(lines, axis, start, end), size[axis], interpolation);
    }
    if (interpolation === 'Nearest') {
      const [pi, pj] = [placesOf(along), placesOf(down)];
      inSlices(({ start, end }, to, told) =>
        gatherVoxels(smooth, size, to, [pi, pj, placesOf(samplesAlong(2, end, start))], fillValue, told),
      );
      return;
    }
    const source = interpolation === 'Cubic' ? coefficients(smooth, size, [], work, part(progress, 0.3, 0.5)) : smooth;
    inSlices(({ start, end }, to, told) =>
      resampleAligned(source, size, to, [along, down, samplesAlong(2, end, start)], fillValue, told),
    );
  } else if ('toSource' in target) {
    const { toSource } = target;
    const source =
      interpolation === 'Cubic' ? coefficients(smooth, size, [0, 1], work, part(progress, 0.3, 0.5)) : smooth;
    inSlices((slices, to, told) =>
      resampleOblique(source, size, to, [ni, nj], slices, toSource, interpolation, fillValue, told),
    );
  }
}

/** Where the voxels of a line from `start` to `end` lie in the source. */
function positionsOf({ first, step }: Lines, axis: 0 | 1 | 2, start: number, end: number): Float64Array {
  // In these orders, so that the positions are those of scipy's zoom to the last bit, with grid_mode and without.
  const isAtCentres = first[axis] === 0;
  return Float64Array.from({ length: end - start }, (_, n) =>
    isAtCentres ? (start + n) * step[axis] : (start + n + 0.5) * step[axis] + (first[axis] - 0.5 * step[axis]),
  );
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

/** Coefficients along k, and along the given axes of slices. */
function coefficients(
  voxels: Voxels,
  [ni, nj, nk]: Vec3,
  axes: readonly (0 | 1)[],
  { share, scratch }: Work,
  progress: Progress,
): Coefficients {
  const plane = ni * nj;
  const result = floatsOn(scratch, voxels);
  share(nk, (start, end) => {
    for (let k = start; k < end; k++) {
      progress((0.5 * k) / nk);
      const slice = result.subarray(k * plane, (k + 1) * plane);
      slice.set(voxels.subarray(k * plane, (k + 1) * plane));
      splineCoefficients(slice, [ni, nj, 1], axes, noProgress);
    }
    return 0;
  });
  // Lines of cache, so that nobody writes to what another one reads.
  const columns = Math.ceil(plane / columnsTogether);
  share(columns, (first, end) => {
    const told = part(progress, 0.5, 1);
    const tell = () => told(first / columns);
    splineAlongK(result, plane, first * columnsTogether, Math.min(plane, end * columnsTogether), tell);
    return 0;
  });
  return result;
}

const columnsTogether = 64;

/** Memory for the coefficients of voxels. */
function floatsOn(scratch: ArrayBufferLike | undefined, voxels: Voxels): Coefficients {
  const type = floatTypeFor(voxelTypeOf(voxels));
  if (!scratch) return new voxelArrays[type](voxels.length);
  return type === 'float32' ? new Float32Array(scratch) : new Float64Array(scratch);
}
