import { sliceViewerParams, windowParams } from '#modules/sliceViewerParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { type Stroke, strokesOf, strokesOfFlat, whyNotStrokes } from '#src/graph/strokes.ts';
import { sizeText } from '#src/image/affine.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import type { Vec3, VoxelType } from '#src/image/volume.ts';
import { voxelCount } from '#src/image/volume.ts';
import { voxelTypeOf, widen } from '#src/image/voxelType.ts';
import { paintStroke } from '#src/kernels/paintStroke.ts';

export default defineModule({
  id: 'DrawMask',
  version: 2,
  genre: 'Segmentation',
  help:
    'A mask drawn by hand, with brush and eraser in its window (double-click), on the grid of an image and in any of its planes. It begins empty or with a mask ' +
    'to correct, whose values it keeps, and the strokes are painted in their order: a stroke writes its value, 0 for the eraser, into ' +
    'the voxels of its slice whose centres lie within its radius (mm) of its line. The result is uint8, or the type of the mask to ' +
    'begin with, widened where a label needs it. Strokes that lie beyond the image paint nothing, with a warning.',
  aliases: ['paint', 'brush', 'eraser', 'draw', 'edit mask', 'Segment Editor Paint', 'manual segmentation'],
  inputs: {
    input0: { type: 'image', label: 'Image', help: 'What is drawn on: the mask lies on its grid.' },
    input1: { type: 'image', label: 'Start', optional: true, help: 'A mask to begin with, on the same grid.' },
  },
  outputs: { output0: { type: 'image', label: 'Drawn mask' } },
  params: {
    strokes: { kind: 'strokes', label: 'Strokes', default: [], help: 'What was drawn, stroke by stroke.' },
    planes: {
      kind: 'choice',
      label: 'Slices',
      default: 'STORED',
      options: {
        STORED: 'Stored slices',
        AXIAL: 'Axial',
        CORONAL: 'Coronal',
        SAGITTAL: 'Sagittal',
        ALL: 'Three planes',
      },
      help: 'The slices that are shown and drawn on. A stroke lies in one slice, whatever its plane, and is seen in all that cross it.',
      inKey: false,
    },
    ...windowParams,
    ...sliceViewerParams,
  },

  summary({ strokes }) {
    // A file may hold anything, and the node is drawn before that is refused.
    const count = Array.isArray(strokes) && !whyNotStrokes(strokes) ? strokes.length : 0;
    return count === 1 ? '1 stroke' : `${count} strokes`;
  },

  migrate: {
    // Strokes followed each other in one list of numbers.
    1: (params) => {
      const { strokes } = params;
      if (!Array.isArray(strokes) || !strokes.every((number) => typeof number === 'number')) return params;
      const list = strokesOfFlat(strokes);
      return 'error' in list ? params : { ...params, strokes: list };
    },
  },

  forecast({ input0, input1 }, params) {
    const type = typeOfDrawn(input1?.type, strokesOf(params.strokes));
    return { images: { output0: { size: input0.size, type } }, scratch: 0 };
  },

  run({ input0, input1 }, params, context) {
    if (input1) requireSameGrid(input0, 'Image', input1, 'Start');
    const { size, affine } = input0;
    const strokes = strokesOf(params.strokes);
    const type = typeOfDrawn(input1 && voxelTypeOf(input1.voxels), strokes);
    const voxels = context.allocate(type, voxelCount(size));
    if (input1) voxels.set(input1.voxels);
    const missed: number[] = [];
    for (const [n, stroke] of strokes.entries()) {
      if (!paintStroke({ size, affine, voxels }, stroke)) missed.push(n);
      context.progress((n + 1) / strokes.length);
    }
    if (missed.length > 0) context.warn(beyondText(strokes, missed, size));
    return { output0: { size, affine, voxels } };
  },
});

function typeOfDrawn(start: VoxelType | undefined, strokes: readonly Stroke[]): VoxelType {
  return widen(start ?? 'uint8', [...new Set(strokes.map(({ value }) => value))]);
}

function beyondText(strokes: readonly Stroke[], missed: readonly number[], size: Vec3): string {
  const { axis, slice, path } = strokes[missed[0]];
  const others = ['j and k', 'i and k', 'i and j'][axis];
  return (
    `${missed.length} of ${strokes.length} strokes lie beyond the image of ${sizeText(size)} voxels and paint nothing; the first of ` +
    `them, number ${missed[0] + 1}, lies in slice ${slice} across ${'ijk'[axis]} and begins at ${others} = ${path[0]}, ${path[1]}: ` +
    'connect the image that they were drawn on, or remove them'
  );
}
