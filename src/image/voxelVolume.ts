import type { Affine } from './volume.ts';

/** The volume of one voxel in mm³: the determinant of the affine's directions, which also holds for sheared grids. */
export function voxelVolume(affine: Affine): number {
  const [a, b, c, , d, e, f, , g, h, i] = affine;
  return Math.abs(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
}
