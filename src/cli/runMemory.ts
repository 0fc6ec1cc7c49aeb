import type { AllocateBuffer } from '#src/engine/allocate.ts';
import type { Block, VoxelMemory } from '#src/image/voxelMemory.ts';
import { heapScratch, type VoxelHeap } from '#src/kernels/voxelHeap.ts';

/** Less is not worth a look. */
const leastBytes = 2 ** 20;

/**
 * How many images as large as the first one get a place in the heap, at most so many bytes; others live elsewhere. V8 counts address space as
 * memory, and collects garbage, for some 5 ms, when 32 MB have been added, which larger images do anyway.
 */
const fewImages = 2;
const fewBytes = 24 * 2 ** 20;
const manyImages = 8;
const largeBytes = 2 ** 24;
const leastHeapBytes = 2 ** 24;
const mostHeapBytes = 2 ** 32;

/** Where the images of a run of the command line live. */
export interface RunMemory {
  readonly allocate: AllocateBuffer;
  /** Takes back what was allocated and is part of no result. */
  readonly release: (memory: VoxelMemory) => void;
  /** Takes back what a smaller result has left of the memory of its input, which nobody reads any more. */
  readonly settle: (memory: VoxelMemory) => void;
  /** Takes all back: no image of the run may be looked at any more. */
  dispose(): void;
}

/**
 * Memory in which kernels see voxels where they are, and that `freed` gives back whenever more is asked for, rather than new memory: what is
 * not needed any more would else stay until the garbage collector comes. It is asked for `over` too, which is taken as it is if it is given
 * back. Without a heap of so many bytes, or where it is full, images live in buffers of their own.
 */
export function createRunMemory(
  freed: (over: VoxelMemory | undefined) => readonly VoxelMemory[],
  openHeap?: (bytes: number) => VoxelHeap | undefined,
): RunMemory {
  let heap: VoxelHeap | undefined;
  let isOpen = false;
  const taken = new Set<Block>();
  /** Blocks of which less is needed once their task is done, and how much. */
  const tooLong = new Map<VoxelMemory, number>();
  let free: readonly ArrayBufferLike[] = [];

  function release(memory: VoxelMemory): void {
    if ('buffer' in memory) {
      if (taken.delete(memory)) heap?.free(memory);
    } else if (!heap && memory.byteLength >= leastBytes) free = [...free, memory];
  }

  function fromHeap(bytes: number, isWritten: boolean): Block | undefined {
    if (!isOpen) {
      const room = bytes < largeBytes ? Math.min(fewImages * bytes, fewBytes) : manyImages * bytes;
      heap = openHeap?.(Math.min(mostHeapBytes, Math.max(leastHeapBytes, room) + heapScratch));
    }
    isOpen = true;
    const found = heap?.take(bytes);
    if (!found) return undefined;
    taken.add(found.block);
    if (!isWritten && !found.isZero) new Uint8Array(found.block.buffer, found.block.byteOffset, bytes).fill(0);
    return found.block;
  }

  /** What does not fit now seldom fits later, and is too much to keep. */
  function fromBuffers(bytes: number, isWritten: boolean): ArrayBufferLike {
    const found = free.find((buffer) => buffer.byteLength === bytes);
    free = found ? free.filter((buffer) => buffer !== found) : [];
    if (!found) return new ArrayBuffer(bytes);
    if (!isWritten) new Uint8Array(found).fill(0);
    return found;
  }

  return {
    allocate(bytes, { over, isWritten = false } = {}) {
      if (bytes < leastBytes) return new ArrayBuffer(bytes);
      const given = freed(over && over.byteLength >= bytes ? over : undefined);
      for (const memory of given) if (memory !== over) release(memory);
      if (over && given.includes(over)) {
        tooLong.set(over, bytes);
        return over;
      }
      return fromHeap(bytes, isWritten) ?? fromBuffers(bytes, isWritten);
    },
    release,
    settle(memory) {
      const bytes = tooLong.get(memory);
      tooLong.delete(memory);
      if (bytes !== undefined && 'buffer' in memory && taken.has(memory)) heap?.shrink(memory, bytes);
    },
    dispose() {
      for (const block of taken) heap?.free(block);
      taken.clear();
      tooLong.clear();
      free = [];
    },
  };
}
