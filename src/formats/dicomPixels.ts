import type { Voxels } from '#src/image/volume.ts';
import type { Codestream } from './codestream.ts';
import { deflatedLittleEndian, explicitBigEndian, explicitLittleEndian, implicitLittleEndian } from './dicomFile.ts';
import { type FrameFragments, fragmentBytes, frameFragments } from './dicomFragments.ts';
import type { DicomImage } from './dicomImage.ts';
import { unpackRle } from './dicomRle.ts';
import { asDeclared, samplesOf, takeFromBits } from './dicomSamples.ts';
import { decodeJpeg } from './jpeg.ts';
import { decodeJpeg2000 } from './jpeg2000.ts';
import { decodeSequentialJpeg } from './jpegDct.ts';
import { decodeLosslessJpeg } from './jpegLossless.ts';
import { decodeJpegLs } from './jpegLs.ts';
import { bytesText, type Limits, orRaise } from './limits.ts';

/** The stored values of one frame. */
export interface FrameSamples {
  /** Rows from the top down; of colours, three values a pixel. */
  readonly samples: Voxels;
  /** The colours lie in planes one after the other. */
  readonly isPlanar: boolean;
  /** Colours are red, green and blue already, whatever the header calls them. */
  readonly isRgb: boolean;
}

/** Transfer syntaxes whose pixels lie as they are. */
const plain = [implicitLittleEndian, explicitLittleEndian, deflatedLittleEndian, explicitBigEndian];

const root = '1.2.840.10008.1.2.';
/** Those that are known and not read. */
const refused: Readonly<Record<string, string>> = {
  '4.52': 'JPEG Extended, Process 3 and 5',
  '4.53': 'JPEG Spectral Selection, Process 6 and 8',
  '4.54': 'JPEG Spectral Selection, Process 7 and 9',
  '4.55': 'JPEG Full Progression, Process 10 and 12',
  '4.56': 'JPEG Full Progression, Process 11 and 13',
  '4.92': 'JPEG 2000 Part 2',
  '4.93': 'JPEG 2000 Part 2',
  '4.94': 'JPIP',
  '4.95': 'JPIP',
  '4.100': 'MPEG-2 video',
  '4.101': 'MPEG-2 video',
  '4.102': 'MPEG-4 video',
  '4.103': 'MPEG-4 video',
  '4.110': 'JPEG XL',
  '4.111': 'JPEG XL',
  '4.112': 'JPEG XL',
  '4.201': 'HTJ2K',
  '4.202': 'HTJ2K',
  '4.203': 'HTJ2K',
};

/** Why the pixels of a transfer syntax can not be read, in words that follow the file's name; undefined where they can. */
export function whyNotSyntax(syntax: string): string | undefined {
  if (plain.includes(syntax)) return undefined;
  const short = syntax.startsWith(root) ? syntax.slice(root.length) : syntax;
  if (['5', '4.50', '4.51', '4.57', '4.70', '4.80', '4.81', '4.90', '4.91'].includes(short)) return undefined;
  const name = refused[short] ?? 'an unknown transfer syntax';
  return `is compressed by ${name} (${syntax.slice(0, 64)}), which is not read: decompress it first, for instance with gdcmconv or dcmdjpeg`;
}

/** Reads the frames of a file, one after another. */
export interface FrameReader {
  frame(index: number): Promise<FrameSamples>;
}

/**
 * A reader of a file's frames. What the header declares is held against the bytes that are there before memory is asked for. Throws
 * a sentence with the file's name for what is cut short, damaged, or compressed in a way that is not read.
 */
export function frameReader(image: DicomImage, limits: Limits): FrameReader {
  const { name, rows, columns, samples, pixels, transferSyntax } = image;
  const bytes = rows * columns * samples * (pixels.bitsAllocated / 8);
  if (bytes > limits.imageBytes) {
    throw new Error(
      `${name} declares ${columns}×${rows} pixels, ${bytesText(bytes)}, and the limit is ${bytesText(limits.imageBytes)} an image: choose a smaller part of it${orRaise('imageBytes', bytes)}`,
    );
  }
  const why = whyNotSyntax(transferSyntax);
  if (why !== undefined) throw new Error(`${name} ${why}`);
  if (plain.includes(transferSyntax)) {
    if (image.length !== undefined) return { frame: (index) => plainFrame(image, index) };
    throw new Error(
      `${name} has its pixels in pieces, as compressed ones are, and declares that they are not compressed (${transferSyntax}). Copy or download it again`,
    );
  }
  let fragments: Promise<FrameFragments> | undefined;
  return {
    async frame(index) {
      fragments ??= frameFragments(image);
      const found = (await fragments)[index];
      const stream = await fragmentBytes(image.content, found);
      try {
        const decoded = await decode(image, stream, limits);
        takeFromBits(decoded.samples, pixels);
        return decoded;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        // The words of the decoders follow a name.
        if (/^(has|is|declares) /.test(message)) throw new Error(`${name} ${message}. Copy or download it again`);
        throw message.includes(name) ? error : new Error(`${name} cannot be decoded: ${message}`, { cause: error });
      }
    },
  };
}

