import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { defineModule } from '#src/graph/module.ts';
import { sizeText } from '#src/image/affine.ts';
import { type Bitmask, isSameMask, releaseBitmasks, withBitmasks } from '#src/kernels/bitmask.ts';
import { fillHoles } from '#src/kernels/fillHoles.ts';
import { fillHolesWithin } from '#src/kernels/fillHolesWithin.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import type { Progress } from '#src/kernels/progress.ts';
import { swapWithLast } from '#src/kernels/swapAxis.ts';

export default defineModule({
  id: 'FillHoles',
  version: 2,
  genre: 'Segmentation',
  help:
    'Fills the holes of a mask: parts of the background, connected by faces (6), that touch no face of the volume. Equal to ' +
    'scipy.ndimage.binary_fill_holes on a 3D array with its default structure; with 18 or 26 neighbours fewer parts are closed, as with ' +
    'generate_binary_structure(3, 2) or (3, 3). In a single slice every voxel touches a face, so nothing is filled there: slice by ' +
    'slice, holes are closed by the edges of their slice, with 4 neighbours for 6, else 8. A largest size leaves larger holes open. ' +
    'wb_command fills more: every part of the background but the largest.',
  aliases: ['binary_fill_holes', 'BinaryFillholeImageFilter', 'fslmaths -fillh', 'imfill'],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: { output0: { type: 'image', label: 'Filled' } },
  params: {
    dimension: {
      kind: 'choice',
      label: 'Holes are closed in',
      default: 'Volume',
      options: {
        Volume: '3D',
        AcrossK: 'Each slice across k',
        AcrossJ: 'Each slice across j',
        AcrossI: 'Each slice across i',
      },
      help: 'Axes are those of storage: k is the slowest, across which files mostly have their slices.',
    },
    connectivity: { ...connectivityParam, help: 'Which voxels of the background count as connected.' },
    maximumSize: {
      kind: 'number',
      label: 'Largest size',
      unit: 'voxels',
      default: 0,
      min: 0,
      help: 'Holes with more voxels stay open; 0 fills all.',
    },
  },

  summary({ dimension, maximumSize }) {
    const where = dimension === 'Volume' ? '3D' : 'slice by slice';
    return maximumSize === 0 ? where : `${where}, up to ${maximumSize} voxels`;
  },

  /** What is new has defaults that leave the result as it was. */
  migrate: { 1: (params) => params },

  halo({ dimension }) {
    return dimension === 'AcrossK' ? 0 : undefined;
  },

  forecast({ input0 }, { dimension }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    const isSwapped = dimension === 'AcrossJ' || dimension === 'AcrossI';
    return { images: { output0: { ...input0, type: 'uint8' } }, scratch: (isSwapped ? 0.5 : 0.25) * voxels };
  },

  writesOver: () => true,

  run({ input0 }, { dimension, connectivity, maximumSize }, context) {
    const { size, affine } = input0;
    const neighbours = connectivityOf(connectivity);
    const most = maximumSize === 0 ? Number.POSITIVE_INFINITY : maximumSize;
    const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
    const progress = (fraction: number) => context.progress(fraction);
    withBitmasks(size, () => {
      const mask = packForeground(input0.voxels, size, () => progress(0));
      if (dimension === 'Volume') {
        const isDefault = neighbours === 6 && most === Number.POSITIVE_INFINITY;
        const filled = isDefault ? fillHoles(mask, progress) : fillHolesWithin(mask, neighbours, most, progress);
        if (Math.min(...size) <= 2) {
          context.warn(`Nothing can be filled in ${sizeText(size)} voxels, since every voxel touches a face`);
        } else if (isSameMask(mask, filled)) {
          context.warn('The mask has no hole that is closed in 3D, so nothing was filled');
        }
        unpackInto(filled, voxels);
        releaseBitmasks(mask, filled);
      } else {
        const axis = dimension === 'AcrossI' ? 0 : dimension === 'AcrossJ' ? 1 : 2;
        unpackInto(fillSlices(mask, axis, neighbours === 6 ? 4 : 8, most, progress), voxels);
      }
    });
    return { output0: { size, affine, voxels } };
  },
});

/** Fills the slices across an axis; another than the last changes places with that one for the time. */
function fillSlices(mask: Bitmask, axis: 0 | 1 | 2, neighbours: 4 | 8, most: number, progress: Progress): Bitmask {
  if (axis === 2) return fillHolesWithin(mask, neighbours, most, progress);
  return swapWithLast(fillHolesWithin(swapWithLast(mask, axis), neighbours, most, progress), axis);
}
