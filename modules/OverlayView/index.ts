import { sliceToolParams } from '#modules/sliceToolParams.ts';
import { sliceViewerParams, windowParams } from '#modules/sliceViewerParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { type LayerNumber, lookParams } from './layerParams.ts';

const overlay = (n: LayerNumber) =>
  ({
    type: 'image',
    label: `Overlay ${n}`,
    optional: true,
    follows: n === 1 ? undefined : `overlay${n - 1}`,
    help: 'A mask or a label image. It may lie on another grid: each voxel of the picture then takes the nearest value.',
  }) as const;

function paramsOf<N extends LayerNumber>(n: N) {
  const { visible, colors, color, opacity, outline } = lookParams(n);
  return {
    [`visible${n}`]: visible,
    [`colors${n}`]: colors,
    [`color${n}`]: color,
    [`opacity${n}`]: opacity,
    [`outline${n}`]: outline,
  };
}

export default defineModule({
  id: 'OverlayView',
  version: 1,
  genre: 'Visualization',
  help: 'Shows masks or label images over the stored slices of an image, each with its own colour and opacity, filled or as an outline. An input more appears when one is connected, up to eight; MergeLabels makes one label image of many masks.',
  aliases: ['overlay', 'mask over image', 'labels', 'segmentation view', 'SoView2DOverlay'],
  inputs: {
    inImage: { type: 'image', label: 'Image', optional: true },
    overlay1: overlay(1),
    overlay2: overlay(2),
    overlay3: overlay(3),
    overlay4: overlay(4),
    overlay5: overlay(5),
    overlay6: overlay(6),
    overlay7: overlay(7),
    overlay8: overlay(8),
  },
  outputs: {},
  params: {
    ...windowParams,
    ...paramsOf(1),
    ...paramsOf(2),
    ...paramsOf(3),
    ...paramsOf(4),
    ...paramsOf(5),
    ...paramsOf(6),
    ...paramsOf(7),
    ...paramsOf(8),
    ...sliceViewerParams,
    ...sliceToolParams,
  },
  run: () => ({}),
});
