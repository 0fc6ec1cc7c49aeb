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
  /** The address behind what is reserved now, and behind all that ever was; of the part at the beginning of the memory. */
  top(): number;
  highest(): number;
  /** From now on the memory does not grow, and what is reserved lies in the room that is told whenever a first kernel begins. */
  within(room: () => Room): void;
}

/** A part of the memory for scratch: at its beginning unless `start` is told, up to an address that may change. */
export interface Room {
  readonly start?: number;
  end(): number;
}

/** There is not enough memory for what a kernel asks for. */
export class NoRoom extends Error {}

const pageBytes = 65536;

/** Hands out the memory behind `start`, as a stack. */
export function createScratch(memory: WebAssembly.Memory, start: number): Scratch {
  let base = start;
  let top = start;
  let highest = start;
  let roomOf: (() => Room) | undefined;
  let room: Room | undefined;
  return {
    reserve(...sizes) {
      const addresses: number[] = [];
      let end = top;
      for (const size of sizes) {
        end = 16 * Math.ceil(end / 16);
        addresses.push(end);
        end += size;
      }
      if (room && end > room.end()) throw tooLarge(end - base);
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) grow(memory, missing);
      top = end;
      if (base === start) highest = Math.max(highest, end);
      return addresses;
    },
    use(body) {
      if (top === base) {
        room = roomOf?.();
        base = room?.start ?? start;
        top = base;
      }
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
    isFree: () => top === base,
    top: () => (base === start ? top : start),
    highest: () => highest,
    within(told) {
      roomOf = told;
      room = told();
    },
  };
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  try {
    memory.grow(Math.ceil(bytes / pageBytes));
  } catch {
    throw tooLarge(memory.buffer.byteLength + bytes);
  }
}

function tooLarge(bytes: number): NoRoom {
  const mebibytes = Math.ceil(bytes / 2 ** 20);
  return new NoRoom(`The computation needs ${mebibytes} MiB beside the image, more than there is: use a smaller image`);
}
