import { inverseDct } from './inverseDct.ts';
import { type BitReader, bitReader, extended, type HuffmanTable } from './jpegHuffman.ts';
import { type JpegSamples, requireSize } from './jpegLossless.ts';
import { type JpegScan, jpegScans } from './jpegSegments.ts';

/** The place in a block of the nth coefficient (T.81, figure A.6). */
const zigzag = Uint8Array.of(
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56,
  57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
); // biome-ignore format: a path through a block

/**
 * Decodes a sequential JPEG codestream of one component of 8 or 12 bits (ITU T.81, annex F; DICOM's .51), which must have this size, as
 * libjpeg does with its accurate integer DCT. Throws, in words that follow the file's name, for what is damaged, cut short or of another kind.
 */
export function decodeSequentialJpeg(bytes: Uint8Array, width: number, height: number): JpegSamples {
  const [scan] = jpegScans(bytes);
  const { precision, process, parts, quantization, components } = scan;
  if (process !== 0xc0 && process !== 0xc1) {
    throw new Error(`has JPEG data of another kind (frame ${process.toString(16)}) than sequential`);
  }
  requireSize(scan, width, height, 1);
  if (precision !== 8 && precision !== 12) throw new Error(`has JPEG data of ${precision} bits`);
  const dc = scan.dcTables.get(parts[0].dc);
  const ac = scan.acTables.get(parts[0].ac);
  const quants = quantization.get(components[0].quantization);
  if (!dc || !ac || !quants) throw new Error('has JPEG data without their tables');
  const [across, down] = [Math.ceil(width / 8), Math.ceil(height / 8)];
  // A block takes two bits at least.
  if (across * down > 4 * bytes.length) throw new Error('is cut short: its JPEG data end too early');
  const samples = new Uint16Array(width * height);
  const reader = bitReader(bytes, scan.data);
  const block = new Int32Array(64);
  let predicted = 0;
  let left = scan.restart;
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      if (scan.restart > 0 && left === 0) {
        reader.restart();
        left = scan.restart;
        predicted = 0;
      }
      left--;
      predicted = readBlock(reader, dc, ac, quants, predicted, block);
      inverseDct(block, precision);
      putBlock(block, samples, x, y, scan);
    }
    if (reader.missing > 0) throw new Error('is cut short: its JPEG data end too early');
  }
  return { precision, samples };
}

/** Reads the coefficients of a block, scaled back, and returns the new prediction of the first. */
function readBlock(
  reader: BitReader,
  dc: HuffmanTable,
  ac: HuffmanTable,
  quants: Uint16Array,
  predicted: number,
  block: Int32Array,
): number {
  block.fill(0);
  const size = reader.code(dc);
  if (size > 16) throw new Error('has a damaged coefficient in its JPEG data');
  const first = predicted + extended(reader.bits(size), size);
  block[0] = first * quants[0];
  for (let n = 1; n < 64; n++) {
    const code = reader.code(ac);
    const bits = code & 15;
    if (bits === 0) {
      if (code !== 0xf0) break;
      n += 15;
      continue;
    }
    n += code >> 4;
    if (n > 63) throw new Error('has a damaged block in its JPEG data');
    block[zigzag[n]] = extended(reader.bits(bits), bits) * quants[n];
  }
  return first;
}

/** Puts a block into its place, without what hangs over the right and lower border. */
function putBlock(block: Int32Array, samples: Uint16Array, x: number, y: number, { width, height }: JpegScan): void {
  const columns = Math.min(8, width - 8 * x);
  const rows = Math.min(8, height - 8 * y);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) samples[(8 * y + j) * width + 8 * x + i] = block[8 * j + i];
  }
}
