import { borderParam, constantParam } from '#modules/filterParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { bilateral } from '#src/kernels/bilateral.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';

export default defineModule({
  id: 'Bilateral',
  version: 2,
  genre: 'Filters',
  help:
    'Removes noise and keeps edges: in each slice by itself, a voxel becomes the mean of its neighbours, weighted by how near they are and by how ' +
    'alike their values (Tomasi and Manduchi 1998). Equal to skimage.restoration.denoise_bilateral of each slice array[i, j] as floats, with ' +
    'its default window (3 standard deviations, at least 5×5) and 10000 bins, up to the last digits of its exponentials. So it also weighs by ' +
    'distances a little off, as the table of scikit-image has them, and takes a constant border to lie that much above the minimum where ' +
    'values lie below 0; there the border is Constant by itself. A slice with NaN stays NaN where NaN is in reach.',
  aliases: [
    'denoise_bilateral',
    'bilateralFilter',
    'BilateralImageFilter',
    'denoise',
    'noise',
    'edge preserving',
    'anisotropic diffusion',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Filtered' } },
  params: {
    sigmaSpace: {
      kind: 'number',
      label: 'Distance',
      default: 1,
      min: 0.1,
      max: 5,
      step: 0.1,
      unit: 'voxels',
      help: 'The standard deviation of the distance.',
    },
    sigmaValue: {
      kind: 'number',
      label: 'Difference',
      default: 1,
      min: 0,
      step: 0.1,
      help: 'The standard deviation of the difference of values.',
    },
    unit: {
      kind: 'choice',
      label: 'Difference in',
      default: 'Deviations',
      options: { Deviations: 'Standard deviations of the slice', Values: 'Values of the image' },
    },
    border: borderParam,
    constant: constantParam,
  },

  migrate: { 1: (params) => params },

  summary({ sigmaSpace, sigmaValue, unit }) {
    return `${sigmaSpace} voxels, ${sigmaValue} ${unit === 'Values' ? 'in value' : 'deviations'}`;
  },

  halo() {
    return 0;
  },

  run({ input0 }, { sigmaSpace, sigmaValue, unit, border, constant }, context) {
    const { size, voxels: source } = input0;
    const voxels = context.allocate(floatTypeFor(voxelTypeOf(source)), source.length, 'nothing');
    const sigmas = { space: sigmaSpace, value: sigmaValue, unit };
    bilateral(source, voxels, size, sigmas, { border, constant }, context.progress);
    return { output0: { ...input0, voxels } };
  },
});
