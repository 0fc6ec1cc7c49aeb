import { defineModule } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { close } from '#src/kernels/morphology.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import { ball, box, extentOf } from '#src/kernels/structuringElement.ts';

export default defineModule({
  id: 'Closing',
  version: 1,
  genre: 'Segmentation',
  help:
    'Closes gaps of a mask: dilation by a structuring element, then erosion by the same. A ball in voxels holds all centres ' +
    'with x² + y² + z² <= radius² and is skimage.morphology.ball; in mm the spacing of the image counts. Equal to ' +
    'skimage.morphology.binary_closing, at the borders too: dilation takes what lies outside as background, erosion as ' +
    'foreground. scipy.ndimage.binary_closing takes it as background for both and so eats at the faces.',
  aliases: ['binary_closing', 'BinaryMorphologicalClosingImageFilter', 'CloseGap', 'Morphology', 'dilate', 'erode'],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: { output0: { type: 'image', label: 'Closed' } },
  params: {
    shape: { kind: 'choice', label: 'Shape', default: 'Ball', options: { Ball: 'Ball', Box: 'Box' } },
    radius: {
      kind: 'number',
      label: 'Radius',
      default: 3,
      min: 0,
      max: 200,
      step: 1,
      help: 'From the centre of the middle voxel to the outermost centres; fractions are allowed.',
    },
    unit: { kind: 'choice', label: 'Unit', default: 'Voxels', options: { Voxels: 'Voxels', mm: 'mm' } },
  },

  summary({ shape, radius, unit }) {
    return `${shape} ${radius} ${unit === 'mm' ? 'mm' : 'voxels'}`;
  },

  /** The result depends on dilated slices up to the extent away, and those on the mask up to the extent away from them. */
  halo({ radius, unit }, spacing) {
    return 2 * extentOf(radius, stepsOf(unit, spacing))[2];
  },

  run({ input0 }, { shape, radius, unit }, context) {
    const { size, affine } = input0;
    const steps = stepsOf(unit, spacingOf(affine));
    const element = shape === 'Ball' ? ball(radius, steps) : box(radius, steps);
    const closed = close(packForeground(input0.voxels, size), element, (fraction) => context.progress(fraction));
    const voxels = context.allocate('uint8', input0.voxels.length);
    unpackInto(closed, voxels);
    return { output0: { size, affine, voxels } };
  },
});

/** How far apart neighbouring voxels count: by their spacing, or 1 where the radius is in voxels. */
function stepsOf(unit: 'Voxels' | 'mm', spacing: Vec3): Vec3 {
  return unit === 'mm' ? spacing : [1, 1, 1];
}
