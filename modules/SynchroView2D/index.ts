import { sliceToolParams } from '#modules/sliceToolParams.ts';
import { sliceViewerParams } from '#modules/sliceViewerParams.ts';
import { defineModule } from '#src/graph/module.ts';

const synchronised = (label: string, isOn: boolean, help: string) =>
  ({ kind: 'boolean', label, default: isOn, help, inKey: false }) as const;
const center = (label: string, auto: string) =>
  ({ kind: 'number', label, default: 0, when: { [auto]: [false] }, inKey: false }) as const;
const width = (label: string, auto: string) =>
  ({ kind: 'number', label, default: 1, min: 0, when: { [auto]: [false] }, inKey: false }) as const;

export default defineModule({
  id: 'SynchroView2D',
  version: 1,
  genre: 'Visualization',
  help: 'Shows the stored slices of two images side by side, coupled by world position, so that images of different grids can be compared.',
  aliases: ['compare', 'side by side', 'synchronous view'],
  inputs: {
    inImage1: { type: 'image', label: 'Left image', optional: true },
    inImage2: { type: 'image', label: 'Right image', optional: true },
  },
  outputs: {},
  params: {
    synchSlicing: synchronised('Synchronise slices', true, 'Both views show the same position in the world.'),
    synchZooming: synchronised('Synchronise zoom', true, 'Both views show the same region at the same scale.'),
    synchTiming: synchronised('Synchronise time points', true, 'Both views show the same time point of 4D images.'),
    synchLUTs: synchronised('Synchronise windows', false, 'Both views use the same window.'),
    autoLUT1: synchronised('Automatic window, left', true, 'Takes the window from the image until one is set by hand.'),
    lut1c: center('Window center, left', 'autoLUT1'),
    lut1w: width('Window width, left', 'autoLUT1'),
    autoLUT2: synchronised(
      'Automatic window, right',
      true,
      'Takes the window from the image until one is set by hand.',
    ),
    lut2c: center('Window center, right', 'autoLUT2'),
    lut2w: width('Window width, right', 'autoLUT2'),
    ...sliceViewerParams,
    ...sliceToolParams,
  },
  run: () => ({}),
});
