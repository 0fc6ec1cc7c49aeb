import { defineModule } from '#src/graph/module.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { countForeground } from '#src/kernels/bitmask.ts';
import { packBand } from '#src/kernels/pack.ts';

const units = { Voxels: 'voxels', CubicMillimeters: 'mm³', Milliliters: 'ml', Liters: 'l' } as const;
const perMillimetre = { CubicMillimeters: 1, Milliliters: 1e-3, Liters: 1e-6 } as const;

export default defineModule({
  id: 'CalculateVolume',
  version: 1,
  genre: 'Analysis',
  help:
    "The volume of all voxels whose values lie within an interval, both ends included; with the defaults that of a mask. As MeVisLab's module: from " +
    'Minimum up to the largest value of the image. A voxel counts with the volume that the affine gives it, sheared grids included. NaN lies in no interval.',
  aliases: ['volume', 'numpy.count_nonzero', 'Segment Statistics', 'fslstats -V', 'millilitres', 'Volumetry'],
  inputs: { input0: { type: 'image', label: 'Image or mask' } },
  outputs: {
    totalVolume: { type: 'number', label: 'Volume', help: 'In the chosen unit.' },
    voxels: { type: 'number', label: 'Voxels' },
  },
  params: {
    minMode: {
      kind: 'choice',
      label: 'Minimum',
      default: 'UserDefined',
      options: { UserDefined: 'Own value', ImageMin: 'Minimum of the image' },
    },
    intMin: {
      kind: 'number',
      line: { role: 'lower' },
      label: 'Minimum value',
      default: 1,
      help: 'The smallest value that counts.',
      when: { minMode: ['UserDefined'] },
    },
    maxMode: {
      kind: 'choice',
      label: 'Maximum',
      default: 'ImageMax',
      options: { UserDefined: 'Own value', ImageMax: 'Maximum of the image' },
    },
    intMax: {
      kind: 'number',
      line: { role: 'upper' },
      label: 'Maximum value',
      default: 1,
      help: 'The largest value that counts.',
      when: { maxMode: ['UserDefined'] },
    },
    unit: {
      kind: 'choice',
      label: 'Unit',
      default: 'Milliliters',
      options: { Voxels: 'voxels', CubicMillimeters: 'mm³', Milliliters: 'ml', Liters: 'l' },
      help: 'Of the volume; the number of voxels is given as well.',
    },
  },

  summary({ unit }) {
    return typeof unit === 'string' && Object.hasOwn(units, unit) ? `in ${units[unit as keyof typeof units]}` : '';
  },

  run({ input0 }, { minMode, intMin, maxMode, intMax, unit }, context) {
    const low = minMode === 'UserDefined' ? intMin : Number.NEGATIVE_INFINITY;
    const high = maxMode === 'UserDefined' ? intMax : Number.POSITIVE_INFINITY;
    if (low > high) context.warn(`No value lies between ${low} and ${high}: exchange minimum and maximum`);
    const voxels = low > high ? 0 : countForeground(packBand(input0.voxels, input0.size, low, high));
    if (voxels === 0 && low <= high) context.warn('No voxel has a value within the interval');
    const totalVolume = unit === 'Voxels' ? voxels : voxels * voxelVolume(input0.affine) * perMillimetre[unit];
    return { totalVolume, voxels };
  },
});
