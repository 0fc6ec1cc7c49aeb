import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

/** The array class of a voxel type. */
export type VoxelArray<T extends VoxelType> = InstanceType<(typeof voxelArrays)[T]>;

/**
 * A buffer as voxels of a type: all of it, or `length` voxels from a byte on. Throws RangeError when they do not fit.
 */
export function voxelsOn<T extends VoxelType>(
  type: T,
  buffer: ArrayBufferLike,
  byteOffset?: number,
  length?: number,
): VoxelArray<T> {
  // The types of the array classes know unshared memory only.
  const Voxels = voxelArrays[type] as unknown as new (
    buffer: ArrayBufferLike,
    byteOffset?: number,
    length?: number,
  ) => VoxelArray<T>;
  return new Voxels(buffer, byteOffset, length);
}
