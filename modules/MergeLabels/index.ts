import { inputFamily, mostAlike } from '#src/graph/inputFamily.ts';
import { defineModule } from '#src/graph/module.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { mergeLabels } from '#src/kernels/mergeLabels.ts';
import { floatTypeFor, integerTypeFor } from '#src/kernels/resultType.ts';

/** The masks after the first. */
const mostMore = mostAlike - 1;

const another = (n: number) => ({ type: 'image', label: `Mask ${n + 1}` }) as const;

export default defineModule({
  id: 'MergeLabels',
  version: 1,
  genre: 'Segmentation',
  help:
    'Makes one label image of any number of masks or label images on one grid, up to the 255 that unsigned int8 has labels for: the ' +
    'voxels of Mask 1 become 1, those of Mask 2 become 2 and so on, or all keep their own values. An input more appears when one is ' +
    'connected. Foreground is everything but 0 and NaN. Where masks overlap, the last one connected counts, or the first. The result ' +
    'is unsigned int8, or with kept values the smallest type for what the images may hold.',
  aliases: [
    'combine masks',
    'segmentation',
    'label map',
    'MergeLabelMapFilter',
    'Logical operators',
    'fslmaths -max',
    'union',
  ],
  inputs: {
    input0: { type: 'image', label: 'Mask 1' },
    ...inputFamily('input', 1, mostMore, another),
  },
  outputs: { output0: { type: 'image', label: 'Labels' } },
  params: {
    values: {
      kind: 'choice',
      label: 'Values',
      default: 'ByInput',
      options: { ByInput: 'The number of the mask', Keep: 'As they are' },
    },
    overlap: {
      kind: 'choice',
      label: 'Overlap',
      default: 'Last',
      options: { Last: 'The last mask counts', First: 'The first mask counts' },
    },
  },

  summary({ values, overlap }) {
    return `${values === 'Keep' ? 'values kept' : 'numbered'}, the ${String(overlap).toLowerCase()} counts`;
  },

  halo() {
    return 0;
  },

  run(inputs, { values, overlap }, context) {
    const { input0 } = inputs;
    const all: Readonly<Record<string, Volume | undefined>> = inputs;
    const given = [input0, ...Array.from({ length: mostMore }, (_, n) => all[`input${n + 1}`])];
    const images = given.flatMap((image, n) => (image ? [{ image, number: n + 1 }] : []));
    for (const { image, number } of images) requireSameGrid(input0, 'Mask 1', image, `mask ${number}`);
    const sources = images.map(({ image }) => image.voxels);
    const type = values === 'ByInput' ? 'uint8' : commonType(sources.map(voxelTypeOf));
    const voxels = context.allocate(type, input0.voxels.length, 'nothing');
    const numbers = images.map(({ number }) => number);
    mergeLabels(sources, numbers, voxels, values === 'ByInput', overlap === 'First', context.progress);
    const { size, affine } = input0;
    return { output0: { size, affine, voxels } };
  },
});

function commonType(types: readonly VoxelType[]): VoxelType {
  const facts = types.map((type) => voxelTypes[type]);
  if (facts.some(({ integer }) => !integer)) return floatTypeFor(...types);
  return integerTypeFor(Math.min(...facts.map(({ min }) => min)), Math.max(...facts.map(({ max }) => max)));
}
