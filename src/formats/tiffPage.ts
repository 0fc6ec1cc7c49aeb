import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { pixelDistance } from './picture.ts';
import type { TiffFields } from './tiffDirectory.ts';

/** How the pixels of a TIFF picture are packed. */
export type TiffPacking = 'none' | 'lzw' | 'deflate' | 'packbits';

/** One picture of a TIFF file: strips are tiles as wide as the picture. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly stored: VoxelType;
  /** Bits of a sample; below 8 it is unpacked to uint8. */
  readonly bits: number;
  /** Values of a pixel in the file, and those that are read of a palette. */
  readonly samples: number;
  /** The components stand in planes of their own, tiles of the first before those of the second. */
  readonly isPlanar: boolean;
  /** Red, green and blue of each colour as bytes; undefined without a palette. */
  readonly palette: Uint8Array | undefined;
  readonly whiteIsZero: boolean;
  readonly packing: TiffPacking;
  /** 1 none, 2 differences along rows, 3 the same of the bytes of floats. */
  readonly predictor: number;
  readonly tile: readonly [number, number];
  readonly isTiled: boolean;
  readonly offsets: readonly number[];
  readonly counts: readonly number[];
  readonly orientation: number;
  readonly spacing: readonly (number | undefined)[];
  readonly resolution: readonly [number | undefined, number | undefined];
  readonly description: string;
}

const packings: Readonly<Partial<Record<number, TiffPacking>>> = {
  1: 'none',
  5: 'lzw',
  8: 'deflate',
  32946: 'deflate',
  32773: 'packbits',
};
/** What else files are packed by, for messages. */
const otherPackings: Readonly<Partial<Record<number, string>>> = {
  2: 'CCITT fax',
  3: 'CCITT fax',
  4: 'CCITT fax',
  6: 'JPEG (old)',
  7: 'JPEG',
  33003: 'JPEG 2000',
  33005: 'JPEG 2000',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
};
const photometrics: Readonly<Partial<Record<number, string>>> = {
  4: 'a transparency mask',
  5: 'CMYK colours',
  6: 'YCbCr colours',
  8: 'CIELab colours',
  9: 'CIELab colours',
};

/** What the fields of a directory declare (TIFF 6.0). Throws, with the values, what is damaged and what is of a kind not read. */
export function tiffPage(fields: TiffFields, name: string): TiffPage {
  const one = (tag: number, otherwise: number) => numbers(fields, tag)[0] ?? otherwise;
  const [width, height, samples] = [one(256, 0), one(257, 0), one(277, 1)];
  if (!(width >= 1 && height >= 1 && samples >= 1)) {
    throw new Error(`${name} declares ${width}×${height} pixels of ${samples} values: the file is damaged`);
  }
  const photometric = one(262, 1);
  const bits = one(258, 1);
  const stored = storedType(fields, bits, name);
  requireKnown(photometric, samples, bits, name);
  const packing = packings[one(259, 1)];
  if (!packing) {
    throw new Error(
      `${name} is packed by ${otherPackings[one(259, 1)] ?? `method ${one(259, 1)}`}: save it without, or packed by deflate or LZW`,
    );
  }
  if (one(266, 1) !== 1 && bits < 8) throw new Error(`${name} stores its bits in reverse (FillOrder 2): save it anew`);
  const isTiled = fields.has(322);
  const tile = [isTiled ? one(322, 0) : width, isTiled ? one(323, 0) : Math.min(height, one(278, height))] as const;
  if (!(tile[0] >= 1 && tile[1] >= 1)) {
    throw new Error(`${name} declares tiles of ${tile.join('×')} pixels: the file is damaged`);
  }
  const unit = [25.4, 10][one(296, 2) - 2];
  const resolution = [numbers(fields, 282)[0], numbers(fields, 283)[0]] as const;
  const description = fields.get(270);
  return {
    width,
    height,
    stored,
    bits,
    samples,
    isPlanar: samples > 1 && one(284, 1) === 2,
    palette: photometric === 3 ? paletteOf(numbers(fields, 320)) : undefined,
    whiteIsZero: photometric === 0,
    packing,
    predictor: predictorOf(one(317, 1), bits, stored, name),
    tile,
    isTiled,
    offsets: numbers(fields, isTiled ? 324 : 273),
    counts: numbers(fields, isTiled ? 325 : 279),
    orientation: one(274, 1),
    spacing: resolution.map((pixels) => (pixels && unit ? pixelDistance(pixels, unit) : undefined)),
    resolution,
    description: typeof description === 'string' ? description : '',
  };
}

/** Whether a directory is a smaller copy or a mask of another picture, which is passed over. */
export function isAside(fields: TiffFields): boolean {
  return ((numbers(fields, 254)[0] ?? 0) & 5) !== 0;
}

function numbers(fields: TiffFields, tag: number): readonly number[] {
  const values = fields.get(tag);
  return typeof values === 'object' ? values : [];
}

function storedType(fields: TiffFields, bits: number, name: string): VoxelType {
  const formats = numbers(fields, 339);
  const format = formats[0] ?? 1;
  const all = numbers(fields, 258);
  if (all.some((n) => n !== bits) || formats.some((n) => n !== format)) {
    throw new Error(`${name} has components of ${all.join(', ')} bits: save them all of one type`);
  }
  // Format 4 is "undefined", which is read as plain numbers.
  const kind = format === 3 ? 'float' : format === 2 ? 'int' : format === 1 || format === 4 ? 'uint' : 'complex';
  if (kind === 'uint' && [1, 2, 4].includes(bits)) return 'uint8';
  const stored = `${kind}${bits}`;
  if (Object.hasOwn(voxelTypes, stored)) return stored as VoxelType;
  throw new Error(`${name} holds values of ${bits} bits (${kind}): save it with 8, 16 or 32 bits, or as float32`);
}

function requireKnown(photometric: number, samples: number, bits: number, name: string): void {
  const other = photometrics[photometric];
  if (other || photometric > 4) {
    throw new Error(`${name} holds ${other ?? `colours of kind ${photometric}`}: convert it to grey or RGB first`);
  }
  const [least, most] = photometric === 2 ? [3, 4] : photometric === 3 ? [1, 1] : [1, 2];
  if (samples < least || samples > most) {
    throw new Error(
      `${name} has ${samples} values a pixel, and ${least} or ${most} are read of its kind (${photometric}): save its channels apart`,
    );
  }
  if (photometric === 3 && bits > 8) throw new Error(`${name} has a palette of ${bits} bits, and up to 8 are read`);
}

function predictorOf(predictor: number, bits: number, stored: VoxelType, name: string): number {
  if (predictor === 1 || (predictor === 2 && bits >= 8)) return predictor;
  if (predictor === 3 && !voxelTypes[stored].integer) return predictor;
  throw new Error(
    `${name} stores differences in a way that is not read (predictor ${predictor} of ${stored}): save it anew`,
  );
}

/** All reds, then all greens, then all blues, of 16 bits. */
function paletteOf(map: readonly number[]): Uint8Array {
  const count = Math.floor(map.length / 3);
  const palette = new Uint8Array(3 * count);
  for (let n = 0; n < count; n++) {
    for (let m = 0; m < 3; m++) palette[3 * n + m] = map[m * count + n] >> 8;
  }
  return palette;
}
