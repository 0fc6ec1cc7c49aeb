/** Bytes that are read in pieces: a chosen file, or bytes in memory. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  /** The bytes start <= n < end, all of them by default. */
  bytes(start?: number, end?: number): Promise<Uint8Array<ArrayBuffer>>;
}

const pieceBytes = 2 ** 20;

/** The content in pieces of 1 MiB, in order, each read when it is asked for. Throws when the source gives less than its size. */
export async function* piecesOf(source: ByteSource, start = 0): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let at = start; at < source.size; ) {
    const piece = await source.bytes(at, Math.min(at + pieceBytes, source.size));
    if (piece.length === 0) throw new Error(`${source.name} changed while it was read: open it again`);
    yield piece;
    at += piece.length;
  }
}
