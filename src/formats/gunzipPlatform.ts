import { type ByteSource, piecesOf } from './byteSource.ts';
import { gzipFault } from './gzipFault.ts';
import { nodeZlib } from './nodeZlib.ts';

/** Inflates a gzip file by what Node or the browser has for it: where WebAssembly was not loaded, and to compare with in tests. */
export async function* gunzipPlatform(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  try {
    yield* nodeZlib() ? gunzipNode(source) : gunzipBrowser(source);
  } catch (error) {
    throw platformError(source.name, error);
  }
}

async function* gunzipNode(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const zlib = nodeZlib();
  if (!zlib) return;
  const inflater = zlib.createGunzip({ chunkSize: 2 ** 20 });
  const feed = async () => {
    for await (const piece of piecesOf(source)) {
      if (inflater.destroyed) return;
      if (!inflater.write(piece)) {
        await new Promise<void>((resolve) => {
          const go = () => {
            inflater.off('drain', go).off('close', go);
            resolve();
          };
          inflater.on('drain', go).on('close', go);
        });
      }
    }
    inflater.end();
  };
  feed().catch((error) => inflater.destroy(error));
  yield* inflater;
}

/** How many places that look like the start of a member, but are not, a file may have. By chance it is one in 100 MB. */
const falseStarts = 16;

/**
 * `DecompressionStream` refuses what follows the first member. So when it fails, the file is cut at the places that look like the
 * start of a further member, and each part is inflated by itself; a part that ends too early goes on to the next such place. What
 * has been given already is skipped.
 */
async function* gunzipBrowser(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  let given = 0;
  let failure: unknown;
  try {
    for await (const chunk of inflate(piecesOf(source))) {
      yield chunk;
      given += chunk.length;
    }
    return;
  } catch (error) {
    failure = error;
  }
  const bytes = await source.bytes();
  const ends = [...memberStarts(bytes), bytes.length];
  if (ends.length === 1) throw failure;
  let start = 0;
  let done = 0;
  let failures = 0;
  for (const end of ends) {
    let position = done;
    try {
      for await (const chunk of inflate([bytes.subarray(start, end)])) {
        const fresh = chunk.subarray(Math.min(chunk.length, Math.max(0, given - position)));
        position += chunk.length;
        if (fresh.length === 0) continue;
        yield fresh;
        given += fresh.length;
      }
      start = end;
      done = position;
    } catch (error) {
      failures++;
      if (end === bytes.length || failures > falseStarts) throw error;
    }
  }
}

async function* inflate(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>> | Iterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array, void> {
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const feed = async () => {
    for await (const piece of pieces) await writer.write(piece);
    await writer.close();
  };
  // The reader below fails with the same reason, unless the source itself failed: then it must learn of it.
  feed().catch((error) => writer.abort(error).catch(() => undefined));
  const reader = stream.readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Where a member may start: magic, deflate, and none of the reserved flags (RFC 1952, 2.3). */
function* memberStarts(bytes: Uint8Array): Generator<number, void> {
  for (let at = bytes.indexOf(0x1f, 18); at !== -1 && at + 18 <= bytes.length; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && bytes[at + 3] < 0x20) yield at;
  }
}

/** The platform's error as a sentence; one that came from the source stays what it is. */
function platformError(name: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('Z_') && !(error instanceof TypeError)) {
    return error instanceof Error ? error : new Error(message);
  }
  if (/unexpected end|truncated/i.test(message)) return gzipFault(name, 'cut', error);
  if (/data check|length check/i.test(message)) return gzipFault(name, 'checksum', error);
  // Browsers put the name of the failed call before the reason.
  const reason = message.split(': ').at(-1)?.replace(/\.$/, '') ?? message;
  return gzipFault(name, { reason }, error);
}
