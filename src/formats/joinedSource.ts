import type { ByteSource } from './byteSource.ts';

/** Parts one after the other as one file. Nothing is read before it is asked for, and no part as a whole unless it is. */
export function joinedSource(name: string, parts: readonly (Uint8Array | ByteSource)[]): ByteSource {
  const starts: number[] = [];
  let size = 0;
  for (const part of parts) {
    starts.push(size);
    size += part instanceof Uint8Array ? part.length : part.size;
  }
  return {
    name,
    size,
    async bytes(start = 0, end = size) {
      const last = Math.min(end, size);
      const result = new Uint8Array(Math.max(0, last - start));
      for (let n = partAt(starts, start); n < parts.length && starts[n] < last; n++) {
        const part = parts[n];
        const from = Math.max(0, start - starts[n]);
        const to = last - starts[n];
        const piece =
          part instanceof Uint8Array ? part.subarray(from, to) : await part.bytes(from, Math.min(to, part.size));
        result.set(piece, starts[n] + from - start);
      }
      return result;
    },
  };
}

/** The last part that starts at or before a byte, by bisection. */
function partAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
