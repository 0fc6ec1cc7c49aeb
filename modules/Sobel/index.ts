import { borderParam, constantParam, dimensionParam } from '#modules/filterParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { weightedSums } from '#src/kernels/weightedSum.ts';
import { sobelTaps } from './sobelTaps.ts';

export default defineModule({
  id: 'Sobel',
  version: 1,
  genre: 'Filters',
  help:
    'Finds edges: the difference of the two neighbours along an axis, smoothed by 1 2 1 over 4 along the others, or the magnitude of all, which is ' +
    'the root of the mean of their squares. Equal to skimage.filters.sobel of the image as floats (which scikit-image divides by the range of ' +
    'an integer type first), up to the rounding of float32; scipy.ndimage.sobel is 4 times that in a slice and 16 times in a volume. With a ' +
    'constant border the border value counts, where scikit-image 0.19 leaves its cval out. It goes by voxels, not by mm.',
  aliases: [
    'edge',
    'gradient',
    'SobelEdgeDetectionImageFilter',
    'GradientMagnitudeImageFilter',
    'skimage.filters.sobel',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Edges' } },
  params: {
    output: {
      kind: 'choice',
      label: 'Output',
      default: 'Magnitude',
      options: { Magnitude: 'Magnitude', X: 'Along i', Y: 'Along j', Z: 'Along k' },
    },
    dimension: dimensionParam,
    border: borderParam,
    constant: constantParam,
  },

  summary({ output, dimension }) {
    return `${output}, ${dimension === 'Slices' ? '2D' : '3D'}`;
  },

  halo({ dimension }) {
    return dimension === 'Slices' ? 0 : 1;
  },

  run({ input0 }, { output, dimension, border, constant }, context) {
    const { size, affine, voxels: source } = input0;
    const dimensions = dimension === 'Slices' ? 2 : 3;
    if (output === 'Z' && dimensions === 2)
      throw new Error('There is no edge along k within a slice: set Neighbours to 3D');
    const axes = output === 'Magnitude' ? [0, 1, 2].slice(0, dimensions) : [['X', 'Y', 'Z'].indexOf(output)];
    const kernels = axes.map((axis) => sobelTaps(axis, dimensions));
    const voxels = context.allocate(floatTypeFor(voxelTypeOf(source)), source.length, 'nothing');
    weightedSums(source, voxels, size, kernels, { border, constant }, context.progress);
    return { output0: { size, affine, voxels } };
  },
});
