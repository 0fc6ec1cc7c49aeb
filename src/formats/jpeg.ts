import { keptCodec, nodeCodec, pageCodec } from './codec.ts';
import { jpegHeader, requireJpegRoom } from './jpegHeader.ts';
import { defaultLimits, type Limits } from './limits.ts';

/** A decoded JPEG picture: rows from the top down, the components of a pixel side by side. */
export interface JpegPicture {
  readonly width: number;
  readonly height: number;
  /** 1 grey; 3 red, green, blue. */
  readonly components: number;
  readonly samples: Uint8Array<ArrayBuffer>;
}

/** The part of libjpeg-turbo's binding that is used. */
interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): { readonly width: number; readonly height: number; readonly componentCount: number };
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}
interface Codec {
  readonly JPEGDecoder: new () => Decoder;
}

const withCodec = keptCodec(
  import.meta.env.SSR
    ? () => nodeCodec<Codec>('codec-libjpeg-turbo-8bit')
    : () =>
        pageCodec<Codec>([
          import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs'),
          import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url&no-inline'),
        ]),
);

/**
 * Decodes a JPEG picture of 8 bits, baseline, extended or progressive, grey or colour, by libjpeg-turbo in WebAssembly, loaded on first use:
 * samples equal those of libjpeg (accurate DCT, smooth upsampling), which Pillow uses. What the header declares is checked against `limits` and
 * the bytes before memory is asked for. Throws a sentence with `name` for what is damaged, cut short or of another kind.
 */
export async function decodeJpeg(
  bytes: Uint8Array,
  name: string,
  limits: Limits = defaultLimits,
): Promise<JpegPicture> {
  const header = jpegHeader(bytes, name);
  const { width, height, components, precision, process } = header;
  if (precision !== 8 || !['baseline', 'extended', 'progressive'].includes(process)) {
    throw new Error(
      `${name} is a JPEG picture of ${precision} bits, ${process}: baseline and progressive ones of 8 bits are read. Convert it first`,
    );
  }
  if (components !== 1 && components !== 3) {
    throw new Error(
      `${name} is a JPEG picture of ${components} values a pixel${components === 4 ? ' (CMYK)' : ''}: convert it to RGB or grey first`,
    );
  }
  requireJpegRoom(header, bytes.length, name, limits);
  const decoded = await withCodec((codec) => decodeWith(codec, bytes, width * height * components));
  if (decoded) return { width, height, components, samples: decoded.bytes };
  throw new Error(
    `${name} is cut short or damaged: its ${width}×${height} pixels cannot be decoded. Copy or download it again`,
  );
}

/** The samples; undefined where the codec refuses (it says so by a number), gives up, or makes another number of them. */
function decodeWith(codec: Codec, bytes: Uint8Array, count: number) {
  let decoder: Decoder | undefined;
  try {
    decoder = new codec.JPEGDecoder();
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const decoded = decoder.getDecodedBuffer();
    return decoded.length === count ? { bytes: new Uint8Array(decoded) } : undefined;
  } catch {
    return undefined;
  } finally {
    decoder?.delete();
  }
}
