import { borderParam, dimensionParam } from '#modules/filterParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { cropSlab } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { median, windowRows } from '#src/kernels/median.ts';

const { Constant: _, ...borders } = borderParam.options;

/** Windows of more voxels take minutes on a head, and show nothing of it any more. */
const mostVoxels = 11 ** 3;

export default defineModule({
  id: 'Median',
  version: 1,
  genre: 'Filters',
  help:
    'Replaces each voxel by the median of its neighbourhood, which removes single outliers and keeps edges. Equal to scipy.ndimage.median_filter ' +
    'with size 2 × radius + 1 (Box), or with footprint skimage.morphology.ball or disk (Ball), and to ITK’s MedianImageFilter with border Nearest. The ' +
    'type stays. The radius is in voxels, along k as well unless each slice is filtered by itself. NaN counts as infinitely large. A neighbourhood has 11×11×11 voxels at most.',
  aliases: [
    'median_filter',
    'MedianImageFilter',
    'medianBlur',
    'denoise',
    'noise',
    'salt and pepper',
    'rank filter',
    'fslmaths -fmedian',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Filtered' } },
  params: {
    shape: { kind: 'choice', label: 'Shape', default: 'Box', options: { Box: 'Box', Ball: 'Ball' } },
    radius: { kind: 'integer', label: 'Radius', default: 1, min: 0, max: 15, step: 1, unit: 'voxels' },
    dimension: dimensionParam,
    border: { ...borderParam, options: borders },
  },

  summary({ shape, radius, dimension }) {
    const side = 2 * Number(radius) + 1;
    const sides = (dimension === 'Slices' ? [side, side] : [side, side, side]).join('×');
    return shape === 'Box' ? sides : `${dimension === 'Slices' ? 'disk' : 'ball'} of ${radius}`;
  },

  halo({ radius, dimension }) {
    return dimension === 'Slices' ? 0 : radius;
  },

  run({ input0 }, { shape, radius, dimension, border }, context) {
    const { size, voxels: source } = input0;
    const rows = windowRows(shape, radius, dimension === 'Slices' ? 0 : radius);
    const count = rows.reduce((sum, { reach }) => sum + 2 * reach + 1, 0);
    if (count > mostVoxels) {
      throw new Error(
        `A neighbourhood of radius ${radius} has ${count} voxels, more than ${mostVoxels}: choose a smaller one, or 2D`,
      );
    }
    const wanted = context.wanted?.() ?? { start: 0, end: size[2] };
    const cut = cropSlab(input0, wanted);
    const voxels = context.allocate(voxelTypeOf(source), cut.voxels.length, 'nothing');
    median(source, voxels, size, rows, border, context.progress, wanted);
    return { output0: { ...cut, voxels } };
  },
});
