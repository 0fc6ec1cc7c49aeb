import { type Block, setBlocks } from '#src/image/voxelMemory.ts';
import type { Scratch } from './scratch.ts';

/** Memory for voxels within that of the kernels. */
export interface VoxelHeap {
  readonly buffer: ArrayBuffer;
  /**
   * A block of so many bytes, or undefined where there is no room. `isZero` says whether it is known to hold zeros; there are
   * `blockRoom` more bytes behind it, which belong to nobody.
   */
  take(bytes: number): { readonly block: Block; readonly isZero: boolean } | undefined;
  /** Gives a block back. Nobody may look at it any more. Throws when it is not one that was taken. */
  free(block: Block): void;
  /** Whether no block is taken. */
  isEmpty(): boolean;
  /** Bytes of the memory that have ever been in use, by blocks or scratch: the system takes none of them back. */
  touched(): number;
}

/** What kernels may read and write behind a block. */
const blockRoom = 1024;

/** What is left to scratch in any case: windows, and tables of values. */
export const heapScratch = 2 ** 22;

/** The system gives memory by pages, and vectors lie in lines of the cache. */
const alignment = 4096;

interface Part {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/**
 * Hands out the upper part of a memory that never grows, from its end down, while scratch grows up from its beginning. A block goes where it
 * leaves the least room, so that what is taken and given back in turn stays in the same pages.
 */
export function createVoxelHeap(buffer: ArrayBuffer, scratch: Scratch): VoxelHeap {
  /** By address, the highest first. */
  const parts: Part[] = [];
  let lowestEver = buffer.byteLength;

  scratch.limit(() => parts.at(-1)?.start ?? buffer.byteLength);
  setBlocks(buffer, (byte) => parts.find(({ start, end }) => start <= byte && byte < end)?.block);

  /** Where a block is put: after so many others, and the address at which its part ends. */
  function placeFor(bytes: number): { readonly after: number; readonly end: number } | undefined {
    let best: { after: number; end: number; room: number } | undefined;
    for (let after = 0; after < parts.length; after++) {
      const end = after === 0 ? buffer.byteLength : parts[after - 1].start;
      const room = end - parts[after].end;
      if (room >= bytes && (!best || room < best.room)) best = { after, end, room };
    }
    if (best) return best;
    const end = parts.at(-1)?.start ?? buffer.byteLength;
    return end - bytes >= Math.max(heapScratch, scratch.top()) ? { after: parts.length, end } : undefined;
  }

  return {
    buffer,
    take(byteLength) {
      const bytes = alignment * Math.ceil((byteLength + blockRoom) / alignment);
      const place = placeFor(bytes);
      if (!place) return undefined;
      const start = place.end - bytes;
      const block = { buffer, byteOffset: start, byteLength };
      const isZero = place.end <= lowestEver && start >= scratch.highest();
      parts.splice(place.after, 0, { block, start, end: place.end });
      lowestEver = Math.min(lowestEver, start);
      return { block, isZero };
    },
    free(block) {
      const n = parts.findIndex((part) => part.block === block);
      if (n === -1) throw new Error('This block of memory was not taken: it is a fault of the engine');
      parts.splice(n, 1);
    },
    isEmpty: () => parts.length === 0,
    touched: () => buffer.byteLength - Math.max(0, lowestEver - scratch.highest()),
  };
}
