import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { defineModule } from '#src/graph/module.ts';
import { countForeground } from '#src/kernels/bitmask.ts';
import { packRule, unpackInto } from '#src/kernels/pack.ts';
import { reconstruct } from '#src/kernels/reconstruct.ts';
import { above } from '#src/kernels/voxelRule.ts';

export default defineModule({
  id: 'Hysteresis',
  version: 1,
  genre: 'Segmentation',
  help:
    'Gives the mask of the voxels above the low threshold that are connected with a voxel above the high one: weak parts stay where they ' +
    'belong to strong ones. Both comparisons are strict. Equal to skimage.filters.apply_hysteresis_threshold, which connects by faces (6); ' +
    'a low threshold above the high one counts as the high one, as there. NaN is above nothing.',
  aliases: ['apply_hysteresis_threshold', 'double threshold', 'DoubleThresholdImageFilter', 'Canny hysteresis'],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Mask' } },
  params: {
    low: {
      kind: 'number',
      line: { role: 'lower' },
      label: 'Low threshold',
      default: 50,
      help: 'What every voxel of the mask is above.',
    },
    high: {
      kind: 'number',
      line: { role: 'upper' },
      label: 'High threshold',
      default: 100,
      help: 'What each connected part is above at one voxel at least.',
    },
    connectivity: connectivityParam,
  },

  summary({ low, high }) {
    return `> ${low}, with > ${high}`;
  },

  forecast({ input0 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: 'uint8' } }, scratch: voxels };
  },

  writesOver: () => true,

  run({ input0 }, { low, high, connectivity }, context) {
    const { size, affine } = input0;
    const strong = packRule(input0.voxels, size, above(high), () => context.progress(0));
    const weak = packRule(input0.voxels, size, above(Math.min(low, high)), () => context.progress(0));
    if (countForeground(strong) === 0)
      context.warn(`No voxel is above the high threshold of ${high}, so the mask is empty`);
    const kept = reconstruct(strong, weak, connectivityOf(connectivity), (fraction) => context.progress(fraction));
    const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
    unpackInto(kept, voxels);
    return { output0: { size, affine, voxels } };
  },
});
