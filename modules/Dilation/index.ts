import { elementText, greyChange, haloOf, morphologyOf, morphologyParams } from '#modules/morphologyParams.ts';
import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'Dilation',
  version: 2,
  genre: 'Segmentation',
  help:
    'Grows a mask by a structuring element: a voxel becomes foreground where the element, centred there, meets foreground. Of grey ' +
    'values it takes the largest under the element. Equal to skimage.morphology.binary_dilation and dilation with ball, cube or a cross, ' +
    "and to scipy.ndimage's binary_dilation and grey_dilation; a ball holds all centres with x² + y² + z² <= radius². NaN is left out of " +
    "grey values. In MeVisLab it is Morphology with filterMode Dilation, whose radii are those of a kernel of 2 × radius + 1 voxels; ITK's " +
    'own ball is a little larger.',
  aliases: [
    'binary_dilation',
    'grey_dilation',
    'dilate',
    'BinaryDilateImageFilter',
    'Morphology',
    'grow margin',
    'fslmaths -dilM',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask or image', help: 'In a mask everything but 0 and NaN is foreground.' },
  },
  outputs: { output0: { type: 'image', label: 'Dilated' } },
  params: morphologyParams,
  summary: elementText,

  changed: { 2: greyChange },

  halo(params, spacing) {
    return haloOf(params, spacing, 1);
  },

  writesOver: ({ mode }) => mode === 'Mask',

  run({ input0 }, params, context) {
    return { output0: morphologyOf(input0, params, ['Dilate'], context, context.wanted) };
  },
});
