import { type Vec3, type Voxels, voxelCount } from '#src/image/volume.ts';
import { type Bitmask, copyBitmask, invertBitmask } from './bitmask.ts';
import { squaredDistances } from './distance.ts';
import { farthest16, squares16 } from './distance16.ts';
import { packBand } from './pack.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import { extentOf, squaredLimit } from './structuringElement.ts';

/**
 * What `erode` gives with `ball(radius, spacing)`: foreground where no background voxel lies within the radius, the
 * border included; outside the volume is foreground. Takes the same time for every radius, since it goes by the
 * distance transform. Returns a mask of its own. Throws when the radius is negative or not finite.
 */
export function erodeByDistance(
  mask: Bitmask,
  radius: number,
  spacing: Vec3 = [1, 1, 1],
  progress: Progress = noProgress,
): Bitmask {
  extentOf(radius, spacing); // refuses a radius that is none
  const result = packBand(squaresWithin(mask, radius, spacing, progress), mask.size, 0, squaredLimit(radius, spacing));
  invertBitmask(result);
  return result;
}

/**
 * What `dilate` gives with `ball(radius, spacing)`: foreground where a foreground voxel lies within the radius, the
 * border included. Outside the volume is background. Returns a mask of its own. Throws when the radius is negative or
 * not finite.
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

/**
 * Squared distances to the background, right as far as the radius: in 16 bits where they fit, which takes a quarter of
 * the memory.
 */
function squaresWithin(mask: Bitmask, radius: number, spacing: Vec3, progress: Progress): Voxels {
  const voxels = voxelCount(mask.size);
  const fast = simd();
  if (fast && radius < farthest16 && spacing.every((step) => step === 1)) {
    const squares = new Uint16Array(voxels);
    squares16(fast, mask, squares, Math.floor(radius), progress);
    return squares;
  }
  const squares = new Float64Array(voxels);
  squaredDistances(mask, squares, spacing, progress);
  return squares;
}
