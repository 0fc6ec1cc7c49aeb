import { defineModule } from '#src/graph/module.ts';

export default defineModule({
  id: 'View3D',
  version: 1,
  genre: 'Visualization',
  help: 'Shows an image as a volume, to be turned by hand. Values below the window are transparent.',
  aliases: ['volume rendering', '3D', 'SoGVRVolumeRenderer'],
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
      when: { autoLUT: [false] },
      inKey: false,
    },
    lutWidth: {
      kind: 'number',
      label: 'Window width',
      default: 1,
      min: 0,
      help: 'Values from transparent to bright and opaque.',
      when: { autoLUT: [false] },
      inKey: false,
    },
    colorMap: {
      kind: 'choice',
      label: 'Colours',
      default: 'gray',
      options: { gray: 'Grey', bone: 'Bone', copper: 'Copper', hot: 'Hot', viridis: 'Viridis', turbo: 'Turbo' },
      inKey: false,
    },
  },
  run: () => ({}),
});
