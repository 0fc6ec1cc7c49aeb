import { keptCodec, nodeCodec, pageCodec } from './codec.ts';
import { type Codestream, type ExpectedSize, requireExpected } from './codestream.ts';

/** The part of OpenJPEG's binding that is used. */
interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  decode(): void;
  getFrameInfo(): {
    readonly width: number;
    readonly height: number;
    readonly bitsPerSample: number;
    readonly componentCount: number;
    readonly isSigned: boolean;
  };
  getDecodedBuffer(): Uint8Array;
  delete(): void;
}
interface Codec {
  readonly J2KDecoder: new () => Decoder;
}

const withCodec = keptCodec(
  import.meta.env.SSR
    ? () => nodeCodec<Codec>('codec-openjpeg')
    : () =>
        pageCodec<Codec>([
          import('@cornerstonejs/codec-openjpeg/decodewasmjs'),
          import('@cornerstonejs/codec-openjpeg/decodewasm?url&no-inline'),
        ]),
);

/**
 * Decodes a JPEG 2000 codestream (ISO 15444-1), reversible or not, by OpenJPEG in WebAssembly, loaded on first use. Colours come out as
 * red, green and blue. Throws, in words that follow the file's name, for what is damaged or of another size than expected.
 */
export async function decodeJpeg2000(bytes: Uint8Array, expected: ExpectedSize): Promise<Codestream> {
  const header = sizeOf(bytes);
  requireExpected(header, expected, 'JPEG 2000');
  const decoded = await withCodec((codec) => decodeWith(codec, bytes));
  const count = header.width * header.height * header.components;
  if (decoded && decoded.bytes.length === count * (decoded.precision > 8 ? 2 : 1)) return decoded;
  throw new Error('is cut short or damaged: its JPEG 2000 data cannot be decoded');
}

/** What the SIZ segment declares (A.5.1). */
function sizeOf(bytes: Uint8Array): ExpectedSize {
  // A few writers put the codestream into its file format: boxes come before it.
  const start = codestreamStart(bytes);
  if (start === undefined || start + 42 > bytes.length) throw new Error('has no JPEG 2000 data where they belong');
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  return {
    width: view.getUint32(8) - view.getUint32(16),
    height: view.getUint32(12) - view.getUint32(20),
    components: view.getUint16(40),
  };
}

/** The byte that a codestream starts at: SOC and SIZ, near the beginning. */
function codestreamStart(bytes: Uint8Array): number | undefined {
  const end = Math.min(bytes.length - 4, 2 ** 12);
  for (let at = 0; at <= end; at++) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0x4f && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51) return at;
  }
  return undefined;
}

function decodeWith(codec: Codec, bytes: Uint8Array): Codestream | undefined {
  let decoder: Decoder | undefined;
  try {
    decoder = new codec.J2KDecoder();
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const { width, height, bitsPerSample: precision, componentCount: components, isSigned } = decoder.getFrameInfo();
    const decoded = Uint8Array.from(decoder.getDecodedBuffer());
    return { width, height, components, precision, isSigned, isPlanar: false, bytes: decoded };
  } catch {
    return undefined;
  } finally {
    decoder?.delete();
  }
}
