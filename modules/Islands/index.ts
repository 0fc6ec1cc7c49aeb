import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { additionalSeedsParam, requireSeeds, seedsPort } from '#modules/seedPorts.ts';
import { leastVoxelsOf, sizeUnitParam } from '#modules/sizeParams.ts';
import { defineModule } from '#src/graph/module.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import type { Volume } from '#src/image/volume.ts';
import { type Bitmask, countForeground, removeBitmask } from '#src/kernels/bitmask.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { keepLarge } from '#src/kernels/keepLarge.ts';
import { largestComponent } from '#src/kernels/largestComponent.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import { type Progress, part } from '#src/kernels/progress.ts';
import { paintLabels, type RankedComponents, rankComponents } from '#src/kernels/rankedComponents.ts';
import { reconstruct } from '#src/kernels/reconstruct.ts';
import { maskOfVoxels } from '#src/kernels/seedVoxels.ts';

const bySelection = ['KeepSelected', 'RemoveSelected'];
const bySize = ['RemoveSmall', 'Split'];

export default defineModule({
  id: 'Islands',
  version: 1,
  genre: 'Segmentation',
  help:
    'Works on the connected components of a mask, as the Islands effect of 3D Slicer: keeps the largest, keeps or removes those in which a ' +
    'seed lies, removes those below the least size, or splits them into labels from 1 on by decreasing size. Connected by faces (6) by ' +
    'default, as in Slicer; components are those of scipy.ndimage.label. Of equally large ones the first of scipy’s labels is kept.',
  aliases: [
    'Keep selected island',
    'Remove selected island',
    'Keep largest island',
    'Remove small islands',
    'Split islands to segments',
    'FilterConnectedComponents',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' },
    seeds: { ...seedsPort, label: 'Selection' },
  },
  outputs: {
    output0: { type: 'image', label: 'Islands', help: 'A mask; labels where islands are split.' },
    segmentedVoxels: { type: 'number', label: 'Voxels that are left' },
  },
  params: {
    operation: {
      kind: 'choice',
      label: 'Operation',
      default: 'KeepLargest',
      options: {
        KeepLargest: 'Keep the largest',
        KeepSelected: 'Keep those with a seed',
        RemoveSelected: 'Remove those with a seed',
        RemoveSmall: 'Remove small ones',
        Split: 'Split into labels',
      },
    },
    additionalSeeds: { ...additionalSeedsParam, when: { operation: bySelection } },
    minimumSize: {
      kind: 'number',
      label: 'Least size',
      default: 1000,
      min: 0,
      help: 'What is smaller is removed; an island of exactly this size stays.',
      when: { operation: bySize },
    },
    sizeUnit: { ...sizeUnitParam, when: { operation: bySize } },
    connectivity: connectivityParam,
  },

  summary({ operation, minimumSize, sizeUnit }) {
    switch (operation) {
      case 'KeepSelected':
        return 'keep selected';
      case 'RemoveSelected':
        return 'remove selected';
      case 'RemoveSmall':
        return `from ${minimumSize} ${sizeUnit === 'ml' ? 'ml' : 'voxels'}`;
      case 'Split':
        return 'split';
      default:
        return 'keep largest';
    }
  },

  forecast({ input0 }, { operation }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: operation === 'Split' ? 'int32' : 'uint8' } }, scratch: voxels };
  },

  writesOver: () => true,

  run({ input0, seeds }, { operation, additionalSeeds, minimumSize, sizeUnit, connectivity }, context) {
    const { size, affine } = input0;
    const neighbours = connectivityOf(connectivity);
    const mask = packForeground(input0.voxels, size, () => context.progress(0));
    const progress = (fraction: number) => context.progress(fraction);
    if (operation === 'KeepSelected' || operation === 'RemoveSelected') {
      const found = requireSeeds(input0, seeds, additionalSeeds);
      const selected = selectedIslands(mask, found.voxels, neighbours, progress);
      if (countForeground(selected) === 0) context.warn('No seed lies on an island, so none is selected');
      if (operation === 'RemoveSelected') removeBitmask(mask, selected);
      return asMask(
        input0,
        operation === 'RemoveSelected' ? mask : selected,
        context.allocate('uint8', input0.voxels.length, input0.voxels),
      );
    }
    const result = () => context.allocate('uint8', input0.voxels.length, input0.voxels);
    if (operation === 'KeepLargest') {
      const { mask: largest, count } = largestComponent(mask, neighbours, 0, progress);
      warnOfNone(context, count, count);
      return asMask(input0, largest, result());
    }
    const least = leastVoxelsOf(minimumSize, sizeUnit, affine);
    if (operation === 'RemoveSmall') {
      const { mask: large, count, kept } = keepLarge(mask, neighbours, least, progress);
      warnOfNone(context, count, kept);
      return asMask(input0, large, result());
    }
    const label = (ranked: RankedComponents) => {
      warnOfNone(context, ranked.count, ranked.labels);
      const voxels = context.allocate('int32', input0.voxels.length, 'nothing');
      paintLabels(ranked, voxels, 0, part(progress, 0.7, 1));
      const segmentedVoxels = ranked.sizes(ranked.labels).reduce((sum, island) => sum + island, 0);
      return { output0: { size, affine, voxels }, segmentedVoxels };
    };
    return rankComponents(mask, neighbours, 'Size', least, label, part(progress, 0, 0.7));
  },
});

function warnOfNone(context: RunContext, count: number, kept: number): void {
  if (count === 0) context.warn('The mask has no foreground voxel, so there is no island');
  else if (kept === 0) context.warn(`All ${count} islands are smaller than the least size`);
}

function selectedIslands(mask: Bitmask, seeds: Int32Array, connectivity: Connectivity, progress: Progress): Bitmask {
  return reconstruct(maskOfVoxels(seeds, mask.size), mask, connectivity, progress);
}

function asMask({ size, affine }: Volume, mask: Bitmask, voxels: Uint8Array) {
  unpackInto(mask, voxels);
  return { output0: { size, affine, voxels }, segmentedVoxels: countForeground(mask) };
}
