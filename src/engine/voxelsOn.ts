import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

/** The array class of a voxel type. */
type VoxelArray<T extends VoxelType> = InstanceType<(typeof voxelArrays)[T]>;

/** The whole of a buffer as voxels of a type. Throws RangeError when its length is no multiple of a voxel's. */
export function voxelsOn<T extends VoxelType>(type: T, buffer: ArrayBufferLike): VoxelArray<T> {
  // The types of the array classes know unshared memory only.
  const Voxels = voxelArrays[type] as unknown as new (buffer: ArrayBufferLike) => VoxelArray<T>;
  return new Voxels(buffer);
}
