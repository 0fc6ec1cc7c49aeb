import { bytesText, type Limits, orRaise } from './limits.ts';

/** What the frame of a JPEG file declares. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** Components of a pixel: 1 grey, 3 colour, 4 CMYK. */
  readonly components: number;
  /** Bits of a sample: 8, or 12 or 16 in files for medicine. */
  readonly precision: number;
  /** The coding process, as the standard's SOF markers name it. */
  readonly process: 'baseline' | 'extended' | 'progressive' | 'lossless' | 'JPEG-LS' | 'arithmetic' | 'hierarchical';
  /** Pixels an inch or a centimetre along i and j (JFIF), where the file says so. */
  readonly density: { readonly unit: 'inch' | 'centimetre'; readonly x: number; readonly y: number } | undefined;
  /** How a viewer should turn the picture (Exif, 1 to 8): 1 is as it is stored. */
  readonly orientation: number;
}

/** Whether bytes start as a JPEG file does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * What the markers before the first scan of a JPEG file say (ITU T.81 annex B). Throws, with the name of the file, where there is no
 * frame among these bytes, or one without pixels.
 */
export function jpegHeader(bytes: Uint8Array, name: string): JpegHeader {
  if (!isJpeg(bytes)) throw new Error(`${name} is no JPEG picture: it does not start with FF D8 FF`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let density: JpegHeader['density'];
  let orientation = 1;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw damaged(name, `no marker stands at byte ${at}`);
    const marker = bytes[at + 1];
    // Any number of FF may fill the space before a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || marker === 0xda || marker === 0xd9)
      throw damaged(name, 'it has no frame (SOF) before its pixels');
    if (end > bytes.length) break;
    const segment = new DataView(bytes.buffer, bytes.byteOffset + at + 4, length - 2);
    if (marker === 0xe0) density ??= densityOf(segment);
    if (marker === 0xe1) orientation = orientationOf(segment) ?? orientation;
    const process = processOf(marker);
    if (process) return { ...frameOf(segment, name), process, density, orientation };
    at = end;
  }
  throw new Error(`${name} is cut short: it ends before its frame (SOF). Copy or download it again`);
}

/** The memory that the decoder's WebAssembly may have, less what it is itself. */
const codecBytes = 2 ** 31 - 2 ** 26;

/**
 * Throws when a picture asks for more than the limits or the decoder has, or for more pixels than its bytes can hold: of the component that is not
 * subsampled, each block of 64 takes one bit at least.
 */
export function requireJpegRoom(
  { width, height, components, process }: JpegHeader,
  bytes: number,
  name: string,
  limits: Limits,
) {
  const samples = width * height * components;
  if (samples > limits.imageBytes) {
    throw new Error(
      `${name} declares ${width}×${height} pixels of ${components} values, ${bytesText(samples)}, and the limit is ` +
        `${bytesText(limits.imageBytes)} an image: crop or downsample it first${orRaise('imageBytes', samples)}`,
    );
  }
  const needed = bytes + samples * (process === 'progressive' ? 3 : 1);
  if (needed > codecBytes) {
    throw new Error(
      `${name} declares ${width}×${height} pixels of ${components} values, and the decoder of JPEG has room for about ` +
        `${bytesText(codecBytes / (process === 'progressive' ? 3 : 1))}: convert it to PNG or TIFF, or downsample it first`,
    );
  }
  if (Math.ceil(width / 8) * Math.ceil(height / 8) <= 8 * bytes) return;
  throw new Error(
    `${name} is cut short: ${width}×${height} pixels cannot be in ${bytesText(bytes)}. Copy or download it again`,
  );
}

function frameOf(segment: DataView, name: string) {
  if (segment.byteLength < 6) throw damaged(name, 'its frame (SOF) is too short');
  const [precision, height, width, components] = [
    segment.getUint8(0),
    segment.getUint16(1),
    segment.getUint16(3),
    segment.getUint8(5),
  ];
  if (width === 0 || height === 0 || components === 0) {
    throw damaged(name, `it declares ${width}×${height} pixels of ${components} values`);
  }
  return { precision, height, width, components };
}

function processOf(marker: number): JpegHeader['process'] | undefined {
  // C4, C8 and CC among them are tables and reserved.
  if (marker === 0xf7) return 'JPEG-LS';
  if (marker < 0xc0 || marker > 0xcf || marker === 0xc4 || marker === 0xc8 || marker === 0xcc) return undefined;
  if (marker === 0xc0) return 'baseline';
  if (marker === 0xc1) return 'extended';
  if (marker === 0xc2) return 'progressive';
  if (marker === 0xc3) return 'lossless';
  return marker < 0xc8 ? 'hierarchical' : 'arithmetic';
}

/** JFIF: "JFIF\0", two bytes of version, the unit (0 none, 1 inch, 2 centimetre), density along i and j. */
function densityOf(segment: DataView): JpegHeader['density'] {
  if (segment.byteLength < 12 || segment.getUint32(0) !== 0x4a464946 || segment.getUint8(4) !== 0) return undefined;
  const unit = ([undefined, 'inch', 'centimetre'] as const)[segment.getUint8(7)];
  const [x, y] = [segment.getUint16(8), segment.getUint16(10)];
  return unit && x > 0 && y > 0 ? { unit, x, y } : undefined;
}

/** Exif: "Exif\0\0" and a TIFF header with a directory, whose tag 0x112 is the orientation. */
function orientationOf(segment: DataView): number | undefined {
  if (segment.byteLength < 14 || segment.getUint32(0) !== 0x45786966) return undefined;
  const start = 6;
  const littleEndian = segment.getUint16(start) === 0x4949;
  const directory = start + segment.getUint32(start + 4, littleEndian);
  if (directory + 2 > segment.byteLength) return undefined;
  const count = segment.getUint16(directory, littleEndian);
  for (let n = 0; n < count; n++) {
    const entry = directory + 2 + 12 * n;
    if (entry + 12 > segment.byteLength) return undefined;
    if (segment.getUint16(entry, littleEndian) !== 0x112) continue;
    const value = segment.getUint16(entry + 8, littleEndian);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function damaged(name: string, why: string): Error {
  return new Error(`${name} is damaged: ${why}. Copy or download it again`);
}
