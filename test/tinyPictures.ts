import { deflateSync } from 'node:zlib';
import { crc32 } from '#src/formats/crc32.ts';

/** A PNG file of the given header (depth, colour type, interlace) and filtered rows, with further chunks before its pixels. */
export function tinyPng(
  size: readonly [number, number],
  [depth, type, interlace = 0]: readonly number[],
  rows: readonly number[],
  further: readonly (readonly [type: string, content: Uint8Array])[] = [],
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size[0], 0);
  header.writeUInt32BE(size[1], 4);
  header.set([depth, type, 0, 0, interlace], 8);
  const chunks = [
    ['IHDR', header],
    ...further,
    ['IDAT', deflateSync(Uint8Array.from(rows))],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...chunks.map(([type, content]) => pngChunk(type, content)),
  ]);
}

function pngChunk(type: string, content: Uint8Array): Buffer {
  const part = Buffer.alloc(12 + content.length);
  part.writeUInt32BE(content.length, 0);
  part.write(type, 4, 'latin1');
  part.set(content, 8);
  part.writeUInt32BE(crc32(part.subarray(4, 8 + content.length)), 8 + content.length);
  return part;
}

/** The same bytes with checksums that fit, as far as the chunks can be followed: else damage never gets past them. */
export function withChecksums(png: Uint8Array): Uint8Array {
  const bytes = Buffer.from(png);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) break;
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return bytes;
}

/** A field of a TIFF directory: tag, type (2 text, 3 short, 4 long, 5 fraction, of two numbers) and values. */
export type TiffField = readonly [tag: number, type: 2 | 3 | 4 | 5, values: readonly number[] | string];

/** A TIFF file whose directories have the given fields; `pixels` stand from byte 8 on, the directories behind them. */
export function tinyTiff(
  pixels: Uint8Array,
  directories: readonly (readonly TiffField[])[],
  littleEndian = true,
): Buffer {
  const parts: Buffer[] = [Buffer.alloc(8), Buffer.from(pixels)];
  const put16 = (value: number) =>
    littleEndian ? Buffer.from([value & 255, value >> 8]) : Buffer.from([value >> 8, value & 255]);
  const put32 = (value: number) => {
    const word = Buffer.alloc(4);
    littleEndian ? word.writeUInt32LE(value) : word.writeUInt32BE(value);
    return word;
  };
  let at = 8 + pixels.length;
  const starts: number[] = [];
  for (const [n, fields] of directories.entries()) {
    starts.push(at);
    const length = 2 + 12 * fields.length + 4;
    let behind = at + length;
    const values: Buffer[] = [];
    const entries = fields.map(([tag, type, given]) => {
      const bytes =
        typeof given === 'string'
          ? Buffer.from(`${given}\0`, 'latin1')
          : Buffer.concat(given.map(type === 3 ? put16 : put32));
      const count = typeof given === 'string' ? bytes.length : given.length / (type === 5 ? 2 : 1);
      const head = Buffer.concat([put16(tag), put16(type), put32(count)]);
      if (bytes.length <= 4) return Buffer.concat([head, bytes, Buffer.alloc(4 - bytes.length)]);
      values.push(bytes);
      behind += bytes.length;
      return Buffer.concat([head, put32(behind - bytes.length)]);
    });
    const next = n + 1 < directories.length ? behind : 0;
    parts.push(put16(fields.length), ...entries, put32(next), ...values);
    at = behind;
  }
  parts[0] = Buffer.concat([Buffer.from(littleEndian ? 'II' : 'MM'), put16(42), put32(starts[0])]);
  return Buffer.concat(parts);
}

/** A BMP file of bottom-up rows that are a multiple of four bytes, with the colours (blue, green, red, 0) of its palette. */
export function tinyBmp(
  size: readonly [number, number],
  bits: number,
  rows: readonly number[],
  palette: readonly number[] = [],
): Buffer {
  const head = Buffer.alloc(54);
  head.write('BM');
  head.writeUInt32LE(54 + palette.length + rows.length, 2);
  head.writeUInt32LE(54 + palette.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(size[0], 18);
  head.writeInt32LE(size[1], 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(bits, 28);
  head.writeUInt32LE(palette.length / 4, 46);
  return Buffer.concat([head, Buffer.from(palette), Buffer.from(rows)]);
}

/** 24 x 16 pixels of colours that change evenly, as libjpeg packs them at once: red 10 i, green 15 j, blue 6 (i + j). */
export const tinyJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABQAG/8QAGBAAAgMAAAAAAAAAAAAAAAAAAAMFIjH/xAAWAQEBAQAAAAAAAAAAAAAAAAAEAgb/xAAcEQABAwUAAAAAAAAAAAAAAAAAAgMFBCEiMWH/2gAMAwEAAhEDEQA/AMaiOyokiOyo4iOyokiOypCHQtHJdA0R2VI1yI7KkLS7Y0jUljs//9k=',
  'base64',
);
