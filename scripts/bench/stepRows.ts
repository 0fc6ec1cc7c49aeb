import { histogramInBins } from '#src/image/histogram.ts';
import { flagVoxels } from '#src/kernels/flagVoxels.ts';
import { otsuThreshold } from '#src/kernels/otsu.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { band } from '#src/kernels/voxelRule.ts';
import { allocate } from './memory.ts';
import {
  naiveBallClosing,
  naiveBand,
  naiveFill,
  naiveGaussian,
  naiveLargest,
  naiveMask,
  naiveOtsu,
  naiveThreshold,
} from './naive.ts';
import type { StepRow } from './row.ts';
import { runModule } from './runModule.ts';
import type { VolumeName } from './volumes.ts';

/** The sizes of every step, and the head on which most goals are set. */
const all = ['cube128', 'small', 'head', 'cube256', 'head57', 'slab512'] as const satisfies readonly VolumeName[];
/** From some 50 million voxels on nothing fits into a cache. */
const large = ['head57', 'slab512'] as const satisfies readonly VolumeName[];
const heads = ['head', 'head57'] as const satisfies readonly VolumeName[];

/** Single steps against numpy, scipy and scikit-image, voxels in memory to voxels in memory. */
export const stepRows: readonly StepRow[] = [
  {
    kind: 'step',
    name: 'threshold',
    number: 'P7',
    volumes: all,
    goals: [
      { kind: 'faster', than: 'python', factor: 1, at: heads },
      { kind: 'within', of: 'copy', factor: 1.5, at: heads },
    ],
    of: 'image',
    ours: ({ image, threshold }) => runModule('Threshold', { threshold }, image),
    naive: ({ image, threshold }) => naiveThreshold(image, threshold),
    python: 'd > t',
  },
  {
    kind: 'step',
    name: 'mask',
    number: 'P7',
    volumes: all,
    goals: [
      { kind: 'faster', than: 'python', factor: 1, at: heads },
      { kind: 'within', of: 'copy', factor: 1.5, at: heads },
    ],
    of: 'image',
    ours: ({ image, mask }) => runModule('Mask', {}, image, mask),
    naive: ({ image, mask }) => naiveMask(image, mask),
    python: 'd * m',
  },
  {
    kind: 'step',
    name: 'band',
    number: 'P7',
    volumes: all,
    goals: [
      { kind: 'faster', than: 'python', factor: 1, at: heads },
      { kind: 'within', of: 'copy', factor: 1.5, at: large },
    ],
    of: 'image',
    ours({ image: { voxels }, threshold }) {
      const flags = allocate('uint8', voxels.length, 'nothing');
      flagVoxels(voxels, flags, band(threshold, 3 * threshold));
      return flags;
    },
    naive: ({ image, threshold }) => naiveBand(image, threshold, 3 * threshold),
    python: '(d >= t) & (d <= 3 * t)',
  },
  {
    kind: 'step',
    name: 'otsu',
    number: 'P6',
    volumes: all,
    goals: [{ kind: 'faster', than: 'python', factor: 14, at: ['head'] }],
    of: 'image',
    ours: ({ image }) => Float64Array.of(otsuThreshold(histogramInBins(image.voxels, 'Positive', 256, voxelCounter()))),
    naive: ({ image }) => Float64Array.of(naiveOtsu(image)),
    python: 'threshold_otsu(d[d > 0].astype(np.float64))',
  },
  {
    kind: 'step',
    name: 'fill holes',
    number: 'P6',
    volumes: all,
    goals: [{ kind: 'faster', than: 'python', factor: 25, at: ['head'] }],
    of: 'mask',
    ours: ({ mask }) => runModule('FillHoles', {}, mask),
    naive: ({ mask }) => naiveFill(mask),
    python: 'ndi.binary_fill_holes(m)',
  },
  closing(1, undefined),
  closing(3, 120),
  closing(6, 200),
  closing(10, 600),
  largest(6, 12),
  largest(26, 10),
  {
    kind: 'step',
    name: 'distance',
    number: 'P6',
    volumes: all,
    goals: [{ kind: 'faster', than: 'python', factor: 5, at: ['head'] }],
    of: 'mask',
    ours: ({ mask }) => runModule('Distance', {}, mask),
    python: 'ndi.distance_transform_edt(m)',
  },
  gaussian('Exact', 1.5, 0),
  gaussian('Fast', 3, 1e-5),
];

function gaussian(precision: 'Exact' | 'Fast', factor: number, tolerance: number): StepRow {
  return {
    kind: 'step',
    name: precision === 'Exact' ? 'gaussian 2, float32' : 'gaussian 2, fast',
    number: 'P8',
    volumes: all,
    goals: [{ kind: 'faster', than: 'python', factor, at: heads }],
    of: 'float32',
    ours: (input) => runModule('GaussianSmoothing', { sigma: 2, precision }, input.float32()),
    ...(precision === 'Exact' ? { naive: (input) => naiveGaussian(input.float32(), 2) } : {}),
    python: 'ndi.gaussian_filter(f, 2.0)',
    tolerance,
  };
}

function closing(radius: number, factor: number | undefined): StepRow {
  return {
    kind: 'step',
    name: `closing ${radius}`,
    ...(factor ? { number: 'P6', goals: [{ kind: 'faster', than: 'python', factor, at: ['head'] }] } : {}),
    volumes: all,
    of: 'mask',
    ours: ({ mask }) => runModule('Closing', { radius }, mask),
    naive: ({ mask }) => naiveBallClosing(mask, radius),
    python: `binary_closing(m, ball(${radius}))`,
  };
}

function largest(connectivity: 6 | 26, factor: number): StepRow {
  return {
    kind: 'step',
    name: `largest ${connectivity}`,
    number: 'P6',
    volumes: all,
    goals: [{ kind: 'faster', than: 'python', factor, at: ['head'] }],
    of: 'mask',
    ours: ({ mask }) => runModule('LargestComponent', { connectivity: String(connectivity) }, mask),
    naive: ({ mask }) => naiveLargest(mask, connectivity),
    python: `largest(m, ${connectivity})`,
  };
}
