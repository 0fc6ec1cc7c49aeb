import { elementText, greyChange, haloOf, morphologyOf, morphologyParams } from '#modules/morphologyParams.ts';
import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'Erosion',
  version: 2,
  genre: 'Segmentation',
  help:
    'Shrinks a mask by a structuring element: a voxel stays foreground where the element, centred there, covers foreground only. Of grey ' +
    'values it takes the smallest under the element. Equal to skimage.morphology.binary_erosion and erosion with ball, cube or a cross, ' +
    'where what lies outside of the image does not count. scipy.ndimage.binary_erosion takes it as background and so eats at the faces: set ' +
    'Outside the image for that. NaN is left out of grey values. In MeVisLab it is Morphology with filterMode Erosion.',
  aliases: [
    'binary_erosion',
    'grey_erosion',
    'erode',
    'BinaryErodeImageFilter',
    'Morphology',
    'shrink margin',
    'fslmaths -ero',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask or image', help: 'In a mask everything but 0 and NaN is foreground.' },
  },
  outputs: { output0: { type: 'image', label: 'Eroded' } },
  params: morphologyParams,
  summary: elementText,

  changed: { 2: greyChange },

  halo(params, spacing) {
    return haloOf(params, spacing, 1);
  },

  writesOver: ({ mode }) => mode === 'Mask',

  run({ input0 }, params, context) {
    return { output0: morphologyOf(input0, params, ['Erode'], context, context.wanted) };
  },
});
