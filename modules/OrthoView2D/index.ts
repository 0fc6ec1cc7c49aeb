import { sliceToolParams } from '#modules/sliceToolParams.ts';
import { sliceViewerParams, windowParams } from '#modules/sliceViewerParams.ts';
import { defineModule } from '#src/graph/module.ts';

const { numSlices: _oneEach, ...display } = sliceViewerParams;

export default defineModule({
  id: 'OrthoView2D',
  version: 1,
  genre: 'Visualization',
  help: 'Shows an image in the three anatomical planes, however it is stored, and as a volume, with one cross-hair. A click goes to a place in all of them.',
  aliases: ['orthogonal', 'multiplanar', 'MPR', 'OrthoView', 'SoOrthoView2D', 'axial coronal sagittal'],
  inputs: { inImage: { type: 'image', label: 'Image', optional: true } },
  outputs: {},
  params: {
    show3D: {
      kind: 'boolean',
      label: 'Volume',
      default: true,
      help: 'Shows the image as a volume in the fourth quarter.',
      inKey: false,
    },
    ...windowParams,
    ...display,
    showCrosshair: { ...display.showCrosshair, default: true },
    ...sliceToolParams,
  },
  run: () => ({}),
});
