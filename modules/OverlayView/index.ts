import { sliceToolParams } from '#modules/sliceToolParams.ts';
import { sliceViewerParams, windowParams } from '#modules/sliceViewerParams.ts';
import { inputFamily } from '#src/graph/inputFamily.ts';
import { defineModule } from '#src/graph/module.ts';
import { lookParams, mostLayers } from './layerParams.ts';

const overlay = (n: number) =>
  ({
    type: 'image',
    label: `Overlay ${n}`,
    help: 'A mask or a label image. It may lie on another grid: each voxel of the picture then takes the nearest value.',
  }) as const;

const layers = Array.from({ length: mostLayers }, (_, index) => index + 1);

function paramsOf(n: number) {
  return Object.entries(lookParams(n)).map(([name, param]) => [`${name}${n}`, param] as const);
}

export default defineModule({
  id: 'OverlayView',
  version: 1,
  genre: 'Visualization',
  help: 'Shows masks or label images over the stored slices of an image, each with its own colour and opacity, filled or as an outline. An input more appears when one is connected.',
  aliases: ['overlay', 'mask over image', 'labels', 'segmentation view', 'SoView2DOverlay'],
  inputs: {
    inImage: { type: 'image', label: 'Image', optional: true },
    ...inputFamily('overlay', 1, mostLayers, overlay),
  },
  outputs: {},
  params: {
    ...windowParams,
    ...Object.fromEntries(layers.flatMap(paramsOf)),
    ...sliceViewerParams,
    ...sliceToolParams,
  },
  run: () => ({}),
});
