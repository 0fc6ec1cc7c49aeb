import type { Voxels } from '#src/image/volume.ts';
import type { Scratch } from './scratch.ts';

/** Bytes of voxels that are copied into the scratch memory at a time: they stay in the second cache, and a call for each costs nothing. */
export const windowBytes = 131072;

/** What a kernel reads or writes behind the end of its window; vectors need not stop at the last voxel. */
export const windowRoom = 512;

/** The memory of voxels as bytes, whatever their type. */
export function bytesOfVoxels({ buffer, byteOffset, byteLength }: Voxels): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** How many rows of so many bytes go through a window, at least one, at most `rows`. */
export function rowsAtATime(rowBytes: number, rows: number): number {
  return Math.max(1, Math.min(rows, Math.floor(windowBytes / rowBytes)));
}

/** Copies voxels to an address of the scratch memory. */
export function copyIn(scratch: Scratch, at: number, bytes: Uint8Array): void {
  scratch.bytes(at, bytes.length).set(bytes);
}
