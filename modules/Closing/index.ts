import { elementText, greyChange, haloOf, morphologyOf, morphologyParams } from '#modules/morphologyParams.ts';
import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'Closing',
  version: 3,
  genre: 'Segmentation',
  help:
    'Closes gaps of a mask: dilation by a structuring element, then erosion by the same. Of grey values it fills narrow dark parts. A ball ' +
    'in voxels holds all centres with x² + y² + z² <= radius² and is skimage.morphology.ball; in mm the spacing of the image counts. Equal ' +
    'to skimage.morphology.binary_closing and closing, at the borders too: dilation takes what lies outside as background, erosion as ' +
    'foreground. scipy.ndimage.binary_closing takes it as background for both and so eats at the faces: set Outside the image for that. ' +
    'NaN is left out of grey values.',
  aliases: [
    'binary_closing',
    'grey_closing',
    'BinaryMorphologicalClosingImageFilter',
    'CloseGap',
    'Morphology',
    'close',
    'MORPH_CLOSE',
    'Smoothing effect',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask or image', help: 'In a mask everything but 0 and NaN is foreground.' },
  },
  outputs: { output0: { type: 'image', label: 'Closed' } },
  params: morphologyParams,
  summary: elementText,

  /** What is new has defaults that leave the result as it was. */
  migrate: { 1: (params) => params },

  /** The result depends on dilated slices up to the extent away, and those on the mask up to the extent away from them. */
  changed: { 3: greyChange },

  halo(params, spacing) {
    return haloOf(params, spacing, 2);
  },

  writesOver: ({ mode }) => mode === 'Mask',

  run({ input0 }, params, context) {
    return { output0: morphologyOf(input0, params, ['Dilate', 'Erode'], context, context.wanted) };
  },
});
