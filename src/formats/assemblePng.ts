import { crc32 } from './crc32.ts';
import { byteCount } from './joinBytes.ts';
import { zlibParts } from './zlibParts.ts';

/** What the header of a PNG file declares. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: 1 | 8 | 16;
  /** 0 grey, 2 red, green and blue. */
  readonly colourType: 0 | 2;
  /** The distance of pixels along the rows and down the columns, mm. */
  readonly spacing?: readonly [number, number];
}

/** A PNG file (third edition) of filtered rows, in parts; the size of a pixel is noted to the nearest whole number of pixels a metre. */
export async function assemblePng(
  { width, height, depth, colourType, spacing }: PngHeader,
  rows: Uint8Array,
  progress?: (fraction: number) => void,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = depth;
  header[9] = colourType;
  const magic = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const parts = [magic, ...chunk('IHDR', [header])];
  const perMetre = spacing?.map((distance) => Math.round(1000 / distance)) ?? [];
  if (perMetre.length === 2 && perMetre.every((pixels) => pixels >= 1 && pixels < 2 ** 31)) {
    const content = new Uint8Array(9);
    const pixels = new DataView(content.buffer);
    pixels.setUint32(0, perMetre[0]);
    pixels.setUint32(4, perMetre[1]);
    content[8] = 1;
    parts.push(...chunk('pHYs', [content]));
  }
  parts.push(...chunk('IDAT', await zlibParts(rows, { progress })), ...chunk('IEND', []));
  return parts;
}

function chunk(type: string, content: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer>[] {
  const [start, end] = [new Uint8Array(8), new Uint8Array(4)];
  new DataView(start.buffer).setUint32(0, byteCount(content));
  for (let n = 0; n < 4; n++) start[4 + n] = type.charCodeAt(n);
  const checksum = content.reduce((before, part) => crc32(part, before), crc32(start.subarray(4)));
  new DataView(end.buffer).setUint32(0, checksum);
  return [start, ...content, end];
}

/**
 * The rows with their filters before them: each row takes the one of "none", "sub" and "up" whose bytes are the smallest in sum, as the
 * specification advises. `distance` is that of a byte to the one of the pixel before, 0 where bits are not to be filtered; `fill` writes row j.
 */
export function filterRows(
  rowBytes: number,
  height: number,
  distance: number,
  fill: (j: number, row: Uint8Array) => void,
): Uint8Array {
  const bytes = new Uint8Array((1 + rowBytes) * height);
  let [row, above] = [new Uint8Array(rowBytes), new Uint8Array(rowBytes)];
  for (let j = 0; j < height; j++) {
    fill(j, row);
    const at = (1 + rowBytes) * j;
    const filter = distance === 0 ? 0 : cheapest(row, above, distance);
    bytes[at] = filter;
    for (let n = 0; n < rowBytes; n++) bytes[at + 1 + n] = row[n] - prediction(filter, row, above, n, distance);
    [row, above] = [above, row];
  }
  return bytes;
}

function cheapest(row: Uint8Array, above: Uint8Array, distance: number): number {
  const sums = [0, 0, 0];
  for (let n = 0; n < row.length; n++) {
    for (let filter = 0; filter < 3; filter++) {
      const byte = (row[n] - prediction(filter, row, above, n, distance)) & 255;
      sums[filter] += byte < 128 ? byte : 256 - byte;
    }
  }
  return sums.indexOf(Math.min(...sums));
}

/** 0 none, 1 the pixel to the left, 2 the pixel above. */
function prediction(filter: number, row: Uint8Array, above: Uint8Array, n: number, distance: number): number {
  if (filter === 1) return n < distance ? 0 : row[n - distance];
  return filter === 2 ? above[n] : 0;
}
