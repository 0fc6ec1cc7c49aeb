import { defineModule } from '#src/graph/module.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { type AxisOrder, permuteAxes } from '#src/kernels/permuteAxes.ts';
import { orderedAffine, orderedSize, orderFor } from './axisOrder.ts';

const targets = {
  RAS: 'RAS: nibabel, FreeSurfer, Slicer',
  LPS: 'LPS: DICOM, ITK; transversal slices',
  LIP: 'LIP: coronal slices',
  PIR: 'PIR: sagittal slices',
  LAS: 'LAS: FSL’s standard',
  RPS: 'RPS',
  RAI: 'RAI',
  LAI: 'LAI',
  RPI: 'RPI',
  LPI: 'LPI',
  ByHand: 'By hand: swap and flip axes',
} as const;

/** The axis of the image that each axis of the result is. */
const orders = {
  XYZ: [0, 1, 2],
  XZY: [0, 2, 1],
  YXZ: [1, 0, 2],
  YZX: [1, 2, 0],
  ZXY: [2, 0, 1],
  ZYX: [2, 1, 0],
} as const;

export default defineModule({
  id: 'OrthoSwapFlip',
  version: 1,
  genre: 'Image',
  help:
    'Puts the axes of an image into another order and direction. Voxels are moved, never interpolated, and the affine goes along, so ' +
    'every voxel keeps its place in the world. The letters say where the first, second and third index grow: to the right, left, ' +
    'anterior, posterior, superior or inferior. An oblique image comes as close as it can without interpolation; put ' +
    'Resample3D behind it for more. RAS is what nibabel.as_closest_canonical gives, others as nibabel.orientations and ITK’s ' +
    'OrientImageFilter (whose letters say where an axis comes from: its RAI is LPS here). By hand, first the axes are swapped, then flipped.',
  aliases: [
    'Reorient',
    'OrientImageFilter',
    'as_closest_canonical',
    'fslreorient2std',
    'fslswapdim',
    'transpose',
    'flip',
    'PermuteAxes',
    'rotate 90',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Reoriented' } },
  params: {
    orientation: { kind: 'choice', label: 'Orientation', default: 'RAS', options: targets },
    order: {
      kind: 'choice',
      label: 'Axes',
      default: 'XYZ',
      options: { XYZ: 'x y z', XZY: 'x z y', YXZ: 'y x z', YZX: 'y z x', ZXY: 'z x y', ZYX: 'z y x' },
      when: { orientation: ['ByHand'] },
      help: 'Which axis of the image becomes the first, second and third.',
    },
    flipX: { kind: 'boolean', label: 'Flip first axis', default: false, when: { orientation: ['ByHand'] } },
    flipY: { kind: 'boolean', label: 'Flip second axis', default: false, when: { orientation: ['ByHand'] } },
    flipZ: { kind: 'boolean', label: 'Flip third axis', default: false, when: { orientation: ['ByHand'] } },
  },

  summary({ orientation, order, flipX, flipY, flipZ }) {
    if (orientation !== 'ByHand') return String(orientation);
    const letters = [...String(order).toLowerCase()];
    return letters.map((letter, n) => ([flipX, flipY, flipZ][n] ? `-${letter}` : letter)).join(' ');
  },

  forecast({ input0 }, { orientation, order, flipX, flipY, flipZ }) {
    const { affine } = input0;
    // Without the affine it is not known which way an orientation turns the image; it takes the same memory in any.
    if (orientation !== 'ByHand' && !affine) return { scratch: 0 };
    const turn: AxisOrder =
      orientation === 'ByHand' || !affine
        ? { axes: orders[order], flips: [flipX, flipY, flipZ] }
        : orderFor(affine, orientation);
    if (isSame(turn)) return { images: { output0: input0 }, scratch: 0 };
    return { images: { output0: { size: orderedSize(input0.size, turn), type: input0.type } }, scratch: 0 };
  },

  run({ input0 }, { orientation, order, flipX, flipY, flipZ }, context) {
    const { size, affine, voxels: source } = input0;
    const turn: AxisOrder =
      orientation === 'ByHand' ? { axes: orders[order], flips: [flipX, flipY, flipZ] } : orderFor(affine, orientation);
    if (isSame(turn)) return { output0: input0 };
    const voxels = context.allocate(voxelTypeOf(source), source.length, 'nothing');
    permuteAxes(source, size, voxels, turn, context.progress);
    return { output0: { ...input0, size: orderedSize(size, turn), affine: orderedAffine(affine, size, turn), voxels } };
  },
});

/** Whether the image stays as it is. */
function isSame({ axes, flips }: AxisOrder): boolean {
  return axes.every((axis, n) => axis === n && !flips[n]);
}
