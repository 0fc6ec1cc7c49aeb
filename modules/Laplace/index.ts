import { borderParam, constantParam, dimensionParam } from '#modules/filterParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { type Tap, weightedSums } from '#src/kernels/weightedSum.ts';

export default defineModule({
  id: 'Laplace',
  version: 1,
  genre: 'Filters',
  help:
    'The sum of the second differences along the axes (1 -2 1): positive in dark spots and beside edges on the dark side, negative on the bright ' +
    'side. Equal to scipy.ndimage.laplace of the image as floats; skimage.filters.laplace has the other sign. It goes by voxels, not by mm.',
  aliases: ['laplacian', 'LaplacianImageFilter', 'scipy.ndimage.laplace', 'edge', 'second derivative'],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Laplacian' } },
  params: { dimension: dimensionParam, border: borderParam, constant: constantParam },

  summary({ dimension }) {
    return dimension === 'Slices' ? '2D' : '3D';
  },

  halo({ dimension }) {
    return dimension === 'Slices' ? 0 : 1;
  },

  run({ input0 }, { dimension, border, constant }, context) {
    const { size, affine, voxels: source } = input0;
    const voxels = context.allocate(floatTypeFor(voxelTypeOf(source)), source.length, 'nothing');
    weightedSums(
      source,
      voxels,
      size,
      [laplaceTaps(dimension === 'Slices' ? 2 : 3)],
      { border, constant },
      context.progress,
    );
    return { output0: { size, affine, voxels } };
  },
});

function laplaceTaps(dimensions: 2 | 3): readonly Tap[] {
  const middle: Tap = { di: 0, dj: 0, dk: 0, weight: -2 * dimensions };
  const beside = [-1, 1].flatMap((d): Tap[] => [
    { di: d, dj: 0, dk: 0, weight: 1 },
    { di: 0, dj: d, dk: 0, weight: 1 },
    { di: 0, dj: 0, dk: d, weight: 1 },
  ]);
  return [middle, ...beside.filter(({ dk }) => dimensions === 3 || dk === 0)];
}
