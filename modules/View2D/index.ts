import { sliceToolParams } from '#modules/sliceToolParams.ts';
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
    autoLUT: {
      kind: 'boolean',
      label: 'Automatic window',
      default: true,
      help: 'Takes the window from the values of the image, until one is set by hand.',
      inKey: false,
    },
    lutCenter: {
      kind: 'number',
      label: 'Window center',
      default: 0,
      help: 'The value that is shown as middle grey.',
      when: { autoLUT: [false] },
      inKey: false,
    },
    lutWidth: {
      kind: 'number',
      label: 'Window width',
      default: 1,
      min: 0,
      help: 'The values from black to white.',
      when: { autoLUT: [false] },
      inKey: false,
    },
    filterMode: {
      kind: 'choice',
      label: 'Interpolation',
      default: 'FILTER_LINEAR',
      options: { FILTER_LINEAR: 'Linear', FILTER_NEAREST: 'None: every voxel as it is' },
      inKey: false,
    },
    annotationSizeMode: {
      kind: 'choice',
      label: 'Annotations',
      default: 'ANNO_SHOW_SHORT',
      options: { ANNO_SHOW_DETAILED: 'Detailed', ANNO_SHOW_SHORT: 'Short', ANNO_HIDE: 'Hidden' },
      inKey: false,
    },
    ...sliceToolParams,
  },
  run: () => ({}),
});
