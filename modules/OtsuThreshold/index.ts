import { defineModule } from '#src/graph/module.ts';
import { histogramInBins, histogramPerInteger } from '#src/image/histogram.ts';
import { flagVoxels } from '#src/kernels/flagVoxels.ts';
import { otsuThreshold } from '#src/kernels/otsu.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { above, band } from '#src/kernels/voxelRule.ts';

export default defineModule({
  id: 'OtsuThreshold',
  version: 1,
  genre: 'Segmentation',
  help:
    "Finds the threshold that separates an image's values best into two classes (Otsu 1979) and gives the mask of the voxels " +
    'above it, or of a band around it, both ends included. Value, lower and upper end can feed other fields. Equal to ' +
    'skimage.filters.threshold_otsu: 256 bins are what it does with floats (such as the data of nibabel’s get_fdata), one ' +
    "bin an integer what it does with arrays of integers. NaN is left out with a warning, where scikit-image fails; ITK's " +
    'filter counts all voxels and bins them differently.',
  aliases: ['threshold_otsu', 'OtsuThresholdImageFilter', 'automatic threshold'],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: {
    output0: { type: 'image', label: 'Mask' },
    value: { type: 'number', label: 'Threshold' },
    lower: { type: 'number', label: 'Lower end', help: 'The threshold times the lower factor.' },
    upper: { type: 'number', label: 'Upper end', help: 'The threshold times the upper factor.' },
  },
  params: {
    sample: {
      kind: 'choice',
      label: 'Sample',
      default: 'Positive',
      options: { Positive: 'Voxels > 0', All: 'All voxels' },
      help: 'The voxels whose values are counted; the mask is made from all voxels.',
    },
    bins: {
      kind: 'choice',
      label: 'Bins',
      default: 'Bins256',
      options: { Bins256: '256 over the range', PerInteger: 'One per integer' },
    },
    output: {
      kind: 'choice',
      label: 'Output',
      default: 'Above',
      options: { Above: 'Above the threshold: v > value', Band: 'Band: lower <= v <= upper' },
    },
    lowerFactor: {
      kind: 'number',
      label: 'Lower factor',
      default: 0.5,
      step: 0.05,
      when: { output: ['Band'] },
      help: 'The lower end of the band as a multiple of the threshold.',
    },
    upperFactor: {
      kind: 'number',
      label: 'Upper factor',
      default: 2,
      step: 0.05,
      when: { output: ['Band'] },
      help: 'The upper end of the band as a multiple of the threshold.',
    },
  },

  summary({ output, lowerFactor, upperFactor }) {
    return output === 'Band' ? `${lowerFactor} to ${upperFactor} × Otsu` : '> Otsu';
  },

  forecast({ input0 }) {
    return { images: { output0: { ...input0, type: 'uint8' } } };
  },

  run({ input0 }, { sample, bins, output, lowerFactor, upperFactor }, context) {
    const { size, affine } = input0;
    const histogram =
      bins === 'Bins256'
        ? histogramInBins(input0.voxels, sample, 256, voxelCounter())
        : histogramPerInteger(input0.voxels, sample, voxelCounter());
    if (histogram.counts.length === 0) {
      throw new Error(
        sample === 'Positive'
          ? 'No voxel is above 0, so there is nothing to find a threshold for: set Sample to All voxels'
          : 'Every voxel is NaN, so there is nothing to find a threshold for',
      );
    }
    if (sample === 'All' && histogram.nanCount > 0) {
      context.warn(`${histogram.nanCount} voxels are NaN and were left out of the sample`);
    }
    context.progress(0.5);
    const value = otsuThreshold(histogram);
    const lower = value * lowerFactor;
    const upper = value * upperFactor;
    const voxels = context.allocate('uint8', input0.voxels.length);
    flagVoxels(input0.voxels, voxels, output === 'Band' ? band(lower, upper) : above(value));
    context.progress(1);
    return { output0: { size, affine, voxels }, value, lower, upper };
  },
});
