import { defineModule } from '#src/graph/module.ts';
import { rangeOf } from '#src/image/statistics.ts';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { computeVoxels } from '#src/kernels/computeVoxels.ts';
import { roundWithin } from '#src/kernels/fitValues.ts';
import { linearProgram, linearStep } from '#src/kernels/linearStep.ts';
import type { Step } from '#src/kernels/pointwise.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

export default defineModule({
  id: 'Scale',
  version: 1,
  genre: 'Image',
  help:
    'Lays a range of values linearly onto another one: the input minimum becomes the output minimum, the input maximum the output ' +
    'maximum; an output minimum above the maximum inverts. The input range is that of the image or given. Clamped, as ' +
    'skimage.exposure.rescale_intensity does it, values beyond the input range stay at the ends; not clamped the line goes on, as in ' +
    'ITK’s ShiftScaleImageFilter. The result is float (float32 for up to 16 bits and float32, else float64) or the chosen type; ' +
    'integers are rounded, halves to the even one as numpy.rint, and kept within the type, NaN becomes 0 there.',
  aliases: [
    'rescale_intensity',
    'RescaleIntensityImageFilter',
    'ShiftScaleImageFilter',
    'normalize',
    'cast',
    'convert type',
    'window',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Scaled' } },
  params: {
    inputRange: {
      kind: 'choice',
      label: 'Input range',
      default: 'Image',
      options: { Image: 'Minimum and maximum of the image', UserDefined: 'Given' },
    },
    inputMin: {
      kind: 'number',
      line: { role: 'lower' },
      label: 'Input minimum',
      default: 0,
      when: { inputRange: ['UserDefined'] },
    },
    inputMax: {
      kind: 'number',
      line: { role: 'upper' },
      label: 'Input maximum',
      default: 255,
      when: { inputRange: ['UserDefined'] },
    },
    outputMin: { kind: 'number', label: 'Output minimum', default: 0 },
    outputMax: { kind: 'number', label: 'Output maximum', default: 1 },
    clamp: {
      kind: 'boolean',
      label: 'Clamp',
      default: true,
      when: { inputRange: ['UserDefined'] },
      help: 'Values beyond the input range become the ends of the output range.',
    },
    type: {
      kind: 'choice',
      label: 'Type',
      default: 'Float',
      options: {
        Float: 'Float',
        Input: 'As the image',
        uint8: 'unsigned int8',
        int16: 'int16',
        uint16: 'unsigned int16',
      },
    },
  },

  summary({ inputRange, inputMin, inputMax, outputMin, outputMax }) {
    const from = inputRange === 'UserDefined' ? `${inputMin} … ${inputMax} to ` : 'to ';
    return `${from}${outputMin} … ${outputMax}`;
  },

  halo({ inputRange }) {
    return inputRange === 'UserDefined' ? 0 : undefined;
  },

  forecast({ input0 }, { type }) {
    return { images: { output0: { ...input0, type: resultType(type, input0.type) } }, scratch: 0 };
  },

  writesOver: () => true,

  run({ input0 }, { inputRange, inputMin, inputMax, outputMin, outputMax, clamp, type }, context) {
    const { size, affine, voxels: source } = input0;
    const range =
      inputRange === 'Image'
        ? rangeOf(
            source,
            voxelCounter(() => context.progress(0)),
          )
        : { min: inputMin, max: inputMax };
    if (!Number.isFinite(range.max - range.min)) {
      throw new Error(
        `The image reaches from ${range.min} to ${range.max}: set Input range to Given, with finite ends`,
      );
    }
    if (inputRange === 'Image' && range.min === range.max) {
      context.warn(`Every voxel is ${range.min}, so all become the output maximum`);
    }
    const to = resultType(type, voxelTypeOf(source));
    const voxels = context.allocate(to, source.length, source);
    const ends = [range.min, range.max, outputMin, outputMax, clamp || inputRange === 'Image'] as const;
    const line = linearStep(...ends);
    const { integer, min, max } = voxelTypes[to];
    const step: Step = (values, count) => {
      line(values, count);
      if (integer) roundWithin(values, count, min, max);
    };
    computeVoxels(source, voxels, linearProgram(...ends), step, context.progress);
    return { output0: { size, affine, voxels } };
  },
});

function resultType(type: 'Float' | 'Input' | 'uint8' | 'int16' | 'uint16', from: VoxelType): VoxelType {
  return type === 'Float' ? floatTypeFor(from) : type === 'Input' ? from : type;
}
