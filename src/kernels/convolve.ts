import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { convolveAlongK } from './convolveAlongK.ts';
import { type Borders, convolveAxis } from './convolveAxis.ts';
import { lineKernels } from './convolveLines.ts';
import { filterExactly, filterFast } from './convolveRun.ts';
import { convolveSlices } from './convolveSlices.ts';
import { type Taps, tapsOf } from './convolveTaps.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { type Simd, simd } from './simd.ts';

/** The weights along i, j and k, each an odd number of them; undefined where nothing is done along an axis. */
export type Kernels = readonly [Float64Array | undefined, Float64Array | undefined, Float64Array | undefined];

/** The taps along i, j and k; undefined where nothing is done. */
type AxisTaps = readonly [Taps | undefined, Taps | undefined, Taps | undefined];

/** How the sums are made: in float64, to the last bit as scipy makes them, or in float32. */
export type Precision = 'Exact' | 'Fast';

/**
 * Writes the source, convolved along i, j and k in turn, to a target of equal length and any type: bit for bit as
 * scipy.ndimage.convolve1d along each axis with `output` of the target's type. So sums are made in float64 and
 * converted to the target's type after each axis: floats are rounded, integers cut off towards 0 (and wrap where they
 * do not fit). Source and target may be the same voxels. Throws when a number of weights is even.
 *
 * With Fast the sums are made in float32; the target must be float32 and the weights symmetric. Weights that are all
 * positive then give a result within 1e-5 of the exact one, relative to the largest value that the sum has met.
 *
 * Given `wanted`, the target holds these slices of the result alone; it must not be the source then.
 */
export function convolve(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  kernels: Kernels,
  borders: Borders,
  precision: Precision = 'Exact',
  progress: Progress = noProgress,
  wanted: Slab = { start: 0, end: size[2] },
): void {
  const taps: AxisTaps = [tapsFor(kernels[0]), tapsFor(kernels[1]), tapsFor(kernels[2])];
  if (precision === 'Fast') requireFast(target, taps);
  if (taps.every((axis) => axis === undefined)) {
    if (source !== target) target.set(slicesOf(source, size, wanted.start, wanted.end));
  } else {
    const fast = simd();
    if (fast && fitsSimd(source, target, taps, borders)) {
      convolveSimd(fast, source, target, size, taps, borders, precision, progress, wanted);
    } else if (target.length === source.length) {
      convolvePlain(source, target, size, taps, borders, precision, progress);
    } else {
      const whole = new voxelArrays[voxelTypeOf(target)](source.length);
      convolvePlain(source, whole, size, taps, borders, precision, progress);
      target.set(slicesOf(whole, size, wanted.start, wanted.end));
    }
  }
  progress(1);
}

function tapsFor(kernel: Float64Array | undefined): Taps | undefined {
  return kernel && tapsOf(kernel);
}

function convolvePlain(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  taps: AxisTaps,
  borders: Borders,
  precision: Precision,
  progress: Progress,
): void {
  let from = source;
  taps.forEach((axisTaps, axis) => {
    if (!axisTaps) return;
    const done = part(progress, axis / 3, (axis + 1) / 3);
    if (precision === 'Fast') convolveAxis(from, target, size, axis, axisTaps, borders, Float32Array, filterFast, done);
    else convolveAxis(from, target, size, axis, axisTaps, borders, Float64Array, filterExactly, done);
    from = target;
  });
}

/**
 * Along i and j slice by slice, then along k in the target itself, so that no second volume is needed. Slices that are
 * not wanted themselves, but by their neighbours, lie beside it.
 */
function convolveSimd(
  fast: Simd,
  source: Voxels,
  target: Voxels,
  size: Vec3,
  [tapsI, tapsJ, tapsK]: AxisTaps,
  borders: Borders,
  precision: Precision,
  progress: Progress,
  { start, end }: Slab,
): void {
  const kernels = lineKernels(fast, precision === 'Fast');
  const [ni, nj, nk] = size;
  const type = voxelTypeOf(target);
  let pieces: readonly Voxels[] = [source];
  let share = 0;
  if (tapsI || tapsJ) {
    share = tapsK ? 0.6 : 1;
    // Where nothing is done along k, neighbours are not needed.
    const [first, last] = tapsK ? [0, nk] : [start, end];
    const besides = (slices: number) => new voxelArrays[type](ni * nj * slices);
    pieces = [besides(start - first), target, besides(last - end)];
    let k = first;
    for (const piece of pieces) {
      const depth = piece.length / (ni * nj);
      const from = slicesOf(source, size, k, k + depth);
      const done = part(
        progress,
        (share * (k - first)) / (last - first),
        (share * (k + depth - first)) / (last - first),
      );
      fast.scratch.use(() => convolveSlices(kernels, from, piece, [ni, nj, depth], tapsI, tapsJ, borders, done));
      k += depth;
    }
  }
  if (tapsK) {
    const done = part(progress, share, 1);
    fast.scratch.use(() => convolveAlongK(kernels, pieces, target, size, tapsK, borders, done, { start, end }));
  }
}

function slicesOf(voxels: Voxels, [ni, nj]: Vec3, start: number, end: number): Voxels {
  return voxels.subarray(start * ni * nj, end * ni * nj);
}

/**
 * Whether no voxel can leave the target's type: integers that do not fit wrap in the plain form, but not in the other
 * one. So integers go there only where they stay what they are, and are averaged.
 */
function fitsSimd(source: Voxels, target: Voxels, taps: AxisTaps, { border }: Borders): boolean {
  const type = voxelTypeOf(target);
  if (!voxelTypes[type].integer) return true;
  return voxelTypeOf(source) === type && border !== 'Constant' && taps.every((axis) => !axis || isAverage(axis));
}

function isAverage({ radius, weights, symmetry }: Taps): boolean {
  let sum = 0;
  for (let n = 0; n < weights.length; n++) {
    if (weights[n] < 0) return false;
    sum += symmetry === 'Even' && n > 0 ? 2 * weights[n] : weights[n];
  }
  return symmetry !== 'Odd' && sum <= 1 + radius * Number.EPSILON;
}

function requireFast(target: Voxels, taps: AxisTaps): void {
  if (!(target instanceof Float32Array)) throw new Error('Sums in float32 need a target of float32');
  const uneven = taps.find((axis) => axis && axis.symmetry !== 'Even');
  if (uneven) throw new Error(`Sums in float32 need symmetric weights, not ${uneven.weights.join(', ')}`);
}
