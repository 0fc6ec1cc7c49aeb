import { borderParam, constantParam, typeParam } from '#modules/filterParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { reachOf, weightedSums } from '#src/kernels/weightedSum.ts';
import { kernels, kernelTaps, type PredefKernel } from './kernelTaps.ts';

export default defineModule({
  id: 'Convolution',
  version: 1,
  genre: 'Filters',
  help:
    'Replaces each voxel by a weighted sum of its neighbours: averages over 3×3 or 5×5 voxels of a slice as in MeVisLab, small Gaussians, the ' +
    'Laplace operator, or a kernel of your own, with weights along i, rows (along j) parted by semicolons and slices (along k) by |. Equal to ' +
    'scipy.ndimage.convolve on floats, which mirrors the kernel, up to the rounding of float32; the result is float, or rounded to the type of the ' +
    'image (scipy cuts off instead).',
  aliases: [
    'convolve',
    'filter2D',
    'ConvolutionImageFilter',
    'mean filter',
    'box filter',
    'uniform_filter',
    'average',
    'kernel',
    'blur',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Filtered' } },
  params: {
    predefKernel: {
      kind: 'choice',
      label: 'Kernel',
      default: 'Average3x3',
      options: {
        Average3x3: '3x3 Average Kernel',
        Average5x5: '5x5 Average Kernel',
        Average3x3x3: '3x3x3 Average Kernel',
        Gauss3x3: '3x3 Gauss Kernel',
        Gauss5x5: '5x5 Gauss Kernel',
        Laplace3x3: '3x3 Laplace Kernel',
        User: 'Own kernel',
      },
    },
    userKernel: {
      kind: 'text',
      label: 'Weights',
      default: '1 2 1; 2 4 2; 1 2 1',
      when: { predefKernel: ['User'] },
      help: 'Such as -1 0 1 along i, -1; 0; 1 along j or -1 | 0 | 1 along k.',
    },
    normalize: {
      kind: 'boolean',
      label: 'Divide by the sum',
      default: true,
      when: { predefKernel: ['User'] },
      help: 'So that an even area keeps its value.',
    },
    border: borderParam,
    constant: constantParam,
    type: typeParam,
  },

  summary({ predefKernel, userKernel }) {
    return predefKernel === 'User' ? String(userKernel) : String(predefKernel).replace(/(\d.*)/, ' $1');
  },

  halo({ predefKernel, userKernel, normalize }) {
    try {
      return reachOf(tapsFor(predefKernel, userKernel, normalize))[2];
    } catch {
      // The run on the whole image says what is wrong with the kernel.
      return undefined;
    }
  },

  run({ input0 }, { predefKernel, userKernel, normalize, border, constant, type }, context) {
    const { size, voxels: source } = input0;
    const taps = tapsFor(predefKernel, userKernel, normalize);
    const from = voxelTypeOf(source);
    const voxels = context.allocate(type === 'Float' ? floatTypeFor(from) : from, source.length, 'nothing');
    weightedSums(source, voxels, size, [taps], { border, constant }, context.progress);
    return { output0: { ...input0, voxels } };
  },
});

function tapsFor(predefined: PredefKernel | 'User', own: string, isNormalized: boolean) {
  return predefined === 'User'
    ? kernelTaps(own, isNormalized)
    : kernelTaps(kernels[predefined], predefined !== 'Laplace3x3');
}
