import type { AllocateBuffer } from '#src/engine/allocate.ts';

/** Less is not worth a look. */
const leastBytes = 2 ** 20;

/**
 * Memory for voxels that `freed` gives back, whenever it is asked, rather than new memory: what is not needed any more would else stay
 * until the garbage collector comes. It is asked for `over` too, which is taken as it is if it is given back; all else is zeroed.
 */
export function recycled(freed: (over: ArrayBufferLike | undefined) => readonly ArrayBufferLike[]): AllocateBuffer {
  let free: readonly ArrayBufferLike[] = [];
  return (bytes, over) => {
    if (bytes < leastBytes) return new ArrayBuffer(bytes);
    free = [...free, ...freed(over && over.byteLength >= bytes ? over : undefined)];
    const found = free.find((buffer) => buffer === over) ?? free.find((buffer) => buffer.byteLength === bytes);
    // What does not fit now seldom fits later, and is too much to keep.
    free = found ? free.filter((buffer) => buffer !== found) : [];
    if (!found) return new ArrayBuffer(bytes);
    if (found !== over) new Uint8Array(found).fill(0);
    return found;
  };
}
