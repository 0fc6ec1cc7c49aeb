import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { markerParams, markerPorts, maskOfInput, writeMarkers } from '#modules/markerLabels.ts';
import { defineModule } from '#src/graph/module.ts';
import { watershed } from '#src/kernels/watershed.ts';
import { watershedBytes } from '#src/kernels/watershedSimd.ts';

export default defineModule({
  id: 'Watershed',
  version: 2,
  genre: 'Region',
  help:
    'Floods the image from markers, lowest values first, and gives every voxel the label of the flood that reaches it first: basins meet on ' +
    'ridges. To part touching objects, flood the negative distance inside a mask; to find edges, flood a gradient. Equal to ' +
    'skimage.segmentation.watershed of scikit-image 0.19 on array[i, j, k], also where values are equal, with compactness and ' +
    'watershed_line; its default is 6 neighbours as well.',
  aliases: [
    'watershed',
    'MorphologicalWatershedFromMarkersImageFilter',
    'marker-controlled watershed',
    'split touching objects',
  ],
  inputs: markerPorts,
  outputs: { output0: { type: 'image', label: 'Labels' } },
  params: {
    ...markerParams,
    connectivity: connectivityParam,
    watershedLine: {
      kind: 'boolean',
      label: 'Watershed line',
      default: false,
      help: 'Parts the basins by a line of voxels of 0. It takes longer.',
    },
    compactness: {
      kind: 'number',
      label: 'Compactness',
      default: 0,
      min: 0,
      help: 'What each voxel of distance from its marker adds to a value: more makes basins of more even size and rounder form. It takes longer.',
    },
  },
  migrate: { 1: (params) => params },

  summary({ connectivity, watershedLine, compactness }) {
    const compact = Number(compactness) > 0 ? ', compact' : '';
    return `${connectivity} neighbours${watershedLine ? ', lines' : ''}${compact}`;
  },

  forecast({ input0 }, { connectivity, watershedLine, compactness }) {
    const basins = { isLined: watershedLine, compactness };
    const images = { output0: { ...input0, type: 'int32' as const } };
    return { images, scratch: watershedBytes(input0.size, input0.type, connectivityOf(connectivity), basins) };
  },

  run(inputs, { additionalSeeds, connectivity, watershedLine, compactness }, context) {
    const { size, affine, voxels: values } = inputs.input0;
    const mask = maskOfInput(inputs);
    const labels = context.allocate('int32', values.length);
    const { kinds, outside } = writeMarkers(inputs, additionalSeeds, labels, context.progress);
    if (outside > 0) context.warn(`${outside} seeds lie outside of the image and do not count`);
    if (kinds === 1) context.warn('There is only one label, so it takes all that it can reach');
    const basins = { isLined: watershedLine, compactness };
    watershed(values, labels, size, connectivityOf(connectivity), mask, context.progress, basins);
    return { output0: { size, affine, voxels: labels } };
  },
});
