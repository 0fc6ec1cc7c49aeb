import { adler32 } from './adler32.ts';
import { type GzipOptions, gzip } from './gzip.ts';
import { bytesAtATime, joinBytes } from './joinBytes.ts';

/** Lengths of gzip's header without a name, and of its trailer (RFC 1952). */
const gzipHeader = 10;
const gzipTrailer = 8;

/** zlib data (RFC 1950) of the bytes: what gzip packs, within another header and checksum. Equal bytes give equal data. */
export async function deflateZlib(bytes: Uint8Array, options: GzipOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await gzip(bytes, options);
  const body = packed.subarray(gzipHeader, packed.length - gzipTrailer);
  const tell = () => options.progress?.(1);
  const checksum = new Uint8Array(4);
  new DataView(checksum.buffer).setUint32(0, checksumOf(bytes, tell));
  // Deflate with a window of 32 KiB, packed fast; the two bytes are a multiple of 31.
  return joinBytes([Uint8Array.of(0x78, 0x01), body, checksum], tell);
}

function checksumOf(bytes: Uint8Array, tell: () => void): number {
  let checksum = 1;
  for (let at = 0; at < bytes.length; at += bytesAtATime) {
    checksum = adler32(bytes.subarray(at, at + bytesAtATime), checksum);
    tell();
  }
  return checksum;
}
