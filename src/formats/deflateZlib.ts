import { type GzipOptions, gzip } from './gzip.ts';

/** Lengths of gzip's header without a name, and of its trailer (RFC 1952). */
const gzipHeader = 10;
const gzipTrailer = 8;

/** How many bytes Adler's sums take before they could leave 32 bits. */
const adlerRun = 3800;

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

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; start += adlerRun) {
    const end = Math.min(bytes.length, start + adlerRun);
    for (let n = start; n < end; n++) {
      a += bytes[n];
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}
