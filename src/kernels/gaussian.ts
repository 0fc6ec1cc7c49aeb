import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { convolve, type Kernels, type Precision } from './convolve.ts';
import { gaussianWeights } from './gaussianWeights.ts';
import type { Progress } from './progress.ts';

/** scipy does nothing along an axis with less than that. */
const leastSigma = 1e-15;

/**
 * Smooths the source with a Gaussian of the given standard deviations in voxels along i, j and k, and writes it to a
 * target of equal length. Beyond the borders the image is reflected (b a | a b), and the Gaussian is cut after 4
 * standard deviations.
 *
 * Exact: bit for bit scipy.ndimage.gaussian_filter with `output` of the target's type, which by default is the
 * source's: float32 stays float32, and integers stay integers, cut off towards 0 after each axis. Fast: sums in
 * float32, the target must be float32, within 1e-5 of that relative to the largest value nearby. Throws when a standard
 * deviation is negative or not finite. Given `wanted`, the target holds these slices alone.
 */
export function gaussian(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  sigmaVoxels: Vec3,
  precision: Precision = 'Exact',
  progress?: Progress,
  wanted?: Slab,
): void {
  const [i, j, k] = sigmaVoxels;
  const kernels: Kernels = [weightsFor(i), weightsFor(j), weightsFor(k)];
  convolve(source, target, size, kernels, { border: 'Reflect', constant: 0 }, precision, progress, wanted);
}

function weightsFor(sigmaVoxels: number): Float64Array | undefined {
  return sigmaVoxels >= 0 && sigmaVoxels <= leastSigma ? undefined : gaussianWeights(sigmaVoxels);
}
