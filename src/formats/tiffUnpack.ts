import { unzlibSync } from 'fflate';
import { adler32 } from './adler32.ts';
import { inflateZlib } from './inflateZlib.ts';
import { joinedSource } from './joinedSource.ts';
import type { TiffPacking } from './tiffPage.ts';

/** More than any of the packings makes of a byte: LZW's codes of 12 bits stand for 4 KiB at most. */
export const mostUnpacked = 4096;

/**
 * The first `length` bytes of what a strip or tile unpacks to. Throws, with `name`, where it holds less, or is damaged (deflate has a
 * checksum).
 */
export async function unpackTiff(
  packed: Uint8Array,
  packing: TiffPacking,
  length: number,
  name: string,
): Promise<Uint8Array> {
  let bytes: Uint8Array;
  switch (packing) {
    case 'none':
      bytes = packed.subarray(0, length);
      break;
    case 'deflate':
      bytes = await inflate(packed, length, name);
      break;
    case 'lzw':
      bytes = unpackLzw(packed, length, name);
      break;
    case 'packbits':
      bytes = unpackBytes(packed, length);
      break;
    default:
      return packing satisfies never;
  }
  if (bytes.length >= length) return bytes;
  throw new Error(
    `${name} is cut short or damaged: a part of it unpacks to ${bytes.length} bytes of ${length} (${packing}). Copy or download it again`,
  );
}

/**
 * A picture may have thousands of strips, too small for an instance of WebAssembly each, so they are unpacked by plain TypeScript, which
 * does not look at the checksum at the end: that is done here. Where it does not fit, our own inflater says what is wrong.
 */
async function inflate(packed: Uint8Array, length: number, name: string): Promise<Uint8Array> {
  try {
    const bytes = unzlibSync(packed, { out: new Uint8Array(length) });
    const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
    if (bytes.length === length && adler32(bytes) === view.getUint32(packed.length - 4)) return bytes;
  } catch {
    // The sentence below is ours.
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  const stream = inflateZlib(joinedSource(name, [packed]));
  try {
    for (let next = await stream.next(); !next.done; next = await stream.next()) {
      const part = next.value.subarray(0, length - at);
      bytes.set(part, at);
      at += part.length;
      // More than is declared is passed over, with the checksum behind it.
      if (part.length < next.value.length) break;
    }
  } finally {
    await stream.return();
  }
  return bytes.subarray(0, at);
}

/** PackBits (TIFF 6.0, section 9): a count, and so many bytes as they are or one byte repeated. */
function unpackBytes(packed: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let to = 0;
  for (let at = 0; at < packed.length && to < length; ) {
    const count = packed[at++];
    if (count < 128) {
      const run = packed.subarray(at, at + Math.min(count + 1, length - to));
      bytes.set(run, to);
      to += run.length;
      at += count + 1;
    } else if (count > 128 && at < packed.length) {
      const end = Math.min(length, to + 257 - count);
      bytes.fill(packed[at++], to, end);
      to = end;
    }
  }
  return bytes.subarray(0, to);
}

const clear = 256;
const endOfData = 257;

/** LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, the highest bit first, each wider one code early. */
function unpackLzw(packed: Uint8Array, length: number, name: string): Uint8Array {
  if (packed[0] === 0 && (packed[1] & 1) === 1) {
    throw new Error(`${name} is packed by an old form of LZW (before TIFF 6.0): save it anew`);
  }
  const bytes = new Uint8Array(length);
  // A code is the string that was written at a place: `starts`, of `lengths` bytes.
  const starts = new Int32Array(4097);
  const lengths = new Int32Array(4097);
  let [next, width, to, at, bits, held] = [258, 9, 0, 0, 0, 0];
  let before = -1;
  while (to < length) {
    while (bits < width && at < packed.length) {
      held = ((held << 8) | packed[at++]) & 0xffffff;
      bits += 8;
    }
    if (bits < width) break;
    const code = (held >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === endOfData) break;
    if (code === clear) {
      [next, width, before] = [258, 9, -1];
      continue;
    }
    const isNew = code === next && before >= 0;
    if (code >= next && !isNew) throw damagedLzw(name, code);
    if (before < 0 && code > 255) throw damagedLzw(name, code);
    const start = to;
    if (code < 256) bytes[to++] = code;
    else {
      // A code that is only now made repeats the string before it and its first byte, which is where it stands.
      const from = isNew ? start - lastLength(before, lengths) : starts[code];
      const count = isNew ? lastLength(before, lengths) + 1 : lengths[code];
      for (let n = 0; n < count && to < length; n++) bytes[to++] = bytes[from + n];
    }
    if (before >= 0 && next < 4096) {
      const previous = lastLength(before, lengths);
      starts[next] = start - previous;
      lengths[next] = previous + 1;
      next++;
      if (next === (1 << width) - 1 && width < 12) width++;
    }
    before = code;
  }
  return bytes.subarray(0, to);
}

/** The bytes of the string of a code. */
function lastLength(code: number, lengths: Int32Array): number {
  return code < 256 ? 1 : lengths[code];
}

function damagedLzw(name: string, code: number): Error {
  return new Error(
    `${name} is damaged: its LZW data has a code that is not made yet (${code}). Copy or download it again`,
  );
}
