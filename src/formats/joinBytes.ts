/** Bytes that are copied in a few milliseconds, to memory that was never touched too. */
export const bytesAtATime = 2 ** 22;

/** How many bytes the parts have together. */
export function byteCount(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** The parts, one after the other, in new memory. `tell` is called now and then on the way. */
export function joinBytes(parts: readonly Uint8Array[], tell: () => void = () => {}): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteCount(parts));
  let at = 0;
  for (const part of parts) {
    for (let start = 0; start < part.length; start += bytesAtATime) {
      const piece = part.subarray(start, start + bytesAtATime);
      bytes.set(piece, at);
      at += piece.length;
      tell();
    }
  }
  return bytes;
}
