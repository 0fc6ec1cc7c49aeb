import { componentTable, mostRows } from '#modules/componentTable.ts';
import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { leastVoxelsOf, sizeUnitParam } from '#modules/sizeParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { releaseBitmasks } from '#src/kernels/bitmask.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { part } from '#src/kernels/progress.ts';
import { paintLabels, type RankedComponents, rankComponents } from '#src/kernels/rankedComponents.ts';

export default defineModule({
  id: 'ConnectedComponents',
  version: 1,
  genre: 'Segmentation',
  help:
    'Numbers the connected components of a mask from 1 on, by decreasing size; of equal ones that comes first whose first voxel does, with ' +
    'x slowest and z fastest. By place instead, the labels are those of scipy.ndimage.label, whose default is 6 neighbours, and of ' +
    'skimage.measure.label, whose default is 26. By size they are those of ITK’s RelabelComponentImageFilter, but for the order of equal ' +
    'ones. Components below the least size become background. The table lists the first 1,000 with volume and centre.',
  aliases: [
    'label',
    'ConnectedComponentImageFilter',
    'RelabelComponentImageFilter',
    'connectedComponents',
    'ComputeConnectedComponents',
    'bwlabel',
    'split islands to segments',
    'connectedComponentsWithStats',
  ],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: {
    output0: { type: 'image', label: 'Labels' },
    count: { type: 'number', label: 'Number of labels' },
    components: { type: 'table', label: 'Components', help: 'Label, voxels, volume and centre, at most 1,000.' },
  },
  params: {
    connectivity: connectivityParam,
    order: {
      kind: 'choice',
      label: 'Order',
      default: 'Size',
      options: { Size: 'By decreasing size', Place: 'By place (scipy)' },
    },
    minimumSize: {
      kind: 'number',
      label: 'Least size',
      default: 0,
      min: 0,
      help: 'What is smaller becomes background; a component of exactly this size stays.',
    },
    sizeUnit: sizeUnitParam,
  },

  summary({ connectivity, minimumSize, sizeUnit }) {
    const least = minimumSize === 0 ? '' : `, from ${minimumSize} ${sizeUnit === 'ml' ? 'ml' : 'voxels'}`;
    return `${connectivity} neighbours${least}`;
  },

  forecast({ input0 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: 'int32' } }, scratch: voxels };
  },

  run({ input0 }, { connectivity, order, minimumSize, sizeUnit }, context) {
    const { size, affine } = input0;
    const least = leastVoxelsOf(minimumSize, sizeUnit, affine);
    const progress = (fraction: number) => context.progress(fraction);
    const label = (ranked: RankedComponents) => {
      if (ranked.count === 0) context.warn('The mask has no foreground voxel, so there is no component');
      else if (ranked.labels === 0) context.warn(`All ${ranked.count} components are smaller than the least size`);
      const voxels = context.allocate('int32', input0.voxels.length, 'nothing');
      const sums = paintLabels(ranked, voxels, Math.min(mostRows, ranked.labels), part(progress, 0.7, 1));
      const components = componentTable(ranked, affine, sums);
      releaseBitmasks(ranked.mask, ...(ranked.flooded ? [ranked.flooded.mask] : []));
      return { output0: { size, affine, voxels }, count: ranked.labels, components };
    };
    const mask = packForeground(input0.voxels, size, () => context.progress(0));
    return rankComponents(mask, connectivityOf(connectivity), order, least, label, part(progress, 0, 0.7));
  },
});
