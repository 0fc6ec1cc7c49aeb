import { adler32 } from './adler32.ts';
import { type GzipOptions, gzipParts } from './gzip.ts';
import { byteCount, bytesAtATime } from './joinBytes.ts';

/** Lengths of gzip's header without a name, and of its trailer (RFC 1952). */
const gzipHeader = 10;
const gzipTrailer = 8;

/** zlib data (RFC 1950) of the bytes, in parts: what gzip packs, within another header and checksum. Equal bytes give equal data. */
export async function zlibParts(
  bytes: Uint8Array,
  options: GzipOptions = {},
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const packed = await gzipParts(bytes, options);
  const checksum = new Uint8Array(4);
  new DataView(checksum.buffer).setUint32(
    0,
    checksumOf(bytes, () => options.progress?.(1)),
  );
  const end = byteCount(packed) - gzipTrailer;
  // Deflate with a window of 32 KiB, packed fast; the two bytes are a multiple of 31.
  return [Uint8Array.of(0x78, 0x01), ...partsWithin(packed, gzipHeader, end), checksum];
}

/** What lies from one byte up to another of parts that follow each other. */
function partsWithin(
  parts: readonly Uint8Array<ArrayBuffer>[],
  start: number,
  end: number,
): readonly Uint8Array<ArrayBuffer>[] {
  let before = 0;
  const within = parts.map((part) => {
    const at = before;
    before += part.length;
    return part.subarray(Math.max(0, start - at), Math.max(0, end - at));
  });
  return within.filter(({ length }) => length > 0);
}

function checksumOf(bytes: Uint8Array, tell: () => void): number {
  let checksum = 1;
  for (let at = 0; at < bytes.length; at += bytesAtATime) {
    checksum = adler32(bytes.subarray(at, at + bytesAtATime), checksum);
    tell();
  }
  return checksum;
}
