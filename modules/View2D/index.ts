import { sliceToolParams } from '#modules/sliceToolParams.ts';
import { sliceViewerParams, windowParams } from '#modules/sliceViewerParams.ts';
import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'View2D',
  version: 1,
  genre: 'Visualization',
  help: 'Shows the stored slices of an image. Right drag sets the window, the wheel changes slices; its ? button lists the rest.',
  aliases: ['viewer', 'slices', 'SoView2D'],
  inputs: { inImage: { type: 'image', label: 'Image', optional: true } },
  outputs: {},
  params: {
    ...windowParams,
    ...sliceViewerParams,
    ...sliceToolParams,
  },
  run: () => ({}),
});
