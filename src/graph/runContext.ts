import type { Slab, Voxels, VoxelType } from '#src/image/volume.ts';
import type { voxelArrays } from '#src/image/voxelType.ts';

/** What a module may ask of the engine while it runs. */
export interface RunContext {
  /** Tells how much of the work is done, 0 to 1. Cheap: call it once a slice, not once a voxel. */
  progress(fraction: number): void;
  /**
   * Remembers a sentence with the result and shows it on the node. One of the whole holds of an image when it holds of each part of it
   * ("no voxel is foreground"): where a module runs slab by slab it is told if all slabs say it, in the same words, and never of
   * some slices alone.
   */
  warn(sentence: string, of?: 'whole'): void;
  /**
   * Zeroed memory for voxels, where the page can share it with other workers. Throws when there is not enough. Whoever writes every voxel
   * says so with `over`, and it is not zeroed: with the voxels of an input it may be their memory, with what lies in it, where nobody else
   * needs them and a voxel of the type takes no more bytes, and whoever gives them has read all of them up to voxel n before writing
   * voxel n. What is in no output must not be looked at after the run.
   */
  allocate<T extends VoxelType>(
    type: T,
    length: number,
    over?: Voxels | 'nothing',
  ): InstanceType<(typeof voxelArrays)[T]>;
  /**
   * Present where several workers run the module at once, on the same inputs and into the same memory, which `allocate` gives for the image of
   * the size and type that its `shares` says: `body` does some of `count` units of work here, while others do the rest. Returns the sum
   * of what all gave, when all are done. Units neither hang on each other nor write to the same voxels; what is not shared each does for itself.
   */
  share?(count: number, body: (start: number, end: number) => number): number;
  /** Present with `share` where the module's `shares` asks for it: so many bytes, 0 at first, that all of them see. */
  readonly scratch?: ArrayBufferLike;
  /**
   * Present where a local module gets more slices than are wanted of it: those that are wanted. One that asks gives images of these alone,
   * as `cropSlab` cuts them, which spares the memory of the others and a copy. One that does not ask gives all slices, and the engine cuts them.
   */
  wanted?(): Slab;
}
