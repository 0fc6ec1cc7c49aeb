import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { inVoxelParts } from './voxelParts.ts';

/** The voxels where a mask of the same length is neither 0 nor NaN, in their order and type. */
export function voxelsInMask(voxels: Voxels, mask: Voxels, progress: Progress = noProgress): Voxels {
  let count = 0;
  inVoxelParts(mask.length, part(progress, 0, 0.5), (start, end) => {
    for (let n = start; n < end; n++) if (mask[n] !== 0 && !Number.isNaN(mask[n])) count++;
  });
  progress(0.5);
  const inside = new voxelArrays[voxelTypeOf(voxels)](count);
  let to = 0;
  inVoxelParts(mask.length, part(progress, 0.5, 1), (start, end) => {
    to = copyInside(voxels, mask, start, end, inside, to);
  });
  return inside;
}

function copyInside(voxels: Voxels, mask: Voxels, start: number, end: number, inside: Voxels, at: number): number {
  let to = at;
  for (let n = start; n < end; n++) if (mask[n] !== 0 && !Number.isNaN(mask[n])) inside[to++] = voxels[n];
  return to;
}
