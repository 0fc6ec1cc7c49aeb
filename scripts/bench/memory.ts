import { voxelsOn } from '#src/engine/voxelsOn.ts';
import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';

/*
 * Memory that was used before, as a process has it that frees its results, and as numpy has it for all but large arrays: what the
 * system takes to provide fresh memory depends on the machine more than on what is measured. Whole processes are measured with their
 * own, fresh memory.
 */
const free = new Map<number, ArrayBuffer[]>();
const lent = new WeakSet<ArrayBufferLike>();

/** Zeroed memory for voxels, as modules ask for it; the zeroing is part of what is measured. */
export function allocate<T extends VoxelType>(type: T, length: number) {
  const bytes = length * voxelTypes[type].bytes;
  const used = free.get(bytes)?.pop();
  if (used) new Uint8Array(used).fill(0);
  const buffer = used ?? new ArrayBuffer(bytes);
  lent.add(buffer);
  return voxelsOn(type, buffer);
}

/** Gives memory back for the next to use; what did not come from `allocate` is left alone. */
export function release({ buffer }: Voxels): void {
  if (!(buffer instanceof ArrayBuffer) || !lent.delete(buffer)) return;
  const same = free.get(buffer.byteLength) ?? [];
  same.push(buffer);
  free.set(buffer.byteLength, same);
}

/** Leaves all that was given back to the garbage collector. */
export function forgetMemory(): void {
  free.clear();
}
