import type { Tap } from '#src/kernels/weightedSum.ts';

/** The kernels of MeVisLab's panel, and some more, as userKernel would say them; all but Laplace sum to 1. */
export const kernels = {
  Average3x3: '1 1 1; 1 1 1; 1 1 1',
  Average5x5: '1 1 1 1 1; 1 1 1 1 1; 1 1 1 1 1; 1 1 1 1 1; 1 1 1 1 1',
  Average3x3x3: '1 1 1; 1 1 1; 1 1 1 | 1 1 1; 1 1 1; 1 1 1 | 1 1 1; 1 1 1; 1 1 1',
  Gauss3x3: '1 2 1; 2 4 2; 1 2 1',
  Gauss5x5: '1 4 6 4 1; 4 16 24 16 4; 6 24 36 24 6; 4 16 24 16 4; 1 4 6 4 1',
  Laplace3x3: '0 1 0; 1 -4 1; 0 1 0',
} as const;

export type PredefKernel = keyof typeof kernels;

/** The most weights that a kernel may have. */
const mostWeights = 4096;

/**
 * The taps of a convolution with a kernel that is written as numbers along i, rows along j parted by ; or a new line, and slices along k
 * parted by |. A convolution mirrors its kernel, as scipy.ndimage.convolve does. With `isNormalized` the weights are divided by their
 * sum. Weights of 0 are left out. Throws where this cannot be read.
 */
export function kernelTaps(text: string, isNormalized: boolean): readonly Tap[] {
  const slices = text.split('|').map((slice) =>
    slice
      .split(/[;\n]/)
      .map((row) =>
        row
          .trim()
          .split(/[\s,]+/)
          .filter((word) => word !== ''),
      )
      .filter((row) => row.length > 0),
  );
  const [ni, nj, nk] = [slices[0][0]?.length ?? 0, slices[0].length, slices.length];
  if (ni === 0) throw new Error('The kernel is empty: write its weights, such as 1 2 1; 2 4 2; 1 2 1');
  if (slices.some((rows) => rows.length !== nj || rows.some((row) => row.length !== ni))) {
    throw new Error(`Every row of the kernel must have ${ni} weights, as the first one, and every slice ${nj} rows`);
  }
  if (ni % 2 === 0 || nj % 2 === 0 || nk % 2 === 0) {
    throw new Error(`A kernel needs a middle, so an odd number of weights along each axis, not ${ni}×${nj}×${nk}`);
  }
  if (ni * nj * nk > mostWeights) throw new Error(`The kernel has ${ni * nj * nk} weights, more than ${mostWeights}`);
  const words = slices.flat(2);
  const wrong = words.find((word) => !Number.isFinite(Number(word)));
  if (wrong !== undefined) throw new Error(`"${wrong.slice(0, 40)}" in the kernel is no number`);
  const weights = words.map(Number);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (isNormalized && sum === 0)
    throw new Error('The weights of the kernel sum to 0, so they cannot be divided by their sum: switch that off');
  const scale = isNormalized ? sum : 1;
  return (
    weights
      .map((weight, n) => ({
        di: (ni - 1) / 2 - (n % ni),
        dj: (nj - 1) / 2 - (Math.floor(n / ni) % nj),
        dk: (nk - 1) / 2 - Math.floor(n / (ni * nj)),
        weight: weight / scale,
      }))
      .filter(({ weight }) => weight !== 0)
      // In the order of the voxels.
      .toReversed()
  );
}
