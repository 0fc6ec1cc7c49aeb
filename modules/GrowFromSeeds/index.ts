import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { markerParams, markerPorts, maskOfInput, writeMarkers } from '#modules/markerLabels.ts';
import { defineModule } from '#src/graph/module.ts';
import { growLabels } from '#src/kernels/growLabels.ts';

export default defineModule({
  id: 'GrowFromSeeds',
  version: 1,
  genre: 'Region',
  help:
    'Gives every voxel the label of the seed with the cheapest path to it. A step between neighbours costs the difference of their values, ' +
    'and its length in mm times the seed locality; of equally cheap paths that of the lower label counts. So labels stop at edges, and ' +
    'where values are even they meet halfway. Mark what is wanted with one label, and all else with another. It is the idea of the Grow ' +
    'from seeds effect of 3D Slicer (fast GrowCut), which rounds costs and so may differ at borders; its seed locality is 0 by itself. NaN is never ' +
    'reached and keeps 0.',
  aliases: [
    'GrowCut',
    'Grow from seeds effect',
    'FastGrowCut',
    'geodesic distance',
    'random_walker',
    'seeded segmentation',
  ],
  inputs: markerPorts,
  outputs: { output0: { type: 'image', label: 'Labels' } },
  params: {
    ...markerParams,
    seedLocality: {
      kind: 'number',
      label: 'Seed locality',
      unit: '1/mm',
      default: 0.1,
      min: 0,
      max: 1000,
      step: 0.1,
      help: 'What a mm costs, in the unit of the image: the larger, the nearer labels stay to their seeds.',
    },
    connectivity: { ...connectivityParam, default: '26' },
  },

  summary({ seedLocality, connectivity }) {
    return `locality ${seedLocality}, ${connectivity} neighbours`;
  },

  forecast({ input0 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: 'int32' } }, scratch: 16 * voxels };
  },

  run(inputs, { additionalSeeds, seedLocality, connectivity }, context) {
    const { size, affine, voxels: values } = inputs.input0;
    const mask = maskOfInput(inputs);
    const labels = context.allocate('int32', values.length);
    const { kinds, outside } = writeMarkers(inputs, additionalSeeds, labels, context.progress);
    if (outside > 0) context.warn(`${outside} seeds lie outside of the image and do not count`);
    if (kinds === 1)
      context.warn('There is only one label, so it takes all that it can reach: mark what is not wanted with another');
    const neighbours = connectivityOf(connectivity);
    growLabels(values, labels, size, affine, neighbours, seedLocality, mask, (fraction) => context.progress(fraction));
    return { output0: { size, affine, voxels: labels } };
  },
});
