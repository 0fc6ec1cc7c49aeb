import { defineModule } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import { type Vec3, type Volume, voxelCount } from '#src/image/volume.ts';
import { type Bitmask, invertBitmask } from '#src/kernels/bitmask.ts';
import { sharedDistances } from '#src/kernels/distance.ts';
import type { MaskSlices } from '#src/kernels/distanceFar.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { type Progress, part, type Tell } from '#src/kernels/progress.ts';
import { alone, type Share } from '#src/kernels/share.ts';

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

  shares({ input0: { size } }, { direction }) {
    return { size, type: 'float64', scratch: direction === 'Signed' ? 8 * voxelCount(size) : 0 };
  },

  run({ input0 }, { direction, unit }, context) {
    const { size, affine } = input0;
    const voxels = context.allocate('float64', input0.voxels.length, 'nothing');
    const spacing = unit === 'mm' ? spacingOf(affine) : inVoxels;
    const progress = (fraction: number) => context.progress(fraction);
    const { share = alone, scratch } = context;
    const slices = (isInverted: boolean) => slicesOf(input0, isInverted, () => context.progress(0));
    const measure = (isInverted: boolean, target: Float64Array, told: Progress) =>
      sharedDistances(slices(isInverted), size, target, spacing, share, told);
    const signed = () => {
      const inside = scratch ? new Float64Array(scratch) : new Float64Array(voxels.length);
      const count = measure(false, inside, part(progress, 0, 0.45));
      measure(true, voxels, part(progress, 0.45, 0.9));
      joinSigned(inside, voxels, share, part(progress, 0.9, 1));
      return count;
    };
    const foreground = direction === 'Signed' ? signed() : measure(direction === 'Outside', voxels, progress);
    const isMissing = foreground === voxelCount(size) || (direction === 'Signed' && foreground === 0);
    if (isMissing) {
      const missing = direction === 'Outside' || foreground === 0 ? 'foreground' : 'background';
      context.warn(`Every distance is infinite, since the mask has no ${missing}`);
    }
    return { output0: { size, affine, voxels, meta: unit === 'mm' ? { unit: 'mm' } : undefined } };
  },
});

/** Some milliseconds of work. */
const valuesBetweenWords = 2 ** 19;

/** Makes slices of the mask, and gives the same ones again when they are asked for twice in a row. */
function slicesOf({ voxels, size: [ni, nj] }: Volume, isInverted: boolean, tell: Tell): MaskSlices {
  const plane = ni * nj;
  let last: { readonly start: number; readonly end: number; readonly mask: Bitmask } | undefined;
  return (start, end) => {
    if (last?.start === start && last.end === end) return last.mask;
    const mask = packForeground(voxels.subarray(start * plane, end * plane), [ni, nj, end - start], tell);
    if (isInverted) invertBitmask(mask);
    last = { start, end, mask };
    return mask;
  };
}

/** Writes minus the distances inside to those outside. One of the two is 0 everywhere. */
function joinSigned(inside: Float64Array, target: Float64Array, share: Share, progress: Progress): void {
  const parts = Math.ceil(target.length / valuesBetweenWords);
  share(parts, (first, end) => {
    for (let each = first; each < end; each++) {
      progress(each / parts);
      const stop = Math.min(target.length, (each + 1) * valuesBetweenWords);
      for (let n = each * valuesBetweenWords; n < stop; n++) if (inside[n] > 0) target[n] = -inside[n];
    }
    return 0;
  });
}
