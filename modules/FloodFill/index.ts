import { connectivityOf, connectivityParam } from '#modules/connectivityParam.ts';
import { additionalSeedsParam, requireSeeds, seedsPort } from '#modules/seedPorts.ts';
import { defineModule } from '#src/graph/module.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { addBitmask, countForeground, emptyBitmask } from '#src/kernels/bitmask.ts';
import { packBand, unpackInto } from '#src/kernels/pack.ts';
import { reconstruct } from '#src/kernels/reconstruct.ts';
import { maskOfVoxels } from '#src/kernels/seedVoxels.ts';

/** Every value at a seed floods the image once. */
const mostValues = 100;

export default defineModule({
  id: 'FloodFill',
  version: 1,
  genre: 'Region',
  help:
    'Gives the mask of all voxels that are connected with a seed and differ from its value by no more than the tolerance, which is ' +
    'included. Equal to skimage.segmentation.flood with that tolerance; its default is 26 neighbours as well; of integers it cuts ' +
    'the ends of the interval off to whole numbers, so that with a tolerance of fractions it may take in a value too many. With several seeds it is ' +
    'what their floods hold together, each with its own value. MeVisLab and ITK flood by a given interval instead: see RegionGrowing.',
  aliases: ['flood', 'flood_fill', 'floodFill', 'paint bucket', 'magic wand', 'ConfidenceConnectedImageFilter'],
  inputs: { input0: { type: 'image', label: 'Image' }, seeds: seedsPort },
  outputs: {
    output0: { type: 'image', label: 'Flooded' },
    segmentedVoxels: { type: 'number', label: 'Flooded voxels' },
    segmentedVolume: { type: 'number', label: 'Volume in ml' },
  },
  params: {
    additionalSeeds: additionalSeedsParam,
    tolerance: { kind: 'number', label: 'Tolerance', default: 10, min: 0, help: 'In the unit of the image.' },
    connectivity: { ...connectivityParam, default: '26' },
  },

  summary({ tolerance }) {
    return `± ${tolerance}`;
  },

  forecast({ input0 }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    return { images: { output0: { ...input0, type: 'uint8' } }, scratch: voxels };
  },

  writesOver: () => true,

  run({ input0, seeds }, { additionalSeeds, tolerance, connectivity }, context) {
    const { size, affine } = input0;
    const found = requireSeeds(input0, seeds, additionalSeeds);
    const outside = found.count - found.voxels.length;
    if (outside > 0) context.warn(`${outside} of ${found.count} seeds lie outside of the image and do not count`);
    const values = new Set(Array.from(found.voxels, (seed) => input0.voxels[seed]));
    if (values.delete(Number.NaN)) context.warn('NaN is no value to start from, so the seeds there do not count');
    if (values.size === 0) throw new Error('Every seed lies on a voxel that is NaN: place them on values');
    if (values.size > mostValues) {
      throw new Error(
        `The seeds lie on ${values.size} different values, but at most ${mostValues} are flooded at once`,
      );
    }
    const flooded = emptyBitmask(size);
    let done = 0;
    for (const value of values) {
      const marker = maskOfVoxels(
        found.voxels.filter((seed) => input0.voxels[seed] === value),
        size,
      );
      const near = packBand(input0.voxels, size, value - tolerance, value + tolerance, () =>
        context.progress(done / values.size),
      );
      const before = done++;
      const flood = reconstruct(marker, near, connectivityOf(connectivity), (share) =>
        context.progress((before + share) / values.size),
      );
      addBitmask(flooded, flood);
    }
    const voxels = context.allocate('uint8', input0.voxels.length, input0.voxels);
    unpackInto(flooded, voxels);
    const segmentedVoxels = countForeground(flooded);
    return {
      output0: { size, affine, voxels },
      segmentedVoxels,
      segmentedVolume: (segmentedVoxels * voxelVolume(affine)) / 1000,
    };
  },
});
