import { additionalSeedsParam, requireSeeds, seedsPort } from '#modules/seedPorts.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { countForeground } from '#src/kernels/bitmask.ts';
import { growLimited } from '#src/kernels/growLimited.ts';
import type { Neighbours } from '#src/kernels/neighbourSteps.ts';
import { packBand, unpackInto } from '#src/kernels/pack.ts';
import { reconstruct } from '#src/kernels/reconstruct.ts';
import { maskOfVoxels } from '#src/kernels/seedVoxels.ts';
import { growInterval, seedsWithin, valuesAt } from './growInterval.ts';

const neighbourhoods = {
  BNBH_2D_4_XY: 4,
  BNBH_2D_8_XY: 8,
  BNBH_3D_6_XYZ: 6,
  BNBH_3D_18_XYZ: 18,
  BNBH_3D_26_XYZ: 26,
} as const satisfies Record<string, Neighbours>;

export default defineModule({
  id: 'RegionGrowing',
  version: 1,
  genre: 'Region',
  help:
    'Gives the mask of all voxels that are connected with a seed and lie, like all on the way, in an interval of values, both ends ' +
    'included. The automatic interval is centred on the mean value of the seeds; its width is the given percentage of the distance from ' +
    'the smallest to the largest value of the image. Seeds outside the image or the interval do not count. Equal to the components of ' +
    "scipy.ndimage.label in which seeds lie, and to ITK's ConnectedThresholdImageFilter; field names are MeVisLab's, which does not say " +
    'what its percentage is of. A region above the volume limit is an error, or with partial results what grew before the round of ' +
    'neighbours that would exceed it.',
  aliases: [
    'ConnectedThresholdImageFilter',
    'NeighborhoodConnectedImageFilter',
    'region grow',
    'seeded segmentation',
    'binary_propagation',
    'magic wand',
  ],
  inputs: { input0: { type: 'image', label: 'Image' }, seeds: seedsPort },
  outputs: {
    output0: { type: 'image', label: 'Region' },
    segmentedVoxels: { type: 'number', label: 'Segmented voxels' },
    segmentedVolume: { type: 'number', label: 'Volume in ml' },
    validSeeds: { type: 'number', label: 'Valid seeds', help: 'Seeds inside the image and the interval.' },
    usedLower: { type: 'number', label: 'Lower end used' },
    usedUpper: { type: 'number', label: 'Upper end used' },
  },
  params: {
    additionalSeeds: additionalSeedsParam,
    acceptedMarkerType: {
      kind: 'integer',
      label: 'Accepted type of seeds',
      default: -1,
      min: -1,
      help: 'Only seeds of this type count; -1 accepts all.',
    },
    enableAutoThresholdInterval: {
      kind: 'boolean',
      label: 'Automatic interval',
      default: true,
      help: 'The interval lies around the mean of the seeds; otherwise it is given.',
    },
    autoThresholdIntervalSizeInPercent: {
      kind: 'number',
      label: 'Interval size',
      unit: '%',
      default: 5,
      min: 0,
      max: 100,
      step: 0.1,
      when: { enableAutoThresholdInterval: [true] },
      help: 'Of the range of the whole image, half of it on each side of the mean of the seeds.',
    },
    lowerThreshold: {
      kind: 'number',
      line: { role: 'lower' },
      label: 'Lower threshold',
      default: 0,
      help: 'The smallest value that belongs to the region.',
      when: { enableAutoThresholdInterval: [false] },
    },
    upperThreshold: {
      kind: 'number',
      line: { role: 'upper' },
      label: 'Upper threshold',
      default: 100,
      help: 'The largest value that belongs to the region.',
      when: { enableAutoThresholdInterval: [false] },
    },
    basicNeighborhoodType: {
      kind: 'choice',
      label: 'Neighbourhood',
      default: 'BNBH_3D_6_XYZ',
      options: {
        BNBH_2D_4_XY: '2D: 4 in the slice',
        BNBH_2D_8_XY: '2D: 8 in the slice',
        BNBH_3D_6_XYZ: '3D: 6 (faces)',
        BNBH_3D_18_XYZ: '3D: 18 (faces, edges)',
        BNBH_3D_26_XYZ: '3D: 26 (faces, edges, corners)',
      },
      help: 'Which neighbours count as connected. Slices are those of storage, across k.',
    },
    enableUpperVolumeLimit: {
      kind: 'boolean',
      label: 'Limit the volume',
      default: false,
      help: 'For regions that leak out.',
    },
    upperVolumeLimit_ml: {
      kind: 'number',
      label: 'Largest volume',
      unit: 'ml',
      default: 100,
      min: 0,
      when: { enableUpperVolumeLimit: [true] },
    },
    showPartialResults: {
      kind: 'boolean',
      label: 'Partial results',
      default: false,
      when: { enableUpperVolumeLimit: [true] },
      help: 'Above the limit, give what has grown until then, with a warning.',
    },
  },

  summary(params) {
    return params.enableAutoThresholdInterval
      ? `${params.autoThresholdIntervalSizeInPercent} % around the seeds`
      : `${params.lowerThreshold} to ${params.upperThreshold}`;
  },

  forecast({ input0 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: 'uint8' } }, scratch: voxels };
  },

  writesOver: () => true,

  run({ input0, seeds }, params, context) {
    const { size, affine } = input0;
    const type = params.acceptedMarkerType;
    const found = requireSeeds(input0, seeds, params.additionalSeeds, type < 0 ? undefined : type);
    const interval = growInterval(input0.voxels, valuesAt(input0.voxels, found.voxels), params);
    const valid = seedsWithin(input0.voxels, found.voxels, interval);
    const left = found.count - valid.length;
    if (left > 0)
      context.warn(`${left} of ${found.count} seeds lie outside of the image or the interval and do not count`);
    const mask = packBand(input0.voxels, size, interval.lower, interval.upper);
    context.progress(0.2);
    const neighbours = neighbourhoods[params.basicNeighborhoodType];
    const whole = reconstruct(maskOfVoxels(valid, size), mask, neighbours, (done) =>
      context.progress(0.2 + 0.7 * done),
    );
    const mlPerVoxel = voxelVolume(affine) / 1000;
    let region = whole;
    const ml = countForeground(whole) * mlPerVoxel;
    if (params.enableUpperVolumeLimit && ml > params.upperVolumeLimit_ml) {
      const sentence = `The region has ${ml.toPrecision(4)} ml, more than the limit of ${params.upperVolumeLimit_ml} ml`;
      if (!params.showPartialResults) {
        throw new Error(`${sentence}: narrow the interval, raise the limit, or tick Partial results`);
      }
      context.warn(`${sentence}: this is what had grown before`);
      region = growLimited(mask, valid, neighbours, Math.floor(params.upperVolumeLimit_ml / mlPerVoxel)).mask;
    }
    const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
    unpackInto(region, voxels);
    const segmentedVoxels = countForeground(region);
    return {
      output0: { size, affine, voxels },
      segmentedVoxels,
      segmentedVolume: segmentedVoxels * mlPerVoxel,
      validSeeds: valid.length,
      usedLower: interval.lower,
      usedUpper: interval.upper,
    };
  },
});
