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
  /** A block between others, whose pages are in use already; undefined where there is no room. */
  takeBetween(bytes: number): Block | undefined;
  /** Gives back what lies behind the first bytes of a block. Throws as `free`. */
  shrink(block: Block, bytes: number): void;
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
  readonly block: Block & { byteLength: number };
  readonly start: number;
  end: number;
}

/** Memory that belongs to no block, behind so many others. */
interface Gap {
  readonly after: number;
  readonly start: number;
  readonly end: number;
}

/** Where a block is put: after so many others, and the address at which its part ends. */
interface Place {
  readonly after: number;
  readonly end: number;
}

function sizeOf({ start, end }: Gap): number {
  return end - start;
}

function partBytes(byteLength: number): number {
  return alignment * Math.ceil((byteLength + blockRoom) / alignment);
}

/**
 * Hands out the upper part of a memory that never grows, from its end down, while scratch grows up from its beginning. A block goes where it
 * leaves the least room, so that what is taken and given back in turn stays in the same pages. Scratch lies between blocks where there is
 * much room, as there is once a mask was written over its image: these pages are in use already.
 */
export function createVoxelHeap(buffer: ArrayBuffer, scratch: Scratch): VoxelHeap {
  /** By address, the highest first. */
  const parts: Part[] = [];
  let lowestEver = buffer.byteLength;

  const lowest = () => parts.at(-1)?.start ?? buffer.byteLength;
  let scratchGap: Gap | undefined;
  scratch.within(() => {
    const largest = gaps().reduce<Gap | undefined>(
      (best, gap) => (best && sizeOf(best) >= sizeOf(gap) ? best : gap),
      undefined,
    );
    scratchGap = largest && sizeOf(largest) >= heapScratch ? largest : undefined;
    const end = scratchGap?.end;
    return end === undefined ? { end: lowest } : { start: scratchGap?.start, end: () => end };
  });
  setBlocks(buffer, (byte) => parts.find(({ start, end }) => start <= byte && byte < end)?.block);

  /** The room behind each block, up to the one above it. */
  function gaps(): Gap[] {
    return parts.map(({ end }, n) => ({ start: end, end: parts[n - 1]?.start ?? buffer.byteLength, after: n }));
  }

  function placeBetween(bytes: number): Place | undefined {
    let best: Gap | undefined;
    for (const gap of gaps()) {
      const isTaken = gap.start === scratchGap?.start && !scratch.isFree();
      if (!isTaken && sizeOf(gap) >= bytes && (!best || sizeOf(gap) < sizeOf(best))) best = gap;
    }
    return best;
  }

  function placeBelow(bytes: number): Place | undefined {
    const end = lowest();
    return end - bytes >= Math.max(heapScratch, scratch.top()) ? { after: parts.length, end } : undefined;
  }

  function put(byteLength: number, { after, end }: Place): { readonly block: Block; readonly isZero: boolean } {
    const start = end - partBytes(byteLength);
    const block = { buffer, byteOffset: start, byteLength };
    const isZero = end <= lowestEver && start >= scratch.highest();
    parts.splice(after, 0, { block, start, end });
    lowestEver = Math.min(lowestEver, start);
    return { block, isZero };
  }

  function indexOf(block: Block): number {
    const n = parts.findIndex((part) => part.block === block);
    if (n === -1) throw new Error('This block of memory was not taken: it is a fault of the engine');
    return n;
  }

  return {
    buffer,
    take(byteLength) {
      const bytes = partBytes(byteLength);
      const place = placeBetween(bytes) ?? placeBelow(bytes);
      return place && put(byteLength, place);
    },
    takeBetween(byteLength) {
      const place = placeBetween(partBytes(byteLength));
      return place && put(byteLength, place).block;
    },
    shrink(block, byteLength) {
      const part = parts[indexOf(block)];
      if (byteLength > part.block.byteLength) return;
      part.block.byteLength = byteLength;
      part.end = part.start + partBytes(byteLength);
    },
    free(block) {
      parts.splice(indexOf(block), 1);
    },
    isEmpty: () => parts.length === 0,
    touched: () => buffer.byteLength - Math.max(0, lowestEver - scratch.highest()),
  };
}
