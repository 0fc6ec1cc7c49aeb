import type { Voxels } from '#src/image/volume.ts';

/** The voxels as bytes of their own, little endian: what compresses or is written does not take shared memory. */
export function voxelBytes(voxels: Voxels): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(voxels.byteLength);
  bytes.set(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
  return bytes;
}
