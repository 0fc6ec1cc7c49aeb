import { defineModule } from '#src/graph/module.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { mergeLabels } from '#src/kernels/mergeLabels.ts';
import { floatTypeFor, integerTypeFor } from '#src/kernels/resultType.ts';

/** The numbers of the inputs after the first. */
const more = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;

const another = (n: number) =>
  ({
    type: 'image',
    label: `Mask ${n + 1}`,
    optional: true,
    follows: n === 1 ? undefined : `input${n - 1}`,
  }) as const;

export default defineModule({
  id: 'MergeLabels',
  version: 1,
  genre: 'Segmentation',
  help:
    'Makes one label image of up to sixteen masks or label images on one grid: the voxels of Mask 1 become 1, those of Mask 2 become 2 and so on, or all ' +
    'keep their own values. An input more appears when one is connected. Foreground is everything but 0 and NaN. Where masks overlap, the last one ' +
    'connected counts, or the first. The result is unsigned int8, or with kept values the smallest type for what the images may hold.',
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
    input1: another(1),
    input2: another(2),
    input3: another(3),
    input4: another(4),
    input5: another(5),
    input6: another(6),
    input7: another(7),
    input8: another(8),
    input9: another(9),
    input10: another(10),
    input11: another(11),
    input12: another(12),
    input13: another(13),
    input14: another(14),
    input15: another(15),
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

  run({ input0, ...others }, { values, overlap }, context) {
    const given = [input0, ...more.map((n) => others[`input${n}`])];
    const images = given.flatMap((image, n) => (image ? [{ image, number: n + 1 }] : []));
    for (const { image, number } of images) requireSameGrid(input0, 'Mask 1', image, `mask ${number}`);
    const sources = images.map(({ image }) => image.voxels);
    const type = values === 'ByInput' ? 'uint8' : commonType(sources.map(voxelTypeOf));
    const voxels = context.allocate(type, input0.voxels.length);
    const numbers = images.map(({ number }) => number);
    mergeLabels(sources, numbers, voxels, values === 'ByInput', overlap === 'First');
    const { size, affine } = input0;
    return { output0: { size, affine, voxels } };
  },
});

function commonType(types: readonly VoxelType[]): VoxelType {
  const facts = types.map((type) => voxelTypes[type]);
  if (facts.some(({ integer }) => !integer)) return floatTypeFor(...types);
  return integerTypeFor(Math.min(...facts.map(({ min }) => min)), Math.max(...facts.map(({ max }) => max)));
}
