import { type ByteSource, piecesOf } from './byteSource.ts';
import { createInflater } from './inflater.ts';
import { partOf } from './partOf.ts';

/**
 * The first `most` bytes that the deflate data (RFC 1951) from a byte of a file on unpack to, or all where they are fewer. Nothing is
 * unpacked beyond them. Throws where the data are cut or damaged before.
 */
export async function inflateRaw(file: ByteSource, start: number, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of rawPieces(partOf(file, start))) {
    // A piece is used before the next is asked for.
    pieces.push(piece.slice(0, most - size));
    size = Math.min(most, size + piece.length);
    if (size === most) break;
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function* rawPieces(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const inflater = createInflater();
  if (!inflater) {
    yield* platformPieces(source);
    return;
  }
  try {
    inflater.open(source);
    inflater.startMember();
    for (let piece = await inflater.piece(); piece; piece = await inflater.piece()) yield piece;
  } catch (error) {
    throw new Error((error instanceof Error ? error.message : String(error)).replace('gzip data', 'deflate data'));
  } finally {
    await inflater.close();
  }
}

/** By what the browser and Node both have for it, where WebAssembly was not loaded. */
async function* platformPieces(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  const feed = async () => {
    for await (const piece of piecesOf(source)) await writer.write(piece);
    await writer.close();
  };
  // What fails here fails in the reader too.
  feed().catch((error) => writer.abort(error).catch(() => undefined));
  const reader = stream.readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${source.name} is damaged: its deflate data cannot be unpacked (${reason})`);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
