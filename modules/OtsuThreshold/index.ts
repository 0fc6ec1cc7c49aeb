import { defineModule } from '#src/graph/module.ts';
import { histogramInBins, histogramPerInteger } from '#src/image/histogram.ts';
import { flagVoxels } from '#src/kernels/flagVoxels.ts';
import { multiOtsu } from '#src/kernels/multiOtsu.ts';
import { otsuThreshold } from '#src/kernels/otsu.ts';
import { mapVoxels, type Step } from '#src/kernels/pointwise.ts';
import { part } from '#src/kernels/progress.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { above, band } from '#src/kernels/voxelRule.ts';

export default defineModule({
  id: 'OtsuThreshold',
  version: 3,
  genre: 'Segmentation',
  help:
    "Finds the threshold that separates an image's values best into two classes (Otsu 1979) and gives the mask of the voxels " +
    'above it, or of a band around it, both ends included. Value, lower and upper end can feed other fields. Equal to ' +
    'skimage.filters.threshold_otsu: 256 bins are what it does with floats (such as the data of nibabel’s get_fdata), one ' +
    "bin an integer what it does with arrays of integers. NaN is left out with a warning, where scikit-image fails; ITK's " +
    'filter counts all voxels and bins them differently.',
  aliases: [
    'threshold_otsu',
    'threshold_multiotsu',
    'OtsuThresholdImageFilter',
    'OtsuMultipleThresholdsImageFilter',
    'automatic threshold',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: {
    output0: { type: 'image', label: 'Mask', help: 'Labels from 0 on with more than two classes.' },
    value: { type: 'number', label: 'Threshold', help: 'The first one.' },
    lower: { type: 'number', label: 'Lower end', help: 'The first threshold times the lower factor.' },
    upper: { type: 'number', label: 'Upper end', help: 'The last threshold times the upper factor.' },
    thresholds: { type: 'vector', label: 'All thresholds' },
  },
  params: {
    classes: {
      kind: 'integer',
      label: 'Classes',
      default: 2,
      min: 2,
      max: 5,
      help: 'More than two give one label for each class instead of a mask.',
    },
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
      when: { classes: [2] },
      options: { Above: 'Above the threshold: v > value', Band: 'Band: lower <= v <= upper' },
    },
    lowerFactor: {
      kind: 'number',
      label: 'Lower factor',
      default: 0.5,
      step: 0.05,
      when: { classes: [2], output: ['Band'] },
      help: 'The lower end of the band as a multiple of the threshold.',
    },
    upperFactor: {
      kind: 'number',
      label: 'Upper factor',
      default: 2,
      step: 0.05,
      when: { classes: [2], output: ['Band'] },
      help: 'The upper end of the band as a multiple of the threshold.',
    },
  },

  summary({ classes, output, lowerFactor, upperFactor }) {
    if (classes !== 2) return `${classes} classes`;
    return output === 'Band' ? `${lowerFactor} to ${upperFactor} × Otsu` : '> Otsu';
  },

  /** What is new has defaults that leave the result as it was. */
  migrate: { 1: (params) => params },

  changed: {
    3: ({ classes }) =>
      Number(classes) > 2
        ? 'of three classes and more, the lowest bin is no longer parted off where scikit-image does not'
        : undefined,
  },

  forecast({ input0 }) {
    return { images: { output0: { ...input0, type: 'uint8' } } };
  },

  writesOver: () => true,

  run({ input0 }, { classes, sample, bins, output, lowerFactor, upperFactor }, context) {
    const { size, affine } = input0;
    const counter = voxelCounter(() => context.progress(0));
    const histogram =
      bins === 'Bins256'
        ? histogramInBins(input0.voxels, sample, 256, counter)
        : histogramPerInteger(input0.voxels, sample, counter);
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
    const thresholds = classes === 2 ? [otsuThreshold(histogram)] : multiOtsu(histogram, classes);
    const value = thresholds[0];
    const lower = value * lowerFactor;
    const upper = thresholds[thresholds.length - 1] * upperFactor;
    const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
    if (classes > 2) mapVoxels(input0.voxels, voxels, digitizeStep(thresholds), part(context.progress, 0.5, 1));
    else
      flagVoxels(
        input0.voxels,
        voxels,
        output === 'Band' ? band(lower, upper) : above(value),
        part(context.progress, 0.5, 1),
      );
    context.progress(1);
    return { output0: { size, affine, voxels }, value, lower, upper, thresholds };
  },
});

/** How many thresholds are not above the value, as numpy.digitize; none for NaN. */
function digitizeStep(thresholds: readonly number[]): Step {
  const limits = Float64Array.from(thresholds);
  return (values, count) => {
    for (let n = 0; n < count; n++) {
      const value = values[n];
      let label = 0;
      for (let t = 0; t < limits.length; t++) if (value >= limits[t]) label++;
      values[n] = label;
    }
  };
}
