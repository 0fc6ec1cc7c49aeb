import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { markerParams, markerPorts, maskOfInput, writeMarkers } from '#modules/markerLabels.ts';
import { defineModule } from '#src/graph/module.ts';
import { watershed } from '#src/kernels/watershed.ts';

export default defineModule({
  id: 'Watershed',
  version: 1,
  genre: 'Region',
  help:
    'Floods the image from markers, lowest values first, and gives every voxel the label of the flood that reaches it first: basins meet on ' +
    'ridges. To part touching objects, flood the negative distance inside a mask; to find edges, flood a gradient. Equal to ' +
    'skimage.segmentation.watershed of array[i, j, k], without compactness and lines, also where values are equal; its default is 6 ' +
    'neighbours as well. Only at equal values of 18 and 26 neighbours scikit-image 0.19 differs from it and from today’s scikit-image.',
  aliases: [
    'watershed',
    'MorphologicalWatershedFromMarkersImageFilter',
    'marker-controlled watershed',
    'split touching objects',
  ],
  inputs: markerPorts,
  outputs: { output0: { type: 'image', label: 'Labels' } },
  params: { ...markerParams, connectivity: connectivityParam },

  summary({ connectivity }) {
    return `${connectivity} neighbours`;
  },

  forecast({ input0 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: 'int32' } }, scratch: 16 * voxels };
  },

  run(inputs, { additionalSeeds, connectivity }, context) {
    const { size, affine, voxels: values } = inputs.input0;
    const mask = maskOfInput(inputs);
    const labels = context.allocate('int32', values.length);
    const { kinds, outside } = writeMarkers(inputs, additionalSeeds, labels);
    if (outside > 0) context.warn(`${outside} seeds lie outside of the image and do not count`);
    if (kinds === 1) context.warn('There is only one label, so it takes all that it can reach');
    watershed(values, labels, size, connectivityOf(connectivity), mask, (fraction) => context.progress(fraction));
    return { output0: { size, affine, voxels: labels } };
  },
});
