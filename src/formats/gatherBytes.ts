/** Long enough that a file has few pieces, short enough that its last one wastes little. */
const pieceBytes = 2 ** 22;

/** Bytes that come bit by bit, in pieces of 4 MiB, so that they are never there twice, as they are where they are joined. */
export interface GatheredBytes {
  add(bytes: Uint8Array): void;
  /** All that was added; each piece has memory of its own. */
  pieces(): readonly Uint8Array<ArrayBuffer>[];
}

export function gatherBytes(): GatheredBytes {
  const whole: Uint8Array<ArrayBuffer>[] = [];
  let last = new Uint8Array(0);
  let length = 0;
  return {
    add(bytes) {
      for (let at = 0; at < bytes.length; ) {
        if (length === last.length) {
          if (length > 0) whole.push(last);
          last = new Uint8Array(pieceBytes);
          length = 0;
        }
        const part = bytes.subarray(at, at + last.length - length);
        last.set(part, length);
        length += part.length;
        at += part.length;
      }
    },
    pieces: () => (length === last.length ? [...whole, last] : [...whole, last.slice(0, length)]),
  };
}
