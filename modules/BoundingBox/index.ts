import { defineModule } from '#src/graph/module.ts';
import { spacingOf, toWorld } from '#src/image/affine.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { extentOf } from '#src/kernels/extentOf.ts';
import { packForeground } from '#src/kernels/pack.ts';

export default defineModule({
  id: 'BoundingBox',
  version: 1,
  genre: 'Analysis',
  help:
    'The smallest box, along the axes of the image, that holds all foreground of a mask, with a margin if wanted. Connect it to the box of SubImage, which ' +
    'then crops to it. Start and end are the first and the last voxel that belong to it; bbox of skimage.measure.regionprops and ' +
    'slices of scipy.ndimage.find_objects name the voxel after the last instead. An empty mask has no box, with a warning.',
  aliases: [
    'regionprops bbox',
    'find_objects',
    'LabelShapeStatistics',
    'crop to mask',
    'autocrop',
    'ROI',
    'fslstats -w',
    'boundingRect',
  ],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: {
    box: { type: 'box', label: 'Box', help: 'Two opposite outer corners in mm, RAS+.' },
    voxelStart: { type: 'vector', label: 'First voxel', help: 'i, j, k, counted from 0.' },
    voxelEnd: { type: 'vector', label: 'Last voxel', help: 'i, j, k; it belongs to the box. -1 where there is none.' },
    voxelSize: { type: 'vector', label: 'Size', help: 'Voxels along i, j, k.' },
    centre: { type: 'vector', label: 'Centre', help: 'x, y, z in mm, RAS+; NaN where there is no box.' },
  },
  params: {
    margin: {
      kind: 'number',
      label: 'Margin',
      default: 0,
      min: 0,
      max: 1000,
      help: 'On each side; of mm, whole voxels at least as wide.',
    },
    unit: { kind: 'choice', label: 'Unit', default: 'Voxels', options: { Voxels: 'voxels', mm: 'mm' } },
    clamp: {
      kind: 'boolean',
      label: 'Keep within the image',
      default: true,
      help: 'Otherwise the margin may reach beyond the image.',
    },
  },

  summary({ margin, unit }) {
    return Number(margin) > 0 ? `+ ${margin} ${unit === 'mm' ? 'mm' : 'voxels'}` : '';
  },

  run({ input0 }, { margin, unit, clamp }, context) {
    const { size, affine } = input0;
    const extent = extentOf(packForeground(input0.voxels, size, () => context.progress(0)));
    if (!extent) {
      context.warn('The mask has no foreground voxel, so there is no box');
      const none = [Number.NaN, Number.NaN, Number.NaN];
      return { box: [], voxelStart: [0, 0, 0], voxelEnd: [-1, -1, -1], voxelSize: [0, 0, 0], centre: none };
    }
    // A margin that is a whole number of voxels but for rounding stays that number.
    const steps = spacingOf(affine).map((step) => Math.ceil(unit === 'mm' ? margin / step - 1e-6 : margin - 1e-6));
    const start = extent.start.map((first, n) => (clamp ? Math.max(0, first - steps[n]) : first - steps[n]));
    const end = extent.end.map((last, n) => (clamp ? Math.min(size[n] - 1, last + steps[n]) : last + steps[n]));
    const low: Vec3 = [start[0] - 0.5, start[1] - 0.5, start[2] - 0.5];
    const high: Vec3 = [end[0] + 0.5, end[1] + 0.5, end[2] + 0.5];
    const middle: Vec3 = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2, (start[2] + end[2]) / 2];
    return {
      box: [...toWorld(affine, low), ...toWorld(affine, high)],
      voxelStart: start,
      voxelEnd: end,
      voxelSize: end.map((last, n) => last - start[n] + 1),
      centre: [...toWorld(affine, middle)],
    };
  },
});
