import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { type VoxelArray, voxelsOn } from './voxelsOn.ts';

/**
 * Memory for voxels: shared where the page is cross-origin isolated, so that no result is ever copied between workers. It may be `over`, in
 * which voxels lie that the asker alone may still need.
 */
export type AllocateBuffer = (bytes: number, over?: ArrayBufferLike) => ArrayBufferLike;

/** Memory that no other thread sees. */
export const ownBuffer: AllocateBuffer = (bytes) => new ArrayBuffer(bytes);

/** Memory that all threads see. */
export const sharedBuffer: AllocateBuffer = (bytes) => new SharedArrayBuffer(bytes);

/** Zeroed voxels, from a byte of their buffer on, or what lies in the memory of `over`. Throws a sentence with the numbers when there is not enough memory. */
export function allocateVoxels<T extends VoxelType>(
  type: T,
  length: number,
  allocateBuffer: AllocateBuffer,
  byteOffset = 0,
  over?: Voxels,
): VoxelArray<T> {
  const bytes = length * voxelTypes[type].bytes;
  try {
    return voxelsOn(type, allocateBuffer(byteOffset + bytes, over?.buffer), byteOffset, length);
  } catch {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    throw new Error(
      `Not enough memory for ${length} voxels of ${type} (${mebibytes} MiB): crop the image or close others`,
    );
  }
}
