import { defineModule } from '#src/graph/module.ts';
import { histogramInBins, histogramPerInteger } from '#src/image/histogram.ts';
import { isSmallIntegers } from '#src/image/integerCounts.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { interpolateTable } from '#src/kernels/interpolateTable.ts';
import { mapVoxels } from '#src/kernels/pointwise.ts';
import { part } from '#src/kernels/progress.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { voxelsInMask } from '#src/kernels/voxelsInMask.ts';

export default defineModule({
  id: 'HistogramEqualisation',
  version: 1,
  genre: 'Filters',
  help:
    'Stretches the contrast so that all values become equally frequent: each value becomes the share of voxels that are not brighter, from 0 to 1. ' +
    'Equal to skimage.exposure.equalize_hist: one bin an integer for 8 and 16 bits, else equal bins over the range, with linear interpolation between ' +
    'their centres (scikit-image takes one bin an integer for 32 bits too). An image of one value becomes 1, of floats too, which scikit-image gives 0.5. With a mask only its voxels are counted, and all are changed. NaN ' +
    'stays NaN and is not counted. The result is float32 for up to 16 bits and float32, else float64.',
  aliases: [
    'equalize_hist',
    'equalizeHist',
    'histogram equalization',
    'HistogramEqualizationImageFilter',
    'contrast',
    'AdaptiveHistogramEqualization',
  ],
  inputs: {
    input0: { type: 'image', label: 'Image' },
    input1: { type: 'image', label: 'Mask', optional: true, help: 'Whose voxels are counted; without it all are.' },
  },
  outputs: { output0: { type: 'image', label: 'Equalised' } },
  params: {
    bins: {
      kind: 'integer',
      label: 'Bins',
      default: 256,
      min: 2,
      max: 65536,
      help: 'Of images that are not integers of 8 or 16 bits.',
    },
  },

  summary: () => '',

  forecast({ input0, input1 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    const scratch = input1 ? voxels * voxelTypes[input0.type].bytes : 0;
    return { images: { output0: { size: input0.size, type: floatTypeFor(input0.type) } }, scratch };
  },

  run({ input0, input1 }, { bins }, context) {
    if (input1) requireSameGrid(input0, 'The image', input1, 'the mask');
    const { size, affine, voxels: source } = input0;
    const sample = input1 ? voxelsInMask(source, input1.voxels, part(context.progress, 0, 0.25)) : source;
    const counter = voxelCounter(() => context.progress(0.25));
    const { counts, centres } = isSmallIntegers(sample)
      ? histogramPerInteger(sample, 'All', counter)
      : histogramInBins(sample, 'All', bins, counter);
    if (counts.length === 0) {
      throw new Error(
        input1
          ? 'The mask holds no value to count: it is empty, or all are NaN'
          : 'Every voxel is NaN, so there is nothing to count',
      );
    }
    context.progress(0.5);
    const shares = new Float64Array(counts.length);
    let below = 0;
    for (let n = 0; n < counts.length; n++) {
      below += counts[n];
      shares[n] = below;
    }
    for (let n = 0; n < counts.length; n++) shares[n] /= below;
    const voxels = context.allocate(floatTypeFor(voxelTypeOf(source)), source.length, 'nothing');
    mapVoxels(source, voxels, interpolateTable(centres, shares), part(context.progress, 0.5, 1));
    context.progress(1);
    return { output0: { size, affine, voxels } };
  },
});
