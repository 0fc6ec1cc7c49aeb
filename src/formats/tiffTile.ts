import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import type { ByteSource } from './byteSource.ts';
import { bytesText, type Limits, orRaise } from './limits.ts';
import { unpackBits } from './pngRows.ts';
import { swapBytes } from './swapBytes.ts';
import type { TiffPage } from './tiffPage.ts';
import { mostUnpacked, unpackTiff } from './tiffUnpack.ts';

/** Bytes of a row of a tile as they are unpacked: of all components, or of one where they stand in planes. */
export function tileRowBytes({ tile, bits, samples, isPlanar }: TiffPage): number {
  return Math.ceil((tile[0] * (isPlanar ? 1 : samples) * bits) / 8);
}

/** How many tiles lie along i and j. */
export function tilesOf({ width, height, tile }: TiffPage): readonly [number, number] {
  return [Math.ceil(width / tile[0]), Math.ceil(height / tile[1])];
}

/**
 * Throws, with the name of the file, when the tiles of a picture are not all there, or declare more than their bytes could unpack to,
 * or than the limit of an image.
 */
export function requireTiles(page: TiffPage, fileSize: number, name: string, limits: Limits): void {
  const [across, down] = tilesOf(page);
  const count = across * down * (page.isPlanar ? page.samples : 1);
  const bytes = tileRowBytes(page) * page.tile[1];
  if (bytes > limits.imageBytes) {
    throw new Error(
      `${name} declares tiles of ${page.tile.join('×')} pixels, ${bytesText(bytes)}, and the limit is ` +
        `${bytesText(limits.imageBytes)} an image: the file is damaged, or has to be saved with smaller tiles${orRaise('imageBytes', bytes)}`,
    );
  }
  if (page.offsets.length < count || (page.counts.length < count && page.packing !== 'none')) {
    throw new Error(
      `${name} declares ${count} strips or tiles, and ${Math.min(page.offsets.length, page.counts.length)} are there: the file is damaged`,
    );
  }
  for (let n = 0; n < count; n++) {
    const least = page.isTiled ? bytes : tileRowBytes(page) * rowsOf(page, n);
    const there = page.counts[n] ?? least;
    if (page.offsets[n] + there > fileSize || there * (page.packing === 'none' ? 1 : mostUnpacked) < least) {
      throw new Error(
        `${name} is cut short: a strip or tile of ${bytesText(least)} cannot be in its ${bytesText(there)} from byte ` +
          `${page.offsets[n]} on. Copy or download it again`,
      );
    }
  }
}

/** The samples of a strip or tile, row by row, the components of a pixel side by side where they do not stand in planes. */
export async function readTile(
  file: ByteSource,
  page: TiffPage,
  index: number,
  littleEndian: boolean,
): Promise<Voxels> {
  const { bits, stored, tile, predictor } = page;
  const rowBytes = tileRowBytes(page);
  const rows = page.isTiled ? tile[1] : rowsOf(page, index);
  const length = rowBytes * rows;
  const start = page.offsets[index];
  const packed = await file.bytes(start, start + (page.counts[index] ?? length));
  // A copy, since what comes from the source may stand at any place in memory, and is changed here.
  const bytes = new Uint8Array(await unpackTiff(packed, page.packing, length, file.name));
  const perPixel = page.isPlanar ? 1 : page.samples;
  const width = voxelTypes[stored].bytes;
  if (bits < 8) {
    const samples = new Uint8Array(tile[0] * perPixel * rows);
    const perRow = tile[0] * perPixel;
    for (let row = 0; row < rows; row++) {
      unpackBits(bytes.subarray(row * rowBytes), bits, 1, samples.subarray(row * perRow, (row + 1) * perRow));
    }
    return samples;
  }
  if (predictor === 3) {
    for (let row = 0; row < rows; row++)
      joinFloats(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), width, perPixel);
  } else if (!littleEndian) {
    swapBytes(bytes, width);
  }
  if (predictor === 2) addAlong(bytes, width, tile[0] * perPixel, perPixel);
  return new voxelArrays[stored](bytes.buffer);
}

/** The last strip may have fewer rows. */
function rowsOf({ height, tile }: TiffPage, index: number): number {
  const strip = index % Math.ceil(height / tile[1]);
  return Math.min(tile[1], height - strip * tile[1]);
}

/** Undoes horizontal differencing (TIFF 6.0, section 14): each sample was stored as its difference from that of the pixel to the left. */
function addAlong(bytes: Uint8Array<ArrayBuffer>, width: number, perRow: number, perPixel: number): void {
  if (width === 8) {
    const words = new BigUint64Array(bytes.buffer);
    for (let n = 0; n < words.length; n++) if (n % perRow >= perPixel) words[n] += words[n - perPixel];
    return;
  }
  const words = new { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[width as 1 | 2 | 4](bytes.buffer);
  for (let row = 0; row < words.length; row += perRow) {
    for (let n = row + perPixel; n < row + perRow; n++) words[n] += words[n - perPixel];
  }
}

/** Undoes the predictor of floats (Adobe, TIFF Technical Note 3): all first bytes of a row, then all second ones …, as differences. */
function joinFloats(row: Uint8Array, width: number, perPixel: number): void {
  for (let n = perPixel; n < row.length; n++) row[n] += row[n - perPixel];
  const planes = row.slice();
  const count = row.length / width;
  for (let n = 0; n < count; n++) {
    // The highest byte stands in the first plane; memory is little endian.
    for (let byte = 0; byte < width; byte++) row[n * width + width - 1 - byte] = planes[byte * count + n];
  }
}
