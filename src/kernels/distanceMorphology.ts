import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, copyBitmask, emptyBitmask, invertBitmask } from './bitmask.ts';
import { squaredDistances } from './distance.ts';
import { noProgress, type Progress } from './progress.ts';
import { extentOf, squaredLimit } from './structuringElement.ts';

/**
 * What `erode` gives with `ball(radius, spacing)`: foreground where no background voxel lies within the radius, the border included;
 * outside the volume is foreground. Takes the same time for every radius, since it goes by the distance transform. Returns a mask of its
 * own. Throws when the radius is negative or not finite.
 */
export function erodeByDistance(
  mask: Bitmask,
  radius: number,
  spacing: Vec3 = [1, 1, 1],
  progress: Progress = noProgress,
): Bitmask {
  extentOf(radius, spacing); // refuses a radius that is none
  const limit = squaredLimit(radius, spacing);
  const squares = new Float64Array(mask.size[0] * mask.size[1] * mask.size[2]);
  squaredDistances(mask, squares, spacing, progress);
  return beyond(squares, limit, mask.size);
}

/**
 * What `dilate` gives with `ball(radius, spacing)`: foreground where a foreground voxel lies within the radius, the border included.
 * Outside the volume is background. Returns a mask of its own. Throws when the radius is negative or not finite.
 */
export function dilateByDistance(
  mask: Bitmask,
  radius: number,
  spacing: Vec3 = [1, 1, 1],
  progress: Progress = noProgress,
): Bitmask {
  const background = copyBitmask(mask);
  invertBitmask(background);
  const result = erodeByDistance(background, radius, spacing, progress);
  invertBitmask(result);
  return result;
}

/** The mask of all voxels whose squared distance is above the limit. */
function beyond(squares: Float64Array, limit: number, size: Vec3): Bitmask {
  const mask = emptyBitmask(size);
  const { rowWords, words } = mask;
  let voxel = 0;
  for (let row = 0; row < words.length; row += rowWords) {
    for (let i = 0; i < size[0]; i++, voxel++) {
      if (squares[voxel] > limit) words[row + (i >> 5)] |= 1 << (i & 31);
    }
  }
  return mask;
}
