import type { Voxels } from '#src/image/volume.ts';
import type { Scratch } from './scratch.ts';
import type { Simd } from './simd.ts';

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

/**
 * The address at which a kernel reads the bytes `start` to `end` of voxels: their own where they live in its memory, else `place`, to which
 * they are copied.
 */
export function readAt(
  { exports, scratch }: Simd,
  bytes: Uint8Array,
  start: number,
  end: number,
  place: number,
): number {
  if (bytes.buffer === exports.memory.buffer) return bytes.byteOffset + start;
  copyIn(scratch, place, bytes.subarray(start, end));
  return place;
}

/**
 * The address to which a kernel writes them: their own, or `place`, from where `wrote` copies them. Kernels write vectors behind the end of
 * what they are asked for, so what another image may follow, or its own voxels that are still to be read, goes through `place`: all
 * but windows of whole vectors.
 */
export function writeAt({ exports }: Simd, bytes: Uint8Array, start: number, end: number, place: number): number {
  const isWhole = (end - start) % largestStep === 0;
  return isWhole && bytes.buffer === exports.memory.buffer ? bytes.byteOffset + start : place;
}

/** Copies what a kernel has written to the address that `writeAt` gave. */
export function wrote(
  { scratch }: Simd,
  bytes: Uint8Array,
  start: number,
  end: number,
  address: number,
  place: number,
): void {
  if (address === place) bytes.set(scratch.bytes(place, end - start), start);
}

/** Bytes of 64 voxels of 8 bytes, the most that a kernel writes at a time. */
const largestStep = 512;

/** Voxels of which a kernel reads and writes all where they live: a call takes longer than what it computes of a window. */
const voxelsInPlace = 2 ** 20;

/**
 * The end of the window that begins at voxel `start`: `length` voxels on, or many more where all of the images live in the memory of the
 * kernels; what is no whole number of vectors comes last.
 */
export function windowEnd(start: number, length: number, total: number, isInPlace: boolean): number {
  const whole = total - (total % largestStep);
  return isInPlace && start < whole ? Math.min(start + voxelsInPlace, whole) : Math.min(start + length, total);
}

/** Whether all of these live in the memory of the kernels. */
export function areInPlace({ exports }: Simd, ...images: readonly Voxels[]): boolean {
  return images.every(({ buffer }) => buffer === exports.memory.buffer);
}
