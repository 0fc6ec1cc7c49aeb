import type { Voxels } from '#src/image/volume.ts';
import type { Extremes } from '#src/image/voxelCounter.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { voxelCodes } from './convolveExports.ts';
import { bytesBetweenWords, noTell, type Tell } from './progress.ts';
import { type Simd, seeing } from './simd.ts';
import { bytesOfVoxels, readAt, windowBytes, windowRoom } from './voxelWindow.ts';

/** The smallest and the largest voxel, NaN left out, and how many are not NaN; of none the minimum is Infinity and the maximum -Infinity. */
export function rangeSimd(kernels: Simd, voxels: Voxels, tell: Tell = noTell): Extremes & { readonly count: number } {
  const fast = seeing(kernels, voxels);
  const { exports, scratch } = fast;
  const code = voxelCodes.indexOf(voxelTypeOf(voxels));
  const bytes = bytesOfVoxels(voxels);
  return scratch.use(() => {
    const [place, result] = scratch.reserve(windowBytes + windowRoom, 24);
    let [min, max, missing] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let at = 0; at < bytes.length; at += windowBytes) {
      if (at > 0 && at % bytesBetweenWords === 0) tell();
      const end = Math.min(at + windowBytes, bytes.length);
      exports.voxelRange(code, readAt(fast, bytes, at, end, place), (end - at) / voxels.BYTES_PER_ELEMENT, result);
      const [low, high, odd] = scratch.doubles(result, 3);
      min = Math.min(min, low);
      max = Math.max(max, high);
      missing += odd;
    }
    // A zero has no sign here, since it would depend on the order.
    return { min: min + 0, max: max + 0, count: voxels.length - missing };
  });
}
