/** Bytes that are read in pieces: a chosen file, or bytes in memory. */
export interface ByteSource {
  readonly name: string;
  readonly size: number;
  /** How much is best read at a time; 1 MiB unless it is said, since each reading of a Blob is a question to another process. */
  readonly pieceBytes?: number;
  /** The bytes start <= n < end, all of them by default; a source that can writes them to `into`, which is as long, and gives that. */
  bytes(start?: number, end?: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** The same in order, in pieces as they come, where that is faster than to ask for each of them. */
  stream?(start: number, end: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void>;
}

const usualBytes = 2 ** 20;
/** Many a caller wants a header and no more. */
const firstBytes = 2 ** 17;

/**
 * The content in pieces as the source has them best, the first of 128 KiB, in order, each read when it is asked for. With `isOverwritten`
 * one may lie where the last one lay, so that a large file does not leave all of its bytes to the garbage collector. Throws when the
 * source gives less than its size.
 */
export async function* piecesOf(
  source: ByteSource,
  start = 0,
  isOverwritten = false,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  if (source.stream) {
    yield* source.stream(start, source.size);
    return;
  }
  let into: Uint8Array<ArrayBuffer> | undefined;
  for (let at = start; at < source.size; ) {
    const end = Math.min(at + (at === start ? firstBytes : (source.pieceBytes ?? usualBytes)), source.size);
    if (isOverwritten && (into === undefined || into.length < end - at)) into = new Uint8Array(end - at);
    const piece = await source.bytes(at, end, into?.subarray(0, end - at));
    if (piece.length === 0) throw new Error(`${source.name} changed while it was read: open it again`);
    yield piece;
    at += piece.length;
  }
}
