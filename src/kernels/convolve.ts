import type { Vec3, Voxels } from '#src/image/volume.ts';
import { type Borders, convolveAxis } from './convolveAxis.ts';
import { filterExactly, filterFast } from './convolveRun.ts';
import { type Taps, tapsOf } from './convolveTaps.ts';
import { noProgress, type Progress, part } from './progress.ts';

/** The weights along i, j and k, each an odd number of them; undefined where nothing is done along an axis. */
export type Kernels = readonly [Float64Array | undefined, Float64Array | undefined, Float64Array | undefined];

/** How the sums are made: in float64, to the last bit as scipy makes them, or in float32. */
export type Precision = 'Exact' | 'Fast';

/**
 * Writes the source, convolved along i, j and k in turn, to a target of equal length and any type: bit for bit as
 * scipy.ndimage.convolve1d along each axis with `output` of the target's type. So sums are made in float64 and converted to the target's
 * type after each axis: floats are rounded, integers cut off towards 0 (and wrap where they do not fit). Source and target may be the
 * same voxels. Throws when a number of weights is even.
 *
 * With Fast the sums are made in float32; the target must be float32 and the weights symmetric. Weights that are all positive then
 * give a result within 1e-5 of the exact one, relative to the largest value that the sum has met.
 */
export function convolve(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  kernels: Kernels,
  borders: Borders,
  precision: Precision = 'Exact',
  progress: Progress = noProgress,
): void {
  const passes = kernels.flatMap((kernel, axis) => (kernel ? [{ axis, taps: tapsOf(kernel) }] : []));
  if (precision === 'Fast')
    requireFast(
      target,
      passes.map(({ taps }) => taps),
    );
  if (passes.length === 0 && source !== target) target.set(source);
  passes.forEach(({ axis, taps }, n) => {
    const done = part(progress, n / passes.length, (n + 1) / passes.length);
    const from = n === 0 ? source : target;
    if (precision === 'Fast') convolveAxis(from, target, size, axis, taps, borders, Float32Array, filterFast, done);
    else convolveAxis(from, target, size, axis, taps, borders, Float64Array, filterExactly, done);
  });
  progress(1);
}

function requireFast(target: Voxels, taps: readonly Taps[]): void {
  if (!(target instanceof Float32Array)) throw new Error('Sums in float32 need a target of float32');
  const uneven = taps.find(({ symmetry }) => symmetry !== 'Even');
  if (uneven) throw new Error(`Sums in float32 need symmetric weights, not ${uneven.weights.join(', ')}`);
}
