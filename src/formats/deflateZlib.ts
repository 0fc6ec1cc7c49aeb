import { adler32 } from './adler32.ts';
import { type GzipOptions, gzip } from './gzip.ts';

/** Lengths of gzip's header without a name, and of its trailer (RFC 1952). */
const gzipHeader = 10;
const gzipTrailer = 8;

/** zlib data (RFC 1950) of the bytes: what gzip packs, within another header and checksum. Equal bytes give equal data. */
export async function deflateZlib(bytes: Uint8Array, options: GzipOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await gzip(bytes, options);
  const body = packed.subarray(gzipHeader, packed.length - gzipTrailer);
  const whole = new Uint8Array(2 + body.length + 4);
  // Deflate with a window of 32 KiB, packed fast; the two bytes are a multiple of 31.
  whole.set([0x78, 0x01]);
  whole.set(body, 2);
  new DataView(whole.buffer).setUint32(2 + body.length, adler32(bytes));
  return whole;
}
