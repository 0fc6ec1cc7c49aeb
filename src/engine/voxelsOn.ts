import type { VoxelType } from '#src/image/volume.ts';
import type { VoxelMemory } from '#src/image/voxelMemory.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

/** The array class of a voxel type. */
export type VoxelArray<T extends VoxelType> = InstanceType<(typeof voxelArrays)[T]>;

/**
 * A memory as voxels of a type: all of it, or `length` voxels from a byte of it on. Throws RangeError when they do not fit.
 */
export function voxelsOn<T extends VoxelType>(
  type: T,
  memory: VoxelMemory,
  byteOffset = 0,
  length?: number,
): VoxelArray<T> {
  // The types of the array classes know unshared memory only.
  const Voxels = voxelArrays[type] as unknown as {
    new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): VoxelArray<T>;
    readonly BYTES_PER_ELEMENT: number;
  };
  if (!('buffer' in memory)) return new Voxels(memory, byteOffset, length);
  const most = Math.floor((memory.byteLength - byteOffset) / Voxels.BYTES_PER_ELEMENT);
  const count = length ?? most;
  // The buffer goes on behind the block.
  if (count > most) throw new RangeError(`${count} voxels do not fit into ${memory.byteLength} bytes`);
  return new Voxels(memory.buffer, memory.byteOffset + byteOffset, count);
}
