import { borderParam, constantParam } from '#modules/filterParams.ts';
import { defineModule } from '#src/graph/module.ts';
import { canny, cannyWork, insideShare } from '#src/kernels/canny.ts';

export default defineModule({
  id: 'Canny',
  version: 2,
  genre: 'Filters',
  help:
    'Marks edges as lines one voxel wide, in each slice by itself (Canny 1986): a Gaussian, Sobel gradients, only what is strongest across its edge, and ' +
    'weak edges only where they touch strong ones. Equal to skimage.feature.canny of the slice as array[i, j] of floats, thresholds in values of ' +
    'the image or as quantiles of the slice’s gradients (use_quantiles). Gradients sum over 8 voxels: an edge from 0 to 100 has a strength of up to 400. The border is Constant by itself, as there.',
  aliases: ['canny', 'CannyEdgeDetectionImageFilter', 'edge detection', 'cv2.Canny', 'contour'],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Edges' } },
  params: {
    sigma: {
      kind: 'number',
      label: 'Sigma',
      default: 1,
      min: 0,
      max: 20,
      step: 0.1,
      unit: 'voxels',
      help: 'The standard deviation of the Gaussian.',
    },
    unit: {
      kind: 'choice',
      label: 'Thresholds',
      default: 'Quantiles',
      options: { Quantiles: 'Quantiles of each slice', Values: 'Strengths' },
    },
    lowQuantile: {
      kind: 'number',
      label: 'Low',
      default: 0.8,
      min: 0,
      max: 1,
      step: 0.01,
      when: { unit: ['Quantiles'] },
      help: 'The share of voxels with weaker gradients.',
    },
    highQuantile: {
      kind: 'number',
      label: 'High',
      default: 0.95,
      min: 0,
      max: 1,
      step: 0.01,
      when: { unit: ['Quantiles'] },
      help: 'The same of the gradient that an edge needs at its strongest voxel.',
    },
    low: {
      kind: 'number',
      label: 'Low',
      default: 50,
      min: 0,
      when: { unit: ['Values'] },
      help: 'What an edge needs everywhere.',
    },
    high: {
      kind: 'number',
      label: 'High',
      default: 100,
      min: 0,
      when: { unit: ['Values'] },
      help: 'What an edge needs at its strongest voxel.',
    },
    border: { ...borderParam, default: 'Constant' },
    constant: constantParam,
  },

  summary({ sigma, unit, low, high, lowQuantile, highQuantile }) {
    return `sigma ${sigma}, ${unit === 'Values' ? `${low} to ${high}` : `${lowQuantile} to ${highQuantile}`}`;
  },

  changed: {
    2: () => 'where neighbours are equally strong, edges lie where scikit-image has them, up to a voxel aside',
  },

  halo() {
    return 0;
  },

  run({ input0 }, { sigma, unit, border, constant, ...params }, context) {
    const { size, affine, voxels: source } = input0;
    const [low, high] = unit === 'Values' ? [params.low, params.high] : [params.lowQuantile, params.highQuantile];
    if (low > high) throw new Error(`The low threshold (${low}) must not be above the high one (${high})`);
    const voxels = context.allocate('uint8', source.length);
    const length = size[0] * size[1];
    const plane = new Float64Array(length);
    const work = cannyWork(length);
    const share = insideShare(size, sigma, { border, constant });
    for (let k = 0; k < size[2]; k++) {
      context.progress(k / size[2]);
      plane.set(source.subarray(k * length, (k + 1) * length));
      const edges = voxels.subarray(k * length, (k + 1) * length);
      canny(plane, size, sigma, share, { border, constant }, { unit, low, high }, edges, work, () =>
        context.progress(k / size[2]),
      );
    }
    return { output0: { size, affine, voxels } };
  },
});
