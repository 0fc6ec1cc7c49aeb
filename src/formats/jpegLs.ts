import { keptCodec, nodeCodec, pageCodec } from './codec.ts';
import { type Codestream, type ExpectedSize, requireExpected } from './codestream.ts';
import { jpegHeader } from './jpegHeader.ts';

/** The part of CharLS' binding that is used. */
interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
  };
  getInterleaveMode(): number;
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}
interface Codec {
  readonly JpegLSDecoder: new () => Decoder;
}

const withCodec = keptCodec(
  import.meta.env.SSR
    ? () => nodeCodec<Codec>('codec-charls')
    : () =>
        pageCodec<Codec>([
          import('@cornerstonejs/codec-charls/decodewasmjs'),
          import('@cornerstonejs/codec-charls/decodewasm?url&no-inline'),
        ]),
);

/**
 * Decodes a JPEG-LS codestream (ISO 14495-1), lossless or near-lossless, by CharLS in WebAssembly, loaded on first use. Throws, in words
 * that follow the file's name, for what is damaged or of another size than expected.
 */
export async function decodeJpegLs(bytes: Uint8Array, expected: ExpectedSize): Promise<Codestream> {
  const header = headerOf(bytes);
  if (header.process !== 'JPEG-LS') throw new Error(`has ${header.process} JPEG data where JPEG-LS was expected`);
  requireExpected(header, expected, 'JPEG-LS');
  const decoded = await withCodec((codec) => decodeWith(codec, bytes));
  const size = header.width * header.height * header.components * (header.precision > 8 ? 2 : 1);
  if (decoded?.bytes.length === size) return decoded;
  throw new Error('is cut short or damaged: its JPEG-LS data cannot be decoded');
}

function headerOf(bytes: Uint8Array) {
  try {
    return jpegHeader(bytes, 'JPEG-LS');
  } catch (error) {
    throw new Error('is damaged: its JPEG-LS data do not start with their header', { cause: error });
  }
}

function decodeWith(codec: Codec, bytes: Uint8Array): Codestream | undefined {
  let decoder: Decoder | undefined;
  try {
    decoder = new codec.JpegLSDecoder();
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const { width, height, bitsPerSample: precision, componentCount: components } = decoder.getFrameInfo();
    const isPlanar = components > 1 && decoder.getInterleaveMode() === 0;
    const decoded = Uint8Array.from(decoder.getDecodedBuffer());
    return { width, height, components, precision, isSigned: false, isPlanar, bytes: decoded };
  } catch {
    return undefined;
  } finally {
    decoder?.delete();
  }
}
