import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { memoryOf, type VoxelMemory } from '#src/image/voxelMemory.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { type VoxelArray, voxelsOn } from './voxelsOn.ts';

/** What whoever asks for memory will do with it. */
export interface MemoryUse {
  /** It may be this memory, in which voxels lie that the asker alone may still need. */
  readonly over?: VoxelMemory;
  /** Every byte will be written, so that it need not be zeroed. */
  readonly isWritten?: boolean;
}

/**
 * Memory for voxels, zeroed: shared where the page is cross-origin isolated, so that no result is ever copied between workers.
 */
export type AllocateBuffer = (bytes: number, use?: MemoryUse) => VoxelMemory;

/** Memory that no other thread sees. */
export const ownBuffer: AllocateBuffer = (bytes) => new ArrayBuffer(bytes);

/** Memory that all threads see. */
export const sharedBuffer: AllocateBuffer = (bytes) => new SharedArrayBuffer(bytes);

/**
 * Zeroed voxels, from a byte of their memory on. Where all of them will be written, as `isWritten` says, they are whatever they are, and
 * may lie in the memory of `over`. Throws a sentence with the numbers when there is not enough memory.
 */
export function allocateVoxels<T extends VoxelType>(
  type: T,
  length: number,
  allocateBuffer: AllocateBuffer,
  byteOffset = 0,
  use: { readonly over?: Voxels; readonly isWritten?: boolean } = {},
): VoxelArray<T> {
  const bytes = length * voxelTypes[type].bytes;
  const { over, isWritten } = use;
  try {
    const memory = allocateBuffer(byteOffset + bytes, { isWritten, ...(over ? { over: memoryOf(over) } : {}) });
    return voxelsOn(type, memory, byteOffset, length);
  } catch {
    const mebibytes = Math.ceil(bytes / 2 ** 20);
    throw new Error(
      `Not enough memory for ${length} voxels of ${type} (${mebibytes} MiB): crop the image or close others`,
    );
  }
}
