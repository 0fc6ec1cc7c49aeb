import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { leastVoxelsOf, sizeUnitParam } from '#modules/sizeParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { invertBitmask, releaseBitmasks } from '#src/kernels/bitmask.ts';
import { keepLarge } from '#src/kernels/keepLarge.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';

export default defineModule({
  id: 'RemoveSmall',
  version: 1,
  genre: 'Segmentation',
  help:
    'Removes the connected components of a mask that are smaller than the least size, or fills the parts of the background that are: equal ' +
    'to skimage.morphology.remove_small_objects with min_size and remove_small_holes with area_threshold, whose connectivity 1, 2 and 3 are ' +
    '6, 18 and 26 neighbours. What has exactly the least size stays. A part of the background counts as a hole wherever it lies, at a face ' +
    'of the image too; FillHoles fills only what is closed on all sides.',
  aliases: [
    'remove_small_objects',
    'remove_small_holes',
    'remove small islands',
    'AttributeOpening',
    'area opening',
    'sieve',
  ],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: {
    output0: { type: 'image', label: 'Cleaned' },
    removed: { type: 'number', label: 'Components removed' },
  },
  params: {
    target: {
      kind: 'choice',
      label: 'Remove',
      default: 'Objects',
      options: { Objects: 'Small objects', Holes: 'Small holes' },
    },
    minimumSize: { kind: 'number', label: 'Least size', default: 64, min: 0, help: 'What is smaller is removed.' },
    sizeUnit: sizeUnitParam,
    connectivity: connectivityParam,
  },

  summary({ target, minimumSize, sizeUnit }) {
    return `${target === 'Holes' ? 'holes' : 'objects'} < ${minimumSize} ${sizeUnit === 'ml' ? 'ml' : 'voxels'}`;
  },

  forecast({ input0 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: 'uint8' } }, scratch: voxels };
  },

  writesOver: () => true,

  run({ input0 }, { target, minimumSize, sizeUnit, connectivity }, context) {
    const { size, affine } = input0;
    const mask = packForeground(input0.voxels, size, () => context.progress(0));
    if (target === 'Holes') invertBitmask(mask);
    const {
      mask: large,
      count,
      kept,
    } = keepLarge(mask, connectivityOf(connectivity), leastVoxelsOf(minimumSize, sizeUnit, affine), (fraction) =>
      context.progress(fraction),
    );
    if (target === 'Holes') invertBitmask(large);
    const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
    unpackInto(large, voxels);
    releaseBitmasks(mask, large);
    return { output0: { size, affine, voxels }, removed: count - kept };
  },
});
