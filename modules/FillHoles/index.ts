import { defineModule } from '#src/graph/module.ts';
import { sizeText } from '#src/image/affine.ts';
import { isSameMask } from '#src/kernels/bitmask.ts';
import { fillHoles } from '#src/kernels/fillHoles.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';

export default defineModule({
  id: 'FillHoles',
  version: 1,
  genre: 'Segmentation',
  help:
    'Fills the holes of a mask: parts of the background, connected by faces (6), that touch no face of the volume. Equal to ' +
    'scipy.ndimage.binary_fill_holes on a 3D array with its default structure. In a single slice every voxel touches a ' +
    'face, so nothing is filled there. wb_command fills more: every part of the background but the largest.',
  aliases: ['binary_fill_holes', 'BinaryFillholeImageFilter', 'fslmaths -fillh'],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: { output0: { type: 'image', label: 'Filled' } },
  params: {},

  forecast({ input0 }) {
    return { images: { output0: { ...input0, type: 'uint8' } } };
  },

  run({ input0 }, _params, context) {
    const { size, affine } = input0;
    if (Math.min(...size) <= 2) {
      context.warn(`Nothing can be filled in ${sizeText(size)} voxels, since every voxel touches a face`);
    }
    const mask = packForeground(input0.voxels, size);
    const filled = fillHoles(mask, (fraction) => context.progress(fraction));
    if (Math.min(...size) > 2 && isSameMask(mask, filled)) {
      context.warn('The mask has no hole that is closed in 3D, so nothing was filled');
    }
    const voxels = context.allocate('uint8', input0.voxels.length);
    unpackInto(filled, voxels);
    return { output0: { size, affine, voxels } };
  },
});
