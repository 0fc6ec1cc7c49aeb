import { createRunMemory, type RunMemory } from '#src/cli/runMemory.ts';
import { allocateVoxels } from '#src/engine/allocate.ts';
import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { memoryOf, type VoxelMemory } from '#src/image/voxelMemory.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { openVoxelHeap } from '#src/kernels/simd.ts';

/*
 * Memory as the command line has it: that of the kernels, used again once a result is done with, as numpy has it for all but large
 * arrays. What the system takes to provide fresh memory depends on the machine more than on what is measured. Whole processes are measured
 * with their own, fresh memory.
 */
let memory: RunMemory | undefined;
const lent = new Set<VoxelMemory>();

/** Memory for voxels, as modules ask for it: zeroed, which is part of what is measured, but where `over` says that all will be written. */
export function allocate<T extends VoxelType>(type: T, length: number, over?: Voxels | 'nothing') {
  // Room for all that is compared in turn, not for one run alone.
  memory ??= createRunMemory(
    () => [],
    () => openVoxelHeap(2 ** 32),
  );
  const voxels = allocateVoxels(type, length, memory.allocate, 0, { isWritten: over !== undefined });
  lent.add(memoryOf(voxels));
  return voxels;
}

/** Voxels where the command line would have them. */
export function placed(voxels: Voxels): Voxels {
  const copy = allocate(voxelTypeOf(voxels), voxels.length, 'nothing');
  copy.set(voxels);
  return copy;
}

/** Gives memory back for the next to use; what did not come from `allocate` is left alone. */
export function release(voxels: Voxels): void {
  const found = memoryOf(voxels);
  if (lent.delete(found)) memory?.release(found);
}

/** Gives all back: nobody may look at what `allocate` has given. */
export function forgetMemory(): void {
  memory?.dispose();
  memory = undefined;
  lent.clear();
}
