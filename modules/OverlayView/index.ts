import { sliceToolParams } from '#modules/sliceToolParams.ts';
import { sliceViewerParams, windowParams } from '#modules/sliceViewerParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { type LayerNumber, layerNumbers, lookParams } from './layerParams.ts';

const overlay = (n: LayerNumber) =>
  ({
    type: 'image',
    label: `Overlay ${n}`,
    optional: true,
    follows: n === 1 ? undefined : `overlay${n - 1}`,
    help: 'A mask or a label image. It may lie on another grid: each voxel of the picture then takes the nearest value.',
  }) as const;

function paramsOf(n: LayerNumber) {
  return Object.entries(lookParams(n)).map(([name, param]) => [`${name}${n}`, param] as const);
}

export default defineModule({
  id: 'OverlayView',
  version: 1,
  genre: 'Visualization',
  help: 'Shows masks or label images over the stored slices of an image, each with its own colour and opacity, filled or as an outline. An input more appears when one is connected, up to sixteen; MergeLabels makes one label image of many masks.',
  aliases: ['overlay', 'mask over image', 'labels', 'segmentation view', 'SoView2DOverlay'],
  inputs: {
    inImage: { type: 'image', label: 'Image', optional: true },
    ...Object.fromEntries(layerNumbers.map((n) => [`overlay${n}`, overlay(n)])),
  },
  outputs: {},
  params: {
    ...windowParams,
    ...Object.fromEntries(layerNumbers.flatMap(paramsOf)),
    ...sliceViewerParams,
    ...sliceToolParams,
  },
  run: () => ({}),
});
