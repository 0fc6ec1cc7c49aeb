import type { ByteSource } from './byteSource.ts';
import { type DicomElements, DicomFault, guessEncoding, parseElements } from './dicomElements.ts';
import { textValue } from './dicomValues.ts';
import { textOf } from './headerFields.ts';
import { inflateRaw } from './inflateRaw.ts';
import { bytesText, currentLimits, type Limits } from './limits.ts';

/** A DICOM file: what stands before its pixels, and where those are. */
export interface DicomFile {
  readonly source: ByteSource;
  readonly elements: DicomElements;
  readonly transferSyntax: string;
  /** The content that the positions of the elements count in: the file, or what it unpacks to. */
  readonly content: ByteSource;
}

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const deflatedLittleEndian = '1.2.840.10008.1.2.1.99';
export const explicitBigEndian = '1.2.840.10008.1.2.2';

/** What is read of a file at first: enough for most headers. */
const firstBytes = 2 ** 16;

/** Whether bytes start like a DICOM file: with its magic word behind a preamble, or right with a data set, as old files do. */
export function isDicom(bytes: Uint8Array): boolean {
  return hasPreamble(bytes) || guessEncoding(bytes.subarray(0, 64), 0) !== undefined;
}

function hasPreamble(bytes: Uint8Array): boolean {
  return textOf(bytes.subarray(128, 132)) === 'DICM';
}

/**
 * Reads the header of a DICOM file: all elements before the pixels, as much of the file as that takes and no pixel. A file without a
 * word on its encoding is taken for what its first element looks like. Throws a sentence with the name for what is damaged.
 */
export async function openDicom(file: ByteSource, limits: Limits = currentLimits()): Promise<DicomFile> {
  try {
    const head = await file.bytes(0, Math.min(firstBytes, file.size));
    const start = hasPreamble(head) ? 132 : 0;
    const meta = metaOf(head, start);
    const declared = meta.transferSyntax;
    if (declared === deflatedLittleEndian) {
      const elements = await growing(unpackedFrom(file, meta.end, Infinity), 0, declared, limits);
      // From here on nothing is unpacked that the header does not declare.
      let end = 0;
      for (const element of elements.byTag.values()) end = Math.max(end, element.end);
      const content = unpackedFrom(file, meta.end, Math.min(end, limits.imageBytes + limits.headerBytes));
      return { source: file, elements, transferSyntax: declared, content };
    }
    const guess = guessEncoding(head, meta.end);
    if (declared === undefined && !guess) throw new DicomFault('it does not say how it is encoded (transfer syntax)');
    const transferSyntax = declared ?? syntaxOf(guess);
    const elements = await growing(file, meta.end, transferSyntax, limits);
    return { source: file, elements, transferSyntax, content: file };
  } catch (error) {
    if (!(error instanceof DicomFault)) throw error;
    throw new Error(`${file.name} is a damaged DICOM file: ${error.message}. Copy or download it again`);
  }
}

/** The group of the file's own, always explicit and little endian, whatever length it claims. */
function metaOf(
  head: Uint8Array,
  start: number,
): { readonly transferSyntax: string | undefined; readonly end: number } {
  const encoding = { explicit: true, littleEndian: true };
  const group = head.length >= start + 2 ? head[start] + 256 * head[start + 1] : 0;
  if (group !== 2) return { transferSyntax: undefined, end: start };
  const meta = parseElements(head, encoding, start, head.length, (tag) => tag >>> 16 !== 2);
  const ends = [...meta.byTag.values()].map(({ end }) => end);
  return { transferSyntax: textValue(meta, 0x00020010), end: Math.max(start, ...ends) };
}

/** What a deflated data set unpacks to, up to a byte. It is unpacked when it is asked for, and kept as long as there is room. */
function unpackedFrom(file: ByteSource, start: number, size: number): ByteSource {
  let kept: WeakRef<Uint8Array<ArrayBuffer>> | undefined;
  return {
    name: file.name,
    size,
    async bytes(from = 0, to = size) {
      let bytes = kept?.deref();
      if (!bytes || bytes.length < to) {
        bytes = await inflateRaw(file, start, Math.min(to, size));
        kept = new WeakRef(bytes);
      }
      return bytes.slice(from, to);
    },
  };
}

/** Reads more of the content until the pixels are met, or it ends. */
async function growing(content: ByteSource, start: number, syntax: string, limits: Limits): Promise<DicomElements> {
  const encoding = { explicit: syntax !== implicitLittleEndian, littleEndian: syntax !== explicitBigEndian };
  for (let size = firstBytes; ; size *= 4) {
    const bytes = await content.bytes(0, Math.min(size, content.size));
    const elements = parseElements(bytes, encoding, start);
    if (elements.stop === 'pixels' || bytes.length < size) return elements;
    if (size >= limits.headerBytes) {
      throw new DicomFault(`its header is longer than ${bytesText(limits.headerBytes)}, the limit`);
    }
  }
}

function syntaxOf(guess: { readonly explicit: boolean; readonly littleEndian: boolean } | undefined): string {
  if (guess?.littleEndian === false) return explicitBigEndian;
  return guess?.explicit ? explicitLittleEndian : implicitLittleEndian;
}
