import { defineModule } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import { type Vec3, voxelCount } from '#src/image/volume.ts';
import { type Bitmask, countForeground, invertBitmask } from '#src/kernels/bitmask.ts';
import { distances } from '#src/kernels/distance.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { type Progress, part } from '#src/kernels/progress.ts';
import { inVoxelParts } from '#src/kernels/voxelParts.ts';

const inVoxels: Vec3 = [1, 1, 1];

export default defineModule({
  id: 'Distance',
  version: 2,
  genre: 'Segmentation',
  help:
    'Gives every foreground voxel of a mask its Euclidean distance to the nearest background voxel, from centre ' +
    'to centre, and the background 0; or the other way round; or both at once, negative inside. Equal to ' +
    'scipy.ndimage.distance_transform_edt to the last bit, in mm with the spacing as its sampling; signed it is that of the ' +
    'background minus that of the foreground. What lies outside the image does not count. Where ' +
    "there is nothing to measure to, the distance is infinite. ITK's SignedMaurerDistanceMapImageFilter has the same signs, but is 0 on " +
    "the object's border voxels, where this is one spacing or less.",
  aliases: [
    'distance_transform_edt',
    'EDT',
    'SignedMaurerDistanceMapImageFilter',
    'DanielssonDistanceMapImageFilter',
    'bwdist',
    'distanceTransform',
  ],
  inputs: { input0: { type: 'image', label: 'Mask', help: 'Everything but 0 and NaN is foreground.' } },
  outputs: { output0: { type: 'image', label: 'Distance' } },
  params: {
    direction: {
      kind: 'choice',
      label: 'Distance',
      default: 'Inside',
      options: {
        Inside: 'Foreground to background',
        Outside: 'Background to foreground',
        Signed: 'Signed: negative inside',
      },
    },
    unit: { kind: 'choice', label: 'Unit', default: 'Voxels', options: { Voxels: 'Voxels', mm: 'mm' } },
  },

  summary({ direction, unit }) {
    const what = direction === 'Signed' ? 'signed' : direction === 'Outside' ? 'to foreground' : 'to background';
    return `${what}, ${unit === 'mm' ? 'mm' : 'voxels'}`;
  },

  /** What is new leaves the results as they were. */
  migrate: { 1: (params) => params },

  forecast({ input0 }, { direction }) {
    const voxels = input0.size[0] * input0.size[1] * input0.size[2];
    const scratch = (direction === 'Signed' ? 8.25 : 0.25) * voxels;
    return { images: { output0: { ...input0, type: 'float64' } }, scratch };
  },

  run({ input0 }, { direction, unit }, context) {
    const { size, affine } = input0;
    const mask = packForeground(input0.voxels, size, () => context.progress(0));
    if (direction === 'Outside') invertBitmask(mask);
    const foreground = countForeground(mask);
    const isMissing = foreground === voxelCount(size) || (direction === 'Signed' && foreground === 0);
    if (isMissing) {
      const missing = direction === 'Outside' || foreground === 0 ? 'foreground' : 'background';
      context.warn(`Every distance is infinite, since the mask has no ${missing}`);
    }
    const voxels = context.allocate('float64', input0.voxels.length, 'nothing');
    const spacing = unit === 'mm' ? spacingOf(affine) : inVoxels;
    const progress = (fraction: number) => context.progress(fraction);
    if (direction !== 'Signed') distances(mask, voxels, spacing, progress);
    else signedDistances(mask, voxels, spacing, progress);
    return { output0: { size, affine, voxels, meta: unit === 'mm' ? { unit: 'mm' } : undefined } };
  },
});

/** Some milliseconds of work. */
const valuesBetweenWords = 2 ** 19;

/** The distance to the foreground outside of it, minus that to the background inside. The mask is inverted. */
function signedDistances(mask: Bitmask, target: Float64Array, spacing: Vec3, progress: Progress): void {
  const inside = new Float64Array(target.length);
  distances(mask, inside, spacing, part(progress, 0, 0.45));
  invertBitmask(mask);
  distances(mask, target, spacing, part(progress, 0.45, 0.9));
  // One of the two is 0 everywhere.
  const join = (start: number, end: number) => {
    for (let n = start; n < end; n++) if (inside[n] > 0) target[n] = -inside[n];
  };
  inVoxelParts(target.length, part(progress, 0.9, 1), join, valuesBetweenWords);
}
