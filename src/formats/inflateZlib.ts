import { adler32 } from './adler32.ts';
import { type ByteSource, piecesOf } from './byteSource.ts';
import { createInflater, type Inflater } from './inflater.ts';

/**
 * Unpacks zlib data (RFC 1950), in pieces, in order, each to be used before the next is asked for. Nothing is unpacked that is not
 * asked for; what follows the data is passed over. Throws where it is cut or damaged, also when the checksum at its end does not fit.
 */
export function inflateZlib(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const inflater = createInflater();
  return inflater ? inflateWith(inflater, source) : inflatePlatform(source);
}

async function* inflateWith(inflater: Inflater, source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const byte = async () =>
    (await inflater.byte()) ?? fail(source.name, 'is cut short: its zlib data ends in the middle');
  try {
    inflater.open(source);
    const method = await byte();
    const flags = await byte();
    if ((method & 15) !== 8 || (256 * method + flags) % 31 !== 0 || flags & 32) {
      fail(source.name, 'is damaged: its zlib data cannot be unpacked (incorrect header check)');
    }
    inflater.startMember();
    let checksum = 1;
    for (let piece = await nextPiece(inflater); piece; piece = await nextPiece(inflater)) {
      checksum = adler32(piece, checksum);
      yield piece;
    }
    let expected = 0;
    for (let n = 0; n < 4; n++) expected = 256 * expected + (await byte());
    if (checksum !== expected) {
      fail(source.name, 'is damaged: the checksum at the end of its zlib data does not fit the content');
    }
  } finally {
    await inflater.close();
  }
}

/** The inflater takes all data for gzip's. */
async function nextPiece(inflater: Inflater): Promise<Uint8Array | undefined> {
  try {
    return await inflater.piece();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(message.replace('gzip data', 'zlib data'), { cause: error });
  }
}

function fail(name: string, what: string): never {
  throw new Error(`${name} ${what}. Copy or download it again`);
}

/** By what the browser and Node both have for it: where WebAssembly was not loaded. */
async function* inflatePlatform(source: ByteSource): AsyncGenerator<Uint8Array, void> {
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
