import { defineModule } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { countForeground, invertBitmask } from '#src/kernels/bitmask.ts';
import { distances } from '#src/kernels/distance.ts';
import { packForeground } from '#src/kernels/pack.ts';

const inVoxels: Vec3 = [1, 1, 1];

export default defineModule({
  id: 'Distance',
  version: 1,
  genre: 'Segmentation',
  help:
    'Gives every foreground voxel of a mask its Euclidean distance to the nearest background voxel, from centre ' +
    'to centre, and the background 0; or the other way round. Equal to scipy.ndimage.distance_transform_edt to ' +
    'the last bit, in mm with the spacing as its sampling. What lies outside the image does not count. Where ' +
    "there is nothing to measure to, the distance is infinite. ITK's SignedMaurerDistanceMapImageFilter is 0 on " +
    "the object's border voxels instead, where this is one spacing or less.",
  aliases: [
    'distance_transform_edt',
    'EDT',
    'SignedMaurerDistanceMapImageFilter',
    'DanielssonDistanceMapImageFilter',
    'bwdist',
  ],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: { output0: { type: 'image', label: 'Distance' } },
  params: {
    direction: {
      kind: 'choice',
      label: 'Distance',
      default: 'Inside',
      options: { Inside: 'Foreground to background', Outside: 'Background to foreground' },
    },
    unit: { kind: 'choice', label: 'Unit', default: 'Voxels', options: { Voxels: 'Voxels', mm: 'mm' } },
  },

  summary({ direction, unit }) {
    return `${direction === 'Outside' ? 'to foreground' : 'to background'}, ${unit === 'mm' ? 'mm' : 'voxels'}`;
  },

  forecast({ input0 }) {
    return { images: { output0: { ...input0, type: 'float64' } } };
  },

  run({ input0 }, { direction, unit }, context) {
    const { size, affine } = input0;
    const mask = packForeground(input0.voxels, size);
    if (direction === 'Outside') invertBitmask(mask);
    if (countForeground(mask) === input0.voxels.length) {
      const missing = direction === 'Outside' ? 'foreground' : 'background';
      context.warn(`Every distance is infinite, since the mask has no ${missing}`);
    }
    const voxels = context.allocate('float64', input0.voxels.length);
    const spacing = unit === 'mm' ? spacingOf(affine) : inVoxels;
    distances(mask, voxels, spacing, (fraction) => context.progress(fraction));
    return { output0: { size, affine, voxels, meta: unit === 'mm' ? { unit: 'mm' } : undefined } };
  },
});
