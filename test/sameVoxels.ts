import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';

/**
 * Where two volumes' voxels differ, as a sentence, or undefined where they are of one type and equal; NaN equals NaN, and -0 is not 0. One
 * loop, because a matcher takes a thousand times as long.
 */
export function whyNotSameVoxels(a: Voxels, b: Voxels): string | undefined {
  if (voxelTypeOf(a) !== voxelTypeOf(b)) return `${voxelTypeOf(a)} is not ${voxelTypeOf(b)}`;
  if (a.length !== b.length) return `${a.length} voxels are not ${b.length}`;
  for (let n = 0; n < a.length; n++) {
    if (!Object.is(a[n], b[n])) return `voxel ${n} is ${a[n]}, not ${b[n]}`;
  }
  return undefined;
}
