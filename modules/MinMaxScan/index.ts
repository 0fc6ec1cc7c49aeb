import { defineModule } from '#src/graph/module.ts';
import { smallestTypeFor, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

export default defineModule({
  id: 'MinMaxScan',
  version: 1,
  genre: 'Analysis',
  help:
    'Finds the smallest and the largest value of an image, NaN left out, and proposes the smallest data type that holds both. Connect the values ' +
    'to fields, for instance of a window or of Scale. MeVisLab also passes the image on with its range set right; here an image has no ' +
    'range of its own that could be wrong.',
  aliases: ['numpy.min', 'numpy.max', 'MinimumMaximumImageFilter', 'minMaxLoc', 'range', 'extremes', 'fslstats -R'],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: {
    trueMinValue: { type: 'number', label: 'Minimum' },
    trueMaxValue: { type: 'number', label: 'Maximum' },
    proposedType: { type: 'text', label: 'Proposed Data Type', help: 'As numpy calls it; of a float type, that type.' },
  },
  params: {},

  run({ input0 }, _params, context) {
    const { min, max, count } = voxelCounter(() => context.progress(0)).extremes(input0.voxels, 'All');
    const nanCount = input0.voxels.length - count;
    if (nanCount === input0.voxels.length) {
      throw new Error('The image has no minimum and maximum, since every voxel is NaN');
    }
    if (nanCount > 0) context.warn(`${nanCount} of ${input0.voxels.length} voxels are NaN and were left out`);
    const type = voxelTypeOf(input0.voxels);
    const proposedType = voxelTypes[type].integer ? smallestTypeFor([min, max]) : type;
    return { trueMinValue: min, trueMaxValue: max, proposedType };
  },
});
