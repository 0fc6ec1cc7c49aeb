import { typeParam } from '#modules/filterParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import { cropSlab, type Vec3 } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { computeVoxelPairs } from '#src/kernels/computeVoxels.ts';
import { roundWithin } from '#src/kernels/fitValues.ts';
import { gaussian } from '#src/kernels/gaussian.ts';
import { gaussianRadius } from '#src/kernels/gaussianWeights.ts';
import type { PairStep } from '#src/kernels/pointwise.ts';
import { part } from '#src/kernels/progress.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { computed, constantValue, voxelOf } from '#src/kernels/voxelProgram.ts';

export default defineModule({
  id: 'Sharpen',
  version: 1,
  genre: 'Filters',
  help:
    'Strengthens edges by unsharp masking: image + amount × (image - smoothed image), where the smoothing is a Gaussian of the given standard ' +
    'deviation. Equal to skimage.filters.unsharp_mask with preserve_range, up to the rounding of float32. As the image, integers are rounded and kept ' +
    'within their type, so edges may saturate.',
  aliases: [
    'unsharp_mask',
    'unsharp masking',
    'UnsharpMaskImageFilter',
    'edge enhancement',
    'LaplacianSharpeningImageFilter',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Sharpened' } },
  params: {
    radius: {
      kind: 'number',
      label: 'Radius',
      default: 1,
      min: 0,
      max: 50,
      step: 0.1,
      help: 'The standard deviation of the Gaussian.',
    },
    unit: { kind: 'choice', label: 'Unit', default: 'Voxels', options: { Voxels: 'Voxels', mm: 'mm' } },
    amount: { kind: 'number', label: 'Amount', default: 1, step: 0.1, help: 'Below 0 it smooths.' },
    type: typeParam,
  },

  summary({ radius, unit, amount }) {
    return `${amount} × at ${radius} ${unit === 'mm' ? 'mm' : 'voxels'}`;
  },

  halo({ radius, unit }, spacing) {
    const alongK = sigmaVoxels(radius, unit, spacing)[2];
    return Number.isFinite(alongK) ? gaussianRadius(alongK) : undefined;
  },

  forecast({ input0 }, { type }) {
    const float = floatTypeFor(input0.type);
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    const result = type === 'Float' ? float : input0.type;
    return { images: { output0: { size: input0.size, type: result } }, scratch: voxels * voxelTypes[float].bytes };
  },

  run({ input0 }, { radius, unit, amount, type }, context) {
    const { size, affine, voxels: source } = input0;
    const from = voxelTypeOf(source);
    const float = floatTypeFor(from);
    const wanted = context.wanted?.() ?? { start: 0, end: size[2] };
    const cut = cropSlab(input0, wanted);
    const smooth = new voxelArrays[float](cut.voxels.length);
    gaussian(
      source,
      smooth,
      size,
      sigmaVoxels(radius, unit, spacingOf(affine)),
      'Exact',
      part(context.progress, 0, 0.7),
      wanted,
    );
    const result = type === 'Float' ? float : from;
    const voxels = context.allocate(result, cut.voxels.length, 'nothing');
    const { integer, min, max } = voxelTypes[result];
    const step: PairStep = (values, blurred, count) => {
      for (let n = 0; n < count; n++) values[n] += (values[n] - blurred[n]) * amount;
      if (integer) roundWithin(values, count, min, max);
    };
    const difference = computed('subtract', voxelOf(0), voxelOf(1));
    const sharpened = computed('add', voxelOf(0), computed('multiply', difference, constantValue(amount)));
    computeVoxelPairs(cut.voxels, smooth, voxels, sharpened, step, part(context.progress, 0.7, 1));
    return { output0: { ...cut, voxels } };
  },
});

/** The standard deviation in voxels along i, j and k. */
function sigmaVoxels(sigma: number, unit: 'Voxels' | 'mm', [si, sj, sk]: Vec3): Vec3 {
  return unit === 'mm' ? [sigma / si, sigma / sj, sigma / sk] : [sigma, sigma, sigma];
}
