/** Memory of WebAssembly that a kernel uses while it runs. */
export interface Scratch {
  /**
   * Addresses of so many bytes each, aligned to 16, zeroed or not; growing detaches every view that was made before, so reserve all
   * first. Throws when there is not enough memory.
   */
  reserve(...sizes: readonly number[]): number[];
  /** Runs `body` and forgets what it has reserved, also when it throws. */
  use<T>(body: () => T): T;
  bytes(at: number, length: number): Uint8Array<ArrayBuffer>;
  words(at: number, length: number): Int32Array<ArrayBuffer>;
  counts(at: number, length: number): Uint32Array<ArrayBuffer>;
  longs(at: number, length: number): BigUint64Array<ArrayBuffer>;
  doubles(at: number, length: number): Float64Array<ArrayBuffer>;
  /** Whether nothing is reserved. */
  isFree(): boolean;
}

const pageBytes = 65536;

/** Hands out the memory behind `start`, as a stack. */
export function createScratch(memory: WebAssembly.Memory, start: number): Scratch {
  let top = start;
  return {
    reserve(...sizes) {
      const addresses: number[] = [];
      let end = top;
      for (const size of sizes) {
        end = 16 * Math.ceil(end / 16);
        addresses.push(end);
        end += size;
      }
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) grow(memory, missing);
      top = end;
      return addresses;
    },
    use(body) {
      const before = top;
      try {
        return body();
      } finally {
        top = before;
      }
    },
    bytes: (at, length) => new Uint8Array(memory.buffer as ArrayBuffer, at, length),
    words: (at, length) => new Int32Array(memory.buffer as ArrayBuffer, at, length),
    counts: (at, length) => new Uint32Array(memory.buffer as ArrayBuffer, at, length),
    longs: (at, length) => new BigUint64Array(memory.buffer as ArrayBuffer, at, length),
    doubles: (at, length) => new Float64Array(memory.buffer as ArrayBuffer, at, length),
    isFree: () => top === start,
  };
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  try {
    memory.grow(Math.ceil(bytes / pageBytes));
  } catch {
    const needed = Math.ceil((memory.buffer.byteLength + bytes) / 2 ** 20);
    throw new Error(`The computation needs ${needed} MiB beside the image, more than there is: use a smaller image`);
  }
}
