import { type ByteSource, piecesOf } from './byteSource.ts';

/**
 * Unpacks zlib data (RFC 1950), in pieces, in order, by what the browser and Node both have for it. Nothing is unpacked that is not
 * asked for. Throws where the data is cut or damaged, also when the checksum at its end does not fit.
 */
export async function* inflateZlib(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  let failure: unknown;
  const feed = async () => {
    for await (const piece of piecesOf(source)) await writer.write(piece);
    await writer.close();
  };
  feed().catch((error) => {
    failure ??= error;
    writer.abort(error).catch(() => undefined);
  });
  const reader = stream.readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } catch (error) {
    throw zlibFault(source.name, failure ?? error);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The platform's error as a sentence; one that came from the source stays what it is. */
function zlibFault(name: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && !code.startsWith('Z_') && !(error instanceof TypeError)) return error;
  const message = error instanceof Error ? error.message : String(error);
  const what = /unexpected end|truncated/i.test(message)
    ? 'is cut short: its zlib data ends in the middle'
    : `is damaged: its zlib data cannot be unpacked (${message.split(': ').at(-1)?.replace(/\.$/, '')})`;
  return new Error(`${name} ${what}. Copy or download it again`, { cause: error });
}
