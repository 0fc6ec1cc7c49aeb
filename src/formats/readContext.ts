import type { VoxelType } from '#src/image/volume.ts';
import type { voxelArrays } from '#src/image/voxelType.ts';

/** What a reader asks of its caller. */
export interface ReadContext {
  /** Tells how much is read, 0 to 1. */
  progress(fraction: number): void;
  /** Says what is odd about a file that can be read all the same. */
  warn(sentence: string): void;
  /** Memory for the voxels, zeroed where not `over` says that every one will be written. Throws when there is not enough. */
  allocate<T extends VoxelType>(type: T, length: number, over?: 'nothing'): InstanceType<(typeof voxelArrays)[T]>;
}
