import type { DicomElements } from './dicomElements.ts';
import { textOf } from './headerFields.ts';

/** Longer than any value that is read as text or numbers: offsets of thousands of frames. */
const longest = 2 ** 20;

/** The value of an element as text, without the padding at its end; undefined where it is missing or empty. */
export function textValue(set: DicomElements, tag: number): string | undefined {
  const bytes = valueBytes(set, tag);
  const text =
    bytes &&
    textOf(bytes)
      .replace(/[\s\0]+$/, '')
      .replace(/^\s+/, '');
  return text === '' ? undefined : text;
}

/** The values of an element as texts, which backslashes part. */
export function textValues(set: DicomElements, tag: number): readonly string[] {
  return (
    textValue(set, tag)
      ?.split('\\')
      .map((text) => text.trim()) ?? []
  );
}

/** The decimal numbers of an element of the types DS and IS; NaN where one is no number. */
export function decimals(set: DicomElements, tag: number): readonly number[] {
  return textValues(set, tag).map((text) =>
    /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN,
  );
}

/** The first decimal number of an element; undefined where it is missing or no number. */
export function decimal(set: DicomElements, tag: number): number | undefined {
  const [value] = decimals(set, tag);
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** Numbers of 16 bits (US); undefined where the element is missing. Number `n` of several. */
export function ushort(set: DicomElements, tag: number, n = 0): number | undefined {
  const bytes = valueBytes(set, tag);
  return bytes && bytes.length >= 2 * n + 2 ? viewOf(bytes).getUint16(2 * n, set.encoding.littleEndian) : undefined;
}

/** A number of 64 bits in floating point (FD). */
export function double(set: DicomElements, tag: number): number | undefined {
  const bytes = valueBytes(set, tag);
  return bytes && bytes.length >= 8 ? viewOf(bytes).getFloat64(0, set.encoding.littleEndian) : undefined;
}

/** Numbers of 32 bits (UL), all of them. */
export function ulongs(set: DicomElements, tag: number): readonly number[] {
  const bytes = valueBytes(set, tag);
  if (!bytes) return [];
  const view = viewOf(bytes);
  return Array.from({ length: bytes.length >> 2 }, (_, n) => view.getUint32(4 * n, set.encoding.littleEndian));
}

/** The bytes of a value; undefined where it is missing, cut, or not a value. */
export function valueBytes({ bytes, byTag }: DicomElements, tag: number): Uint8Array | undefined {
  const element = byTag.get(tag);
  if (!element || element.length === undefined || element.length > longest || element.end > bytes.length)
    return undefined;
  return bytes.subarray(element.start, element.end);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
