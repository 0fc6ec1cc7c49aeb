import type { Affine } from '#src/image/volume.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';

/** The unit in which the size of a component is given. */
export const sizeUnitParam = {
  kind: 'choice',
  label: 'Unit of size',
  default: 'Voxels',
  options: { Voxels: 'Voxels', ml: 'ml' },
  help: 'In ml a voxel counts with the volume that the affine gives it.',
} as const;

/** Affines come from float32 headers: a component this much (relative) below a size in ml still has it. */
const relativeTolerance = 1e-6;

/** The fewest whole voxels that have a size. */
export function leastVoxelsOf(size: number, unit: 'Voxels' | 'ml', affine: Affine): number {
  if (unit === 'Voxels') return Math.ceil(size);
  return Math.ceil(((size * 1000) / voxelVolume(affine)) * (1 - relativeTolerance));
}
