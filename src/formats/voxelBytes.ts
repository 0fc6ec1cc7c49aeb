import type { Voxels } from '#src/image/volume.ts';

/** The voxels as bytes, little endian, where they are: nothing is copied. */
export function voxelBytes(voxels: Voxels): Uint8Array {
  return new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
}
