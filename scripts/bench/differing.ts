import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { rawBits } from '#src/kernels/pointwise.ts';

/**
 * How many voxels of two results differ: by their bits, where the types differ by their values, or for floats with a tolerance above 0 by more than that part of the first
 * one's largest absolute value. A difference in length counts every voxel that is missing.
 */
export function differingVoxels(ours: Voxels, theirs: Voxels, tolerance = 0): number {
  const common = Math.min(ours.length, theirs.length);
  let count = Math.abs(ours.length - theirs.length);
  if (tolerance > 0) {
    const most = tolerance * largest(ours);
    for (let n = 0; n < common; n++) if (!(Math.abs(ours[n] - theirs[n]) <= most)) count++;
    return count;
  }
  if (voxelTypeOf(ours) !== voxelTypeOf(theirs)) {
    for (let n = 0; n < common; n++) if (!Object.is(ours[n], theirs[n])) count++;
    return count;
  }
  const isDouble = ours.BYTES_PER_ELEMENT === 8;
  // Halves of float64 as integers, since -0 and 0, and the many NaNs, would compare wrongly.
  const a = isDouble ? new Int32Array(ours.buffer, ours.byteOffset, 2 * ours.length) : rawBits(ours);
  const b = isDouble ? new Int32Array(theirs.buffer, theirs.byteOffset, 2 * theirs.length) : rawBits(theirs);
  const step = isDouble ? 2 : 1;
  for (let n = 0; n < common * step; n += step) {
    if (a[n] !== b[n] || (isDouble && a[n + 1] !== b[n + 1])) count++;
  }
  return count;
}

function largest(voxels: Voxels): number {
  let most = 0;
  for (let n = 0; n < voxels.length; n++) most = Math.max(most, Math.abs(voxels[n]));
  return most;
}