async function plainFrame(image: DicomImage, index: number): Promise<FrameSamples> {
  const { content, start, length = 0, name, rows, columns, samples, pixels, photometric, frames } = image;
  const isHalved = photometric === 'YBR_FULL_422' && samples === 3;
  const width = pixels.bitsAllocated / 8;
  const bytes = rows * columns * (isHalved ? 2 : samples) * width;
  const there = Math.min(length, Math.max(0, content.size - start));
  if (there < frames.length * bytes) {
    throw new Error(
      `${name} is cut short: ${columns}×${rows} pixels of ${frames.length === 1 ? 'a picture' : `${frames.length} frames`} take ` +
        `${bytesText(frames.length * bytes)}, and only ${bytesText(there)} ${there === 1 ? 'is' : 'are'} there. Copy or download it again`,
    );
  }
  const stored = await content.bytes(start + index * bytes, start + (index + 1) * bytes);
  const values = samplesOf(isHalved ? fullColours(stored) : stored, image.littleEndian, pixels);
  takeFromBits(values, pixels);
  return { samples: values, isPlanar: image.isPlanar && samples > 1 && !isHalved, isRgb: false };
}

/** Y1 Y2 Cb Cr of two pixels, one value a byte, as Y Cb Cr of each (PS3.3, C.7.6.3.1.2). */
function fullColours(stored: Uint8Array): Uint8Array {
  const full = new Uint8Array((stored.length * 3) / 2);
  for (let from = 0, to = 0; from + 3 < stored.length; from += 4, to += 6) {
    full[to] = stored[from];
    full[to + 3] = stored[from + 1];
    full[to + 1] = stored[from + 2];
    full[to + 4] = stored[from + 2];
    full[to + 2] = stored[from + 3];
    full[to + 5] = stored[from + 3];
  }
  return full;
}

async function decode(image: DicomImage, stream: Uint8Array, limits: Limits): Promise<FrameSamples> {
  const { name, rows: height, columns: width, samples: components, pixels, transferSyntax } = image;
  const expected = { width, height, components };
  switch (transferSyntax.slice(root.length)) {
    case '5': {
      const bytes = unpackRle(stream, width * height, components, pixels.bitsAllocated / 8);
      return { samples: samplesOf(bytes, true, pixels), isPlanar: false, isRgb: false };
    }
    case '4.50':
    case '4.51': {
      if (components === 1) return grey(decodeSequentialJpeg(stream, width, height).samples, image);
      const picture = await decodeJpeg(stream, name, limits);
      if (picture.width !== width || picture.height !== height || picture.components !== components) {
        throw new Error(`declares ${width}×${height} pixels, and its JPEG data ${picture.width}×${picture.height}`);
      }
      return { samples: asDeclared(picture.samples, pixels), isPlanar: false, isRgb: true };
    }
    case '4.57':
    case '4.70':
      return grey(decodeLosslessJpeg(stream, width, height, components).samples, image);
    case '4.80':
    case '4.81':
      return fromStream(await decodeJpegLs(stream, expected), image);
    default:
      // The codestream's own transforms of colours (RCT, ICT) have been undone; others are the file's.
      return {
        ...fromStream(await decodeJpeg2000(stream, expected), image),
        isRgb: !/^YBR_FULL/.test(image.photometric),
      };
  }
}

function grey(samples: Uint16Array, { pixels }: DicomImage): FrameSamples {
  return { samples: asDeclared(samples, pixels), isPlanar: false, isRgb: false };
}

function fromStream({ bytes, precision, isPlanar }: Codestream, { pixels }: DicomImage): FrameSamples {
  const samples = precision > 8 ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2) : bytes;
  return { samples: asDeclared(samples, pixels), isPlanar, isRgb: false };
}
