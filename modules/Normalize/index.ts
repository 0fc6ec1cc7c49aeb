import { defineModule } from '#src/graph/module.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { rangeOf, statisticsOf } from '#src/image/statistics.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { computeVoxels } from '#src/kernels/computeVoxels.ts';
import { clampedProgram } from '#src/kernels/linearStep.ts';
import { maskVoxels } from '#src/kernels/maskVoxels.ts';
import { packForeground } from '#src/kernels/pack.ts';
import type { Step } from '#src/kernels/pointwise.ts';
import { part, type Tell } from '#src/kernels/progress.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { computed, constantValue, voxelOf } from '#src/kernels/voxelProgram.ts';
import { voxelsUnderMask } from '#src/kernels/voxelsUnderMask.ts';
import { percentilesIn } from './percentilesIn.ts';

const methods = {
  ZScore: 'z-score: (value - mean) / standard deviation',
  Percentiles: 'Percentiles become 0 and 1',
  MinMax: 'Minimum and maximum become 0 and 1',
} as const;

export default defineModule({
  id: 'Normalize',
  version: 1,
  genre: 'Image',
  help:
    'Brings images to a common scale: subtracts Center and divides by Width, which both can feed other fields. They are found over ' +
    'the whole image, or over the voxels of a mask (everything but 0 and NaN). z-score: mean and standard deviation of these voxels as ' +
    'they are, ddof 0, as (a - a.mean()) / a.std() in numpy. Percentiles: the lower one becomes 0, the upper one 1, with the linear ' +
    'interpolation of numpy.percentile. NaN is left out. The result is float32 for up to 16 bits and float32, else float64.',
  aliases: [
    'z-score',
    'zscore',
    'standardize',
    'NormalizeImageFilter',
    'percentile',
    'intensity normalization',
    'minmax',
    'whitening',
  ],
  inputs: {
    input0: { type: 'image', label: 'Image' },
    input1: { type: 'image', label: 'Mask', optional: true, help: 'Whose voxels are counted; without it all are.' },
  },
  outputs: {
    output0: { type: 'image', label: 'Normalized' },
    center: { type: 'number', label: 'Center', help: 'What was subtracted: the mean, or what became 0.' },
    width: {
      type: 'number',
      label: 'Width',
      help: 'By what was divided: the standard deviation, or what lies between 0 and 1.',
    },
  },
  params: {
    method: { kind: 'choice', label: 'Method', default: 'ZScore', options: methods },
    lower: {
      kind: 'number',
      label: 'Lower',
      default: 1,
      min: 0,
      max: 100,
      step: 0.5,
      unit: '%',
      when: { method: ['Percentiles'] },
    },
    upper: {
      kind: 'number',
      label: 'Upper',
      default: 99,
      min: 0,
      max: 100,
      step: 0.5,
      unit: '%',
      when: { method: ['Percentiles'] },
    },
    clamp: { kind: 'boolean', label: 'Clamp to 0 … 1', default: true, when: { method: ['Percentiles', 'MinMax'] } },
    outside: {
      kind: 'choice',
      label: 'Outside of the mask',
      default: 'Normalize',
      options: { Normalize: 'Normalized as well', Zero: '0' },
    },
  },

  summary({ method, lower, upper }) {
    return method === 'ZScore' ? 'z-score' : method === 'Percentiles' ? `${lower} to ${upper} %` : 'min to max';
  },

  forecast({ input0, input1 }, { method }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    const wide = voxelTypes[input0.type].bytes;
    // Percentiles of float64 move a copy about, and a mask gathers one.
    const scratch = voxels * ((input1 ? wide : 0) + (method === 'Percentiles' && wide === 8 ? 8 : 0));
    return { images: { output0: { size: input0.size, type: floatTypeFor(input0.type) } }, scratch };
  },

  writesOver: () => true,

  run({ input0, input1 }, { method, lower, upper, clamp, outside }, context) {
    if (input1) requireSameGrid(input0, 'The image', input1, 'the mask');
    const { size, affine, voxels: source } = input0;
    const sample = input1
      ? voxelsUnderMask(source, packForeground(input1.voxels, size), part(context.progress, 0, 0.2))
      : source;
    if (sample.length === 0) throw new Error('The mask is empty, so there is nothing to normalize by');
    context.progress(0.2);
    const [center, width] = lineOf(sample, method, lower, upper, () => context.progress(0.2));
    if (!(Number.isFinite(width) && width !== 0)) {
      const where = input1 ? 'the mask' : 'the image';
      throw new Error(`The values in ${where} do not spread (${center}, width ${width}), so they cannot be normalized`);
    }
    context.progress(0.6);
    const voxels = context.allocate(floatTypeFor(voxelTypeOf(source)), source.length, source);
    const isClamped = clamp && method !== 'ZScore';
    const spread = computed('divide', computed('subtract', voxelOf(0), constantValue(center)), constantValue(width));
    const program = isClamped ? clampedProgram(spread, 0, 1) : spread;
    const step: Step = (values, count) => {
      for (let n = 0; n < count; n++) values[n] = (values[n] - center) / width;
      if (isClamped) for (let n = 0; n < count; n++) values[n] = Math.min(Math.max(values[n], 0), 1);
    };
    computeVoxels(source, voxels, program, step, part(context.progress, 0.6, 0.9));
    if (input1 && outside === 'Zero') {
      maskVoxels(voxels, input1.voxels, voxels, 0, 'foreground', part(context.progress, 0.9, 1));
    }
    context.progress(1);
    return { output0: { size, affine, voxels }, center, width };
  },
});

function lineOf(
  sample: Voxels,
  method: keyof typeof methods,
  lower: number,
  upper: number,
  tell: Tell,
): readonly [center: number, width: number] {
  switch (method) {
    case 'ZScore': {
      const { mean, std } = statisticsOf(sample, voxelCounter(tell));
      return [mean, std];
    }
    case 'Percentiles': {
      if (!(lower < upper)) throw new Error(`The lower percentile (${lower}) must be below the upper one (${upper})`);
      const [low, high] = percentilesIn(sample, [lower, upper], tell);
      return [low, high - low];
    }
    case 'MinMax': {
      const { min, max } = rangeOf(sample, voxelCounter(tell));
      return [min, max - min];
    }
    default:
      return method satisfies never;
  }
}
