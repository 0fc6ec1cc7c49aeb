import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { additionalSeedsParam, requireSeeds, seedsPort } from '#modules/seedPorts.ts';
import { defineModule } from '#src/graph/module.ts';
import { cropSlab, type Vec3, type Voxels } from '#src/image/volume.ts';
import { computeVoxelPairs, computeVoxels } from '#src/kernels/computeVoxels.ts';
import { gaussian } from '#src/kernels/gaussian.ts';
import { gaussianRadius } from '#src/kernels/gaussianWeights.ts';
import { unpackInto } from '#src/kernels/pack.ts';
import type { PairStep, Step } from '#src/kernels/pointwise.ts';
import { type Progress, part } from '#src/kernels/progress.ts';
import { uniform } from '#src/kernels/uniform.ts';
import { computed, constantValue, voxelOf } from '#src/kernels/voxelProgram.ts';
import { connectedBand } from './connectedBand.ts';

const adaptive = ['Gaussian', 'Mean'];
const connected = ['Connected'];

export default defineModule({
  id: 'LocalThreshold',
  version: 1,
  genre: 'Segmentation',
  help:
    'Adaptive: gives the mask of the voxels above the mean of their surroundings less an offset, weighted by a Gaussian or over a box. Equal ' +
    'to image > skimage.filters.threshold_local(image, block_size, method, offset), with its standard deviation of (block size − 1) / 6 and ' +
    'reflected borders. Connected: gives what lies in a band of values, both ends included, and is connected with a seed by passages of at ' +
    'least the given width, in the manner of the Local Threshold effect of 3D Slicer with its algorithm Masking: the band is eroded by a ball of ' +
    'that diameter, what the seeds reach is dilated by the same, and cut to the band. Slicer dilates by nearly twice as much and takes what of it ' +
    'is connected, rounds the diameter to odd numbers of voxels, and leaves out eroded parts below 125 voxels; its default is GrowCut, see GrowFromSeeds.',
  aliases: ['threshold_local', 'adaptiveThreshold', 'adaptive threshold', 'Local Threshold effect', 'local mean'],
  inputs: { input0: { type: 'image', label: 'Image' }, seeds: seedsPort },
  outputs: { output0: { type: 'image', label: 'Mask' } },
  params: {
    method: {
      kind: 'choice',
      label: 'Method',
      default: 'Gaussian',
      options: { Gaussian: 'Adaptive: Gaussian', Mean: 'Adaptive: mean', Connected: 'Connected within a band' },
    },
    blockSize: {
      kind: 'integer',
      label: 'Block size',
      unit: 'voxels',
      default: 35,
      min: 1,
      max: 501,
      step: 2,
      when: { method: adaptive },
      help: 'The side of the surroundings, an odd number.',
    },
    dimension: {
      kind: 'choice',
      label: 'Surroundings',
      default: 'Volume',
      options: { Volume: '3D', AcrossK: 'Within the slice across k' },
      when: { method: adaptive },
    },
    offset: {
      kind: 'number',
      label: 'Offset',
      default: 0,
      when: { method: adaptive },
      help: 'Taken off the mean: the larger, the more is foreground.',
    },
    lower: { kind: 'number', line: { role: 'lower' }, label: 'Lower end', default: 0, when: { method: connected } },
    upper: { kind: 'number', line: { role: 'upper' }, label: 'Upper end', default: 100, when: { method: connected } },
    minimumDiameter: {
      kind: 'number',
      label: 'Narrowest passage',
      unit: 'mm',
      default: 0,
      min: 0,
      max: 100,
      when: { method: connected },
      help: 'What is connected by narrower passages only is left out; 0 lets all through.',
    },
    additionalSeeds: { ...additionalSeedsParam, when: { method: connected } },
    connectivity: { ...connectivityParam, when: { method: connected } },
  },

  summary({ method, blockSize, lower, upper }) {
    return method === 'Connected'
      ? `${lower} to ${upper}, connected`
      : `> ${method === 'Mean' ? 'mean' : 'Gaussian'} ${blockSize}`;
  },

  /** A running mean along k depends, in its last bit, on where it began. */
  halo({ method, dimension, blockSize }) {
    if (method === 'Connected') return undefined;
    if (dimension === 'AcrossK') return 0;
    return method === 'Gaussian' ? gaussianRadius((blockSize - 1) / 6) : undefined;
  },

  forecast({ input0 }, { method }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    const means = input0.type === 'float32' ? 4 : 8;
    return {
      images: { output0: { ...input0, type: 'uint8' } },
      scratch: (method === 'Connected' ? 1 : means) * voxels,
    };
  },

  writesOver: ({ method }) => method === 'Connected',

  run({ input0, seeds }, params, context) {
    const { method, blockSize, dimension, offset } = params;
    if (method === 'Connected') {
      const { size, affine } = input0;
      const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
      const found = requireSeeds(input0, seeds, params.additionalSeeds);
      unpackInto(connectedBand(input0, found.voxels, params, connectivityOf(params.connectivity), context), voxels);
      return { output0: { size, affine, voxels } };
    }
    if (blockSize % 2 === 0) throw new Error(`The block size must be odd, so that it has a middle, not ${blockSize}`);
    const wanted = context.wanted?.() ?? { start: 0, end: input0.size[2] };
    const { size, affine, voxels: source } = cropSlab(input0, wanted);
    const voxels = context.allocate('uint8', source.length, 'nothing');
    const means = meansFor(source);
    const lengths: Vec3 = [blockSize, blockSize, dimension === 'AcrossK' ? 1 : blockSize];
    const progress = (fraction: number) => context.progress(0.9 * fraction);
    // Means over a box come of whole images or of single slices.
    if (method === 'Mean') uniform(source, means, size, lengths, progress);
    else
      gaussian(
        input0.voxels,
        means,
        input0.size,
        [sigmaOf(lengths[0]), sigmaOf(lengths[1]), sigmaOf(lengths[2])],
        'Exact',
        progress,
        wanted,
      );
    flagAbove(source, means, offset, voxels, part(context.progress, 0.9, 1));
    return { output0: { size, affine, voxels } };
  },
});

/** What covers more than 99 % of the weights. */
function sigmaOf(length: number): number {
  return (length - 1) / 6;
}

/** In the precision of scikit-image: float32 for float32, else float64. */
function meansFor(voxels: Voxels): Float32Array | Float64Array {
  return voxels instanceof Float32Array ? new Float32Array(voxels.length) : new Float64Array(voxels.length);
}

function flagAbove(
  voxels: Voxels,
  means: Float32Array | Float64Array,
  offset: number,
  target: Uint8Array,
  progress: Progress,
): void {
  const isSingle = means instanceof Float32Array;
  const less = isSingle ? Math.fround(offset) : offset;
  const lowered = computed('subtract', voxelOf(0), constantValue(less));
  const lower: Step = (values, count) => {
    for (let n = 0; n < count; n++) values[n] -= less;
  };
  const flag: PairStep = (values, others, count) => {
    for (let n = 0; n < count; n++) values[n] = values[n] > others[n] ? 1 : 0;
  };
  const isAbove = computed('greater', voxelOf(0), voxelOf(1));
  computeVoxels(means, means, lowered, lower, part(progress, 0, 0.5));
  computeVoxelPairs(voxels, means, target, isAbove, flag, part(progress, 0.5, 1));
}
