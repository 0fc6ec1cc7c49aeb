import { defineModule } from '#src/graph/module.ts';
import { rangeOf } from '#src/image/statistics.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { clahe, claheMaximum, claheMemory } from '#src/kernels/clahe.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

export default defineModule({
  id: 'CLAHE',
  version: 2,
  genre: 'Filters',
  help:
    'Equalises the contrast of each part of a slice by itself (contrast limited adaptive histogram equalisation, Zuiderveld 1994): a slice is cut into ' +
    'tiles, and each voxel’s value is found between those of the four nearest ones. The clip limit bounds how much a value may be favoured, so that ' +
    'noise is not blown up; 0 does not clip. Equal to skimage.exposure.equalize_adapthist of each slice by itself (of integers of 32 bits or ' +
    'with negative values as if they were floats laid onto 0 … 1; int16 from 16384 on it widens unevenly), up to the rounding of float32. With the range of the volume its slices stay comparable. A slice of one value becomes 0.',
  aliases: [
    'equalize_adapthist',
    'createCLAHE',
    'AdaptiveHistogramEqualizationImageFilter',
    'adapthisteq',
    'local contrast',
    'contrast',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Equalised' } },
  params: {
    tiles: {
      kind: 'integer',
      label: 'Tiles',
      default: 8,
      min: 1,
      max: 32,
      help: 'How many there are along each axis of a slice.',
    },
    clipLimit: {
      kind: 'number',
      label: 'Clip limit',
      default: 0.01,
      min: 0,
      max: 1,
      step: 0.005,
      help: 'The share of a tile that one bin may hold.',
    },
    bins: {
      kind: 'integer',
      label: 'Bins',
      default: 256,
      min: 2,
      max: 1024,
      help: 'Into which the values of a tile are counted.',
    },
    range: {
      kind: 'choice',
      label: 'Range',
      default: 'Slice',
      options: { Slice: 'Of each slice', Volume: 'Of the volume' },
      help: 'What becomes 0 to 1.',
    },
  },

  summary({ tiles, clipLimit }) {
    return `${tiles}×${tiles} tiles, clipped at ${clipLimit}`;
  },

  changed: {
    2: ({ clipLimit }) =>
      Number(clipLimit) > 0
        ? 'what is clipped is shared out as in scikit-image, which moves values by up to 0.25'
        : undefined,
  },

  halo({ range }) {
    return range === 'Slice' ? 0 : undefined;
  },

  forecast({ input0 }) {
    return { images: { output0: { size: input0.size, type: 'float32' } } };
  },

  run({ input0 }, { tiles, clipLimit, bins, range }, context) {
    const { size, affine, voxels: source } = input0;
    const [ni, nj, nk] = size;
    const whole = range === 'Volume' ? rangeOf(source, voxelCounter()) : undefined;
    const tile = [Math.max(1, Math.floor(ni / tiles)), Math.max(1, Math.floor(nj / tiles))] as const;
    const voxels = context.allocate('float32', source.length, 'nothing');
    const { integer, bytes } = voxelTypes[voxelTypeOf(source)];
    const plane = new Float64Array(ni * nj);
    const memory = claheMemory(ni, nj, { tile, bins });
    for (let k = 0; k < nk; k++) {
      context.progress(k / nk);
      plane.set(source.subarray(k * ni * nj, (k + 1) * ni * nj));
      const { min, max } = whole ?? extremesOf(plane);
      if (!(max > min)) continue;
      if (!Number.isFinite(max - min))
        // Which slice, and its ends, would hang on who is first where slices are computed at the same time.
        throw new Error(
          'A slice has values more than 1.8e308 apart, or infinite ones: clamp the image with Scale first',
        );
      const isRounded = !integer || bytes > 2 || min < 0;
      clahe(plane, ni, nj, min, max, { tile, clipLimit, bins, isRounded }, memory);
      const { min: low, max: high } = whole ? { min: 0, max: claheMaximum } : extremesOf(plane);
      for (let n = 0; n < plane.length; n++) plane[n] = high > low ? (plane[n] - low) / (high - low) : 1;
      voxels.set(plane, k * ni * nj);
    }
    return { output0: { size, affine, voxels } };
  },
});

function extremesOf(plane: Float64Array): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < plane.length; n++) {
    if (plane[n] < min) min = plane[n];
    if (plane[n] > max) max = plane[n];
  }
  return { min, max };
}
