import {
  elementText,
  haloOf,
  type MorphologyValues,
  morphologyOf,
  morphologyParams,
} from '#modules/morphologyParams.ts';
import { defineModule } from '#src/graph/module.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import { type Volume, type Voxels, type VoxelType, voxelCount } from '#src/image/volume.ts';
import { smallestTypeFor, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { computeVoxelPairs } from '#src/kernels/computeVoxels.ts';
import { pairStep } from '#src/kernels/pairArithmetic.ts';
import { pairProgram } from '#src/kernels/pairProgram.ts';

export default defineModule({
  id: 'Gradient',
  version: 1,
  genre: 'Segmentation',
  help:
    'Shows edges: the dilated image minus the eroded one (Beucher), or only the part inside (image minus eroded) or outside (dilated minus ' +
    'image). Of a mask it is the border, as thick as the element. Equal to scipy.ndimage.morphological_gradient, but that differences are ' +
    'never negative and take the unsigned type, where scipy keeps a signed one and may wrap. NaN is left out.',
  aliases: [
    'morphological_gradient',
    'MORPH_GRADIENT',
    'GrayscaleMorphologicalGradientImageFilter',
    'Beucher gradient',
    'edge',
    'contour',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask or image', help: 'In a mask everything but 0 and NaN is foreground.' },
  },
  outputs: { output0: { type: 'image', label: 'Gradient' } },
  params: {
    part: {
      kind: 'choice',
      label: 'Part',
      default: 'Both',
      options: { Both: 'Dilated − eroded', Inside: 'Image − eroded', Outside: 'Dilated − image' },
    },
    ...morphologyParams,
    radius: { ...morphologyParams.radius, default: 1 },
  },
  summary: elementText,

  halo(params, spacing) {
    return haloOf(params, spacing, 1);
  },

  forecast({ input0 }, { part, mode }) {
    const type = mode === 'Grey' ? differenceType(input0.type) : 'uint8';
    const from = mode === 'Grey' ? input0.type : 'uint8';
    // The result lies in one of the two halves where that is of its type, and not the image itself.
    const halves = mode === 'Mask' || part === 'Both' ? 2 : 1;
    const shared = type === from && !(mode === 'Grey' && part === 'Inside') ? 1 : 0;
    const bytes = (halves - shared) * voxelTypes[from].bytes;
    return { images: { output0: { ...input0, type } }, scratch: (bytes + 1 / 4) * voxelCount(input0.size) };
  },

  run({ input0 }, { part, ...params }, context) {
    const isGrey = params.mode === 'Grey';
    const high = part === 'Inside' ? original(input0, params, context) : half(input0, params, 'Dilate', 0, context);
    const low = part === 'Outside' ? original(input0, params, context) : half(input0, params, 'Erode', 0.5, context);
    const type = isGrey ? differenceType(voxelTypeOf(input0.voxels)) : 'uint8';
    // What was made for this alone can hold the result.
    const isFree = high !== input0.voxels && voxelTypeOf(high) === type;
    const voxels = isFree ? high : context.allocate(type, input0.voxels.length);
    computeVoxelPairs(high, low, voxels, pairProgram('Subtract', 0), pairStep('Subtract', 0));
    return { output0: { size: input0.size, affine: input0.affine, voxels, meta: isGrey ? input0.meta : undefined } };
  },
});

/** The voxels after one of the two steps; progress runs from `from` on. */
function half(
  input: Volume,
  params: MorphologyValues,
  step: 'Dilate' | 'Erode',
  from: number,
  context: RunContext,
): Voxels {
  const progress = (fraction: number) => context.progress(from + fraction / 2);
  return morphologyOf(input, params, [step], { ...notOver(context), progress }).voxels;
}

/** The image is read twice, so that nothing may be written over it. */
function notOver(context: RunContext): RunContext {
  return { ...context, allocate: (type, length) => context.allocate(type, length) };
}

/** The image itself, of a mask as 0 and 1. */
function original(input: Volume, params: MorphologyValues, context: RunContext): Voxels {
  return params.mode === 'Grey' ? input.voxels : morphologyOf(input, params, [], notOver(context)).voxels;
}

/** The type of what is never negative and at most as large as the range of a type. */
function differenceType(type: VoxelType): VoxelType {
  const { integer, min, max } = voxelTypes[type];
  return integer ? smallestTypeFor([0, max - min]) : type;
}
