/** A part of a memory that many share, in which the voxels of one image lie. */
export interface Block {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/**
 * The memory in which an image lies: a buffer of its own, or a block. Two images lie in the same memory when theirs are the same object,
 * and whoever holds an image holds all of its memory.
 */
export type VoxelMemory = ArrayBufferLike | Block;

const finders = new WeakMap<ArrayBufferLike, (byte: number) => Block | undefined>();

/** Says of which block a byte of a shared buffer is; undefined where no block lies. */
export function setBlocks(buffer: ArrayBufferLike, find: (byte: number) => Block | undefined): void {
  finders.set(buffer, find);
}

/** The memory in which a view lies. */
export function memoryOf({ buffer, byteOffset }: ArrayBufferView): VoxelMemory {
  return finders.get(buffer)?.(byteOffset) ?? buffer;
}

/** Whether a view begins where its memory does. */
export function isAtStart(view: ArrayBufferView): boolean {
  const memory = memoryOf(view);
  return view.byteOffset === ('buffer' in memory ? memory.byteOffset : 0);
}
