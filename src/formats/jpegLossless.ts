import { bitReader, extended } from './jpegHuffman.ts';
import { type JpegScan, jpegScans } from './jpegSegments.ts';

/** Decoded samples, the components of a pixel side by side, rows from the top down. */
export interface JpegSamples {
  readonly precision: number;
  readonly samples: Uint16Array<ArrayBuffer>;
}

/**
 * Decodes a lossless JPEG codestream (ITU T.81, annex H; DICOM's .57 and .70), of 2 to 16 bits and any of the seven predictors, that
 * must have this size. Throws, in words that follow the file's name, for what is damaged, cut short or of another kind.
 */
export function decodeLosslessJpeg(bytes: Uint8Array, width: number, height: number, components: number): JpegSamples {
  const scans = jpegScans(bytes);
  const [{ precision, process }] = scans;
  if (process !== 0xc3) throw new Error(`has JPEG data of another kind (frame ${process.toString(16)}) than lossless`);
  requireSize(scans[0], width, height, components);
  if (precision < 2 || precision > 16) throw new Error(`has JPEG data of ${precision} bits`);
  // Each sample takes one bit at least.
  if (width * height * components > 8 * bytes.length) throw new Error('is cut short: its JPEG data end too early');
  const samples = new Uint16Array(width * height * components);
  for (const scan of scans) decodeScan(bytes, scan, samples);
  return { precision, samples };
}

/** Throws where a codestream is of another size than the file's header says. */
export function requireSize(scan: JpegScan, width: number, height: number, components: number): void {
  if (scan.width === width && scan.height === height && scan.components.length === components) return;
  throw new Error(
    `declares ${width}×${height} pixels of ${components} values, and its JPEG data ${scan.width}×${scan.height} of ${scan.components.length}`,
  );
}

function decodeScan(bytes: Uint8Array, scan: JpegScan, samples: Uint16Array): void {
  const { width, height, components, parts, dcTables, restart, first: predictor, shift, precision } = scan;
  if (predictor < 1 || predictor > 7)
    throw new Error(`has JPEG data with predictor ${predictor}, and there are 1 to 7`);
  if (
    components.some(
      ({ horizontal, vertical }) => horizontal !== components[0].horizontal || vertical !== components[0].vertical,
    )
  ) {
    throw new Error('has lossless JPEG data whose components differ in size');
  }
  const tables = parts.map(({ dc }) => {
    const table = dcTables.get(dc);
    if (!table) throw new Error('has JPEG data without their Huffman table');
    return table;
  });
  const reader = bitReader(bytes, scan.data);
  const step = components.length;
  const row = width * step;
  const start = 1 << (precision - shift - 1);
  // The row that prediction starts anew in: the first, and those behind a restart marker.
  let freshRow = 0;
  let left = restart;
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      if (restart > 0 && left === 0) {
        reader.restart();
        left = restart;
        freshRow = j;
        if (i > 0) throw new Error('has lossless JPEG data with a restart within a row');
      }
      left--;
      for (let n = 0; n < parts.length; n++) {
        const at = j * row + i * step + parts[n].component;
        let predicted: number;
        if (j === freshRow) predicted = i === 0 ? start : samples[at - step];
        else if (i === 0) predicted = samples[at - row];
        else predicted = predict(predictor, samples[at - step], samples[at - row], samples[at - row - step]);
        const size = reader.code(tables[n]);
        if (size > 16) throw new Error('has a damaged difference in its JPEG data');
        const difference = size === 16 ? 32768 : extended(reader.bits(size), size);
        samples[at] = predicted + difference;
      }
    }
    if (reader.missing > 0) throw new Error('is cut short: its JPEG data end too early');
  }
  if (shift > 0)
    for (const { component } of parts) for (let n = component; n < samples.length; n += step) samples[n] <<= shift;
}

/** From the left, above, and above left (T.81, table H.1). */
function predict(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    default:
      return (a + b) >> 1;
  }
}
