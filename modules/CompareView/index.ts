import { sliceToolParams } from '#modules/sliceToolParams.ts';
import { sliceViewerParams, windowParams } from '#modules/sliceViewerParams.ts';
import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'CompareView',
  version: 1,
  genre: 'Visualization',
  help: 'Shows two images in one picture: swiped, as a checkerboard, or their difference. The second is taken to the grid of the first, each voxel the nearest.',
  aliases: ['swipe', 'checkerboard', 'difference', 'registration check', 'itkCheckerBoardImageFilter'],
  inputs: {
    inImage1: { type: 'image', label: 'First image', optional: true },
    inImage2: { type: 'image', label: 'Second image', optional: true },
  },
  outputs: {},
  params: {
    compareMode: {
      kind: 'choice',
      label: 'Comparison',
      default: 'SWIPE',
      options: { SWIPE: 'Swipe', CHECKERBOARD: 'Checkerboard', DIFFERENCE: 'Difference' },
      inKey: false,
    },
    swipe: {
      kind: 'number',
      label: 'Swipe',
      default: 50,
      min: 0,
      max: 100,
      unit: '%',
      help: 'How much of the view the first image has, from the left.',
      when: { compareMode: ['SWIPE'] },
      inKey: false,
    },
    square: {
      kind: 'integer',
      label: 'Squares',
      default: 48,
      min: 8,
      max: 400,
      unit: 'pixels',
      when: { compareMode: ['CHECKERBOARD'] },
      inKey: false,
    },
    differenceWidth: {
      kind: 'number',
      label: 'Window of the difference',
      default: 0,
      min: 0,
      help: 'Differences of half of it are in full colour: orange where the first image is greater, blue where the second is. 0: the range of the first image.',
      when: { compareMode: ['DIFFERENCE'] },
      inKey: false,
    },
    sameLUT: {
      kind: 'boolean',
      label: 'Same window',
      default: false,
      help: 'Both images use the window of the first; otherwise the second has an automatic one.',
      when: { compareMode: ['SWIPE', 'CHECKERBOARD'] },
      inKey: false,
    },
    ...windowParams,
    ...sliceViewerParams,
    ...sliceToolParams,
  },
  run: () => ({}),
});
