import type { images } from './filterImages.ts';

/**
 * What scipy and scikit-image make of `f` (floats), `d` (the same in float64), `i` (integers) and `m` (the mask), arrays by i, j and k;
 * what our module makes of it, and how far apart they may lie.
 */
export interface FilterCase {
  readonly python: string;
  readonly module: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly input: keyof typeof images;
  readonly isMasked?: boolean;
  readonly output?: string;
  readonly tolerance: number;
}

/** The values reach up to 240. */
const float32 = 1e-6 * 240;
/** Every module that has a counterpart, with the parameters that tell most. */
export const filterCases: readonly FilterCase[] = [
  { module: 'Median', params: {}, input: 'integers', python: 'ndi.median_filter(i, 3)', tolerance: 0 },
  {
    module: 'Median',
    params: { shape: 'Ball', radius: 2 },
    input: 'floats',
    python: 'ndi.median_filter(f, footprint=morphology.ball(2))',
    tolerance: 0,
  },
  {
    module: 'Median',
    params: { radius: 3, dimension: 'Slices', border: 'Mirror' },
    input: 'integers',
    python: 'ndi.median_filter(i, (7, 7, 1), mode="mirror")',
    tolerance: 0,
  },
  {
    module: 'Convolution',
    params: { predefKernel: 'Average5x5', border: 'Nearest' },
    input: 'floats',
    python: 'ndi.uniform_filter(d, (5, 5, 1), mode="nearest")',
    tolerance: float32,
  },
  {
    module: 'Convolution',
    params: {
      predefKernel: 'User',
      userKernel: '1 2 0; 0 5 -1; 3 3 3',
      normalize: false,
      border: 'Constant',
      constant: 7,
    },
    input: 'integers',
    python:
      'ndi.convolve(i.astype(float), np.array([[1, 2, 0], [0, 5, -1], [3, 3, 3]]).T[:, :, None], mode="constant", cval=7)',
    tolerance: float32,
  },
  { module: 'Sobel', params: {}, input: 'floats', python: 'filters.sobel(d)', tolerance: float32 },
  { module: 'Sobel', params: { output: 'Y' }, input: 'floats', python: 'filters.sobel(d, axis=1)', tolerance: float32 },
  {
    module: 'Sobel',
    params: { dimension: 'Slices' },
    input: 'floats',
    python: 'slices(filters.sobel, d)',
    tolerance: float32,
  },
  {
    module: 'Sobel',
    params: { output: 'Z' },
    input: 'floats',
    python: 'ndi.sobel(d, axis=2) / 16',
    tolerance: float32,
  },
  {
    module: 'Laplace',
    params: { border: 'Mirror' },
    input: 'integers',
    python: 'ndi.laplace(i.astype(float), mode="mirror")',
    tolerance: 0,
  },
  {
    module: 'Sharpen',
    params: { radius: 1.5, amount: 2 },
    input: 'floats',
    python: 'filters.unsharp_mask(d, 1.5, 2, preserve_range=True)',
    tolerance: float32,
  },
  {
    module: 'Canny',
    params: { sigma: 1.2, unit: 'Values', low: 60, high: 150 },
    input: 'floats',
    python: 'slices(lambda s: feature.canny(s, 1.2, 60, 150), d)',
    tolerance: 0,
  },
  {
    module: 'Canny',
    params: { border: 'Reflect' },
    input: 'floats',
    python: 'slices(lambda s: feature.canny(s, 1, 0.8, 0.95, use_quantiles=True, mode="reflect"), d)',
    tolerance: 0,
  },
  {
    module: 'HistogramEqualisation',
    params: {},
    input: 'integers',
    python: 'exposure.equalize_hist(i)',
    tolerance: 1e-7,
  },
  {
    module: 'HistogramEqualisation',
    params: { bins: 100 },
    input: 'floats',
    isMasked: true,
    python: 'exposure.equalize_hist(d, 100, m)',
    tolerance: 1e-6,
  },
  {
    module: 'CLAHE',
    params: {},
    input: 'floats',
    python: 'slices(lambda s: exposure.equalize_adapthist((s - s.min()) / (s.max() - s.min())), d)',
    tolerance: 1e-4,
  },
  {
    module: 'CLAHE',
    params: { tiles: 3, clipLimit: 0.2, bins: 64 },
    input: 'mask',
    python: 'slices(lambda s: exposure.equalize_adapthist(s, (9, 7), 0.2, 64), m)',
    tolerance: 1e-7,
  },
  {
    module: 'Bilateral',
    params: { sigmaSpace: 0.8, sigmaValue: 30, unit: 'Values' },
    input: 'floats',
    python: 'slices(lambda s: denoise_bilateral(s, None, 30, 0.8, mode="symmetric"), d)',
    tolerance: float32,
  },
  {
    module: 'Bilateral',
    params: { border: 'Constant' },
    input: 'floats',
    python: 'slices(denoise_bilateral, d)',
    tolerance: float32,
  },
  {
    module: 'Bilateral',
    params: { sigmaSpace: 1.3, border: 'Nearest' },
    input: 'integers',
    python: 'slices(lambda s: denoise_bilateral(s, sigma_spatial=1.3, mode="edge"), a)',
    tolerance: float32,
  },
  { module: 'Skeleton', params: {}, input: 'mask', python: 'morphology.skeletonize(m) > 0', tolerance: 0 },
  {
    module: 'Skeleton',
    params: { dimension: 'Slices' },
    input: 'mask',
    python: 'slices(morphology.skeletonize, m)',
    tolerance: 0,
  },
  {
    module: 'Resample3D',
    params: { mode: 'Zoom', zoom: [1.7, 0.6, 2], type: 'Float' },
    input: 'floats',
    python: 'ndi.zoom(d, (1.7, 0.6, 2), order=1, mode="reflect", grid_mode=True)',
    tolerance: float32,
  },
  {
    module: 'Resample3D',
    params: { mode: 'Zoom', zoom: [1.7, 0.6, 2], filter: 'Cubic' },
    input: 'floats',
    python: 'ndi.zoom(d, (1.7, 0.6, 2), order=3, mode="reflect", grid_mode=True)',
    tolerance: float32,
  },
  {
    module: 'Resample3D',
    params: { mode: 'Zoom', zoom: [1.7, 0.6, 2], filter: 'Nearest' },
    input: 'integers',
    python: 'ndi.zoom(i, (1.7, 0.6, 2), order=0, mode="reflect", grid_mode=True)',
    tolerance: 0,
  },
  {
    module: 'Resample3D',
    params: { mode: 'Zoom', zoom: [1.3, 1.3, 1.5], filter: 'Cubic', align: 'Centers' },
    input: 'floats',
    python: 'ndi.zoom(d, (1.3, 1.3, 1.5), order=3, mode="reflect")',
    tolerance: float32,
  },
  {
    module: 'Resample3D',
    params: { mode: 'VoxelSize', voxelSize: [0.7, 1.9, 1.1], filter: 'Linear' },
    input: 'floats',
    python: 'along(d, (0.7, 1.9, 1.1), 1)',
    tolerance: float32,
  },
  {
    module: 'Scale',
    params: { outputMin: -5, outputMax: 5 },
    input: 'integers',
    python: 'exposure.rescale_intensity(i.astype(float), out_range=(-5, 5))',
    tolerance: 1e-6,
  },
  {
    module: 'Normalize',
    params: {},
    input: 'floats',
    isMasked: true,
    python: '(d - d[m].mean()) / d[m].std()',
    tolerance: 1e-6,
  },
  {
    module: 'Normalize',
    params: { method: 'Percentiles', lower: 2.5, upper: 97.1, clamp: false },
    input: 'floats',
    python: '(d - np.percentile(d, 2.5)) / (np.percentile(d, 97.1) - np.percentile(d, 2.5))',
    tolerance: 1e-6,
  },
  {
    module: 'Normalize',
    params: { method: 'Percentiles', lower: 33 },
    input: 'integers',
    output: 'center',
    python: 'np.percentile(i, [33])',
    tolerance: 1e-12,
  },
  {
    module: 'Expression',
    params: { expression: 'where((a % -7 < -3) == (sqrt(abs(a)) > 9), -a ** 2 / 3, hypot(a, 4) - 2 ** 3 ** 0.5)' },
    input: 'integers',
    python: 'np.where(((a % -7) < -3) == (np.sqrt(np.abs(a)) > 9), -a ** 2 / 3, np.hypot(a, 4) - 2 ** 3 ** 0.5)',
    tolerance: 1e-3,
  },
];
