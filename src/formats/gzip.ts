import { type ByteSource, piecesOf } from './byteSource.ts';

/** Whether bytes start like a gzip file. Names are not trusted: servers unzip on the way, and people rename. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Inflates a gzip file of one or several members, in pieces, in order. Nothing is inflated that is not asked for, so a caller
 * that stops early pays neither time nor memory for the rest. Throws where the file is cut or damaged, also when the checksum at
 * the end of a member does not fit; the pieces before that have then been given already.
 */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  try {
    yield* nodeZlib() ? gunzipNode(source) : gunzipBrowser(source);
  } catch (error) {
    throw gzipError(source.name, error);
  }
}

export interface GzipOptions {
  /** Whether neighbouring bytes are often equal, as in masks and other images of one byte a voxel. */
  readonly runs?: boolean;
}

/**
 * A gzip file of the bytes, with no name and no time in it, so that equal bytes give equal files. Node compresses at level 1, which
 * for masks is as fast as copying them, and looks for runs alone where there are any: that is faster still and makes masks half as
 * large, but would miss the repeated values of wider types. A browser offers no choice of level.
 */
export async function gzip(
  bytes: Uint8Array<ArrayBuffer>,
  options: GzipOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const zlib = nodeZlib();
  if (!zlib) {
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  const strategy = options.runs ? zlib.constants.Z_RLE : zlib.constants.Z_DEFAULT_STRATEGY;
  const packed = zlib.gzipSync(bytes, { level: 1, strategy, chunkSize: 2 ** 18 });
  return new Uint8Array(packed.buffer as ArrayBuffer, packed.byteOffset, packed.length);
}

/** Node's zlib, without an import that a bundle for browsers would stumble over. */
function nodeZlib(): typeof import('node:zlib') | undefined {
  return typeof process === 'object' ? process.getBuiltinModule?.('node:zlib') : undefined;
}

async function* gunzipNode(source: ByteSource): AsyncGenerator<Uint8Array, void> {
  const zlib = nodeZlib();
  if (!zlib) return;
  const inflater = zlib.createGunzip({ chunkSize: 2 ** 20 });
  const feed = async () => {
    for await (const piece of piecesOf(source)) {
      if (inflater.destroyed) return;
      if (!inflater.write(piece)) {
        await new Promise<void>((resolve) => inflater.once('drain', resolve).once('close', resolve));
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

function gzipError(name: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('Z_') && !(error instanceof TypeError)) {
    return error instanceof Error ? error : new Error(message);
  }
  // Browsers put the name of the failed call before the reason.
  const reason = message.split(': ').at(-1)?.replace(/\.$/, '');
  const what = /unexpected end|truncated/i.test(message)
    ? 'is cut short: its gzip data ends in the middle'
    : /data check|length check/i.test(message)
      ? 'is damaged: the checksum at the end of its gzip data does not fit the content'
      : `is damaged: its gzip data cannot be unpacked (${reason})`;
  return new Error(`${name} ${what}. Copy or download it again`, { cause: error });
}
