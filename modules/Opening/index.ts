import { elementText, greyChange, haloOf, morphologyOf, morphologyParams } from '#modules/morphologyParams.ts';
import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'Opening',
  version: 2,
  genre: 'Segmentation',
  help:
    'Removes what is narrower than a structuring element and cuts thin bridges: erosion, then dilation by the same. Of grey values it ' +
    'removes narrow bright parts. Equal to skimage.morphology.binary_opening and opening, where what lies outside of the image does not ' +
    'count; with it as background, equal to scipy.ndimage.binary_opening, also with iterations. NaN is left out of grey values.',
  aliases: [
    'binary_opening',
    'grey_opening',
    'open',
    'BinaryMorphologicalOpeningImageFilter',
    'Morphology',
    'remove bridges',
    'MORPH_OPEN',
    'Smoothing effect',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask or image', help: 'In a mask everything but 0 and NaN is foreground.' },
  },
  outputs: { output0: { type: 'image', label: 'Opened' } },
  params: morphologyParams,
  summary: elementText,

  /** The result depends on eroded slices up to the extent away, and those on the image up to the extent away from them. */
  changed: { 2: greyChange },

  halo(params, spacing) {
    return haloOf(params, spacing, 2);
  },

  writesOver: ({ mode }) => mode === 'Mask',

  run({ input0 }, params, context) {
    return { output0: morphologyOf(input0, params, ['Erode', 'Dilate'], context, context.wanted) };
  },
});
