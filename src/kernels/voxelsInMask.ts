import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';

/** The voxels where a mask of the same length is neither 0 nor NaN, in their order and type. */
export function voxelsInMask(voxels: Voxels, mask: Voxels): Voxels {
  let count = 0;
  for (let n = 0; n < mask.length; n++) if (mask[n] !== 0 && !Number.isNaN(mask[n])) count++;
  const inside = new voxelArrays[voxelTypeOf(voxels)](count);
  for (let n = 0, to = 0; n < mask.length; n++) {
    if (mask[n] !== 0 && !Number.isNaN(mask[n])) inside[to++] = voxels[n];
  }
  return inside;
}
