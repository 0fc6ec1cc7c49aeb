/** Where the value of an element lies in its bytes. */
export interface DicomElement {
  /** Group and element, as in 0x00280010. */
  readonly tag: number;
  /** Two letters, or '' where the file does not say (implicit VR). */
  readonly vr: string;
  readonly start: number;
  /** Bytes of the value; undefined for sequences and pixels that end with a delimiter. */
  readonly length: number | undefined;
  /** The byte after the element, known unless the bytes end before it. */
  readonly end: number;
}

/** The elements of a data set, or of an item of a sequence, by tag. */
export interface DicomElements {
  readonly bytes: Uint8Array;
  readonly encoding: DicomEncoding;
  readonly byTag: ReadonlyMap<number, DicomElement>;
  /** Why parsing stopped: at the pixels, at the end, or because the bytes end within an element. */
  readonly stop: 'pixels' | 'end' | 'cut';
}

export interface DicomEncoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

const item = 0xfffee000;
const itemEnd = 0xfffee00d;
const sequenceEnd = 0xfffee0dd;
const undefinedLength = 0xffffffff;

/** Pixel Data, Float Pixel Data, Double Float Pixel Data. */
const pixelTags = new Set([0x7fe00008, 0x7fe00009, 0x7fe00010]);

/** These have a length of 32 bits behind two empty bytes (PS3.5, 7.1.2). */
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

/** Sequences in sequences, of which honest files have a handful; and elements of one data set. */
const mostNesting = 32;
const mostElements = 2 ** 20;
/** Of all items of a sequence together: those of 65,536 frames have some fifteen each. */
const mostInItems = 2 ** 21;

/** The bytes are broken here, in words that follow "is damaged: ". */
export class DicomFault extends Error {}

/** The bytes end within an element. */
class Cut extends Error {}

/** The elements from `start` on, up to the pixels, without looking into sequences of known length. Throws DicomFault. */
export function parseElements(
  bytes: Uint8Array,
  encoding: DicomEncoding,
  start = 0,
  end = bytes.length,
  ends: (tag: number) => boolean = () => false,
): DicomElements {
  const reader = readerOf(bytes, encoding);
  const byTag = new Map<number, DicomElement>();
  let at = start;
  try {
    while (at < end) {
      // Some writers fill up the end with zeros.
      if (end - at < 8) {
        if (bytes.subarray(at, end).every((byte) => byte === 0)) break;
        throw new Cut();
      }
      if (ends(reader.tag(at))) break;
      const element = reader.element(at, 0);
      if (element.tag === itemEnd || element.tag === sequenceEnd) break;
      if (!byTag.has(element.tag)) byTag.set(element.tag, element);
      if (pixelTags.has(element.tag)) return { bytes, encoding, byTag, stop: 'pixels' };
      if (element.end > end) return { bytes, encoding, byTag, stop: 'cut' };
      if (byTag.size > mostElements) throw new DicomFault(`it has more than ${mostElements} elements`);
      at = element.end;
    }
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    return { bytes, encoding, byTag, stop: 'cut' };
  }
  return { bytes, encoding, byTag, stop: 'end' };
}

/** The items of a sequence, each a set of elements, `most` of them at most; none where there is no such sequence. Throws DicomFault. */
export function itemsOf(
  { bytes, encoding, byTag }: DicomElements,
  tag: number,
  most = Number.POSITIVE_INFINITY,
): readonly DicomElements[] {
  const sequence = byTag.get(tag);
  if (!sequence || (sequence.vr !== 'SQ' && sequence.vr !== '' && sequence.vr !== 'UN')) return [];
  // Within a sequence of unknown VR everything is implicit, little endian (PS3.5, 6.2.2, note 2).
  const inner = sequence.vr === 'UN' ? { explicit: false, littleEndian: true } : encoding;
  const reader = readerOf(bytes, inner);
  const items: DicomElements[] = [];
  const end = Math.min(sequence.end, bytes.length);
  let elements = 0;
  for (let at = sequence.start; at + 8 <= end && items.length < most; ) {
    if (reader.tag(at) !== item) break;
    const length = reader.word(at + 4);
    const stop = length === undefinedLength ? reader.pastItem(at + 8, 1) : Math.min(at + 8 + length, end);
    const found = parseElements(bytes, inner, at + 8, stop);
    elements += 1 + found.byTag.size;
    if (elements > mostInItems) {
      throw new DicomFault(`the items of ${tagText(tag)} have more than ${mostInItems} elements`);
    }
    items.push(found);
    at = stop;
  }
  return items;
}

/** Which way a data set without a word on it is encoded, from its first element; undefined when it is none. */
export function guessEncoding(bytes: Uint8Array, at: number): DicomEncoding | undefined {
  if (bytes.length < at + 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const littleEndian of [true, false]) {
    const group = view.getUint16(at, littleEndian);
    // Data sets begin with the group of identification, after the group of the file's own.
    if ((group !== 2 && group !== 8) || view.getUint16(at + 2, littleEndian) > 0x2000) continue;
    const explicit = isVr(bytes[at + 4], bytes[at + 5]);
    if (explicit || view.getUint32(at + 4, littleEndian) <= bytes.length) return { explicit, littleEndian };
  }
  return undefined;
}

function isVr(first: number, second: number): boolean {
  return first >= 0x41 && first <= 0x5a && second >= 0x41 && second <= 0x5a;
}

function readerOf(bytes: Uint8Array, { explicit, littleEndian }: DicomEncoding) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const word = (at: number) => {
    if (at + 4 > bytes.length) throw new Cut();
    return view.getUint32(at, littleEndian);
  };
  const half = (at: number) => {
    if (at + 2 > bytes.length) throw new Cut();
    return view.getUint16(at, littleEndian);
  };
  const tag = (at: number) => half(at) * 0x10000 + half(at + 2);

  function element(at: number, depth: number): DicomElement {
    const own = tag(at);
    if (own >= item && own <= sequenceEnd) {
      return { tag: own, vr: '', start: at + 8, length: word(at + 4), end: at + 8 };
    }
    let vr = '';
    let length: number;
    let start = at + 8;
    if (!explicit) {
      length = word(at + 4);
    } else {
      if (at + 6 > bytes.length) throw new Cut();
      if (!isVr(bytes[at + 4], bytes[at + 5])) {
        throw new DicomFault(`its element ${tagText(own)} at byte ${at} has no valid type`);
      }
      vr = String.fromCharCode(bytes[at + 4], bytes[at + 5]);
      length = longVrs.has(vr) ? word(at + 8) : half(at + 6);
      if (longVrs.has(vr)) start = at + 12;
    }
    if (length !== undefinedLength) return { tag: own, vr, start, length, end: start + length };
    // Pixels in fragments are read by their own reader.
    if (pixelTags.has(own)) return { tag: own, vr, start, length: undefined, end: bytes.length };
    const inner = vr === 'UN' ? readerOf(bytes, { explicit: false, littleEndian: true }) : reader;
    return { tag: own, vr, start, length: undefined, end: inner.pastSequence(start, depth + 1) };
  }

  /** The byte after a sequence of undefined length whose first item is at `at`. */
  function pastSequence(at: number, depth: number): number {
    if (depth > mostNesting) throw new DicomFault(`its sequences lie ${depth} deep in one another`);
    for (let next = at; ; ) {
      const own = tag(next);
      const length = word(next + 4);
      if (own === sequenceEnd) return next + 8;
      if (own !== item) throw new DicomFault(`${tagText(own)} stands at byte ${next}, where an item was expected`);
      next = length === undefinedLength ? pastItem(next + 8, depth) : next + 8 + length;
    }
  }

  /** The byte after an item of undefined length. */
  function pastItem(at: number, depth: number): number {
    for (let next = at; ; ) {
      const inner = element(next, depth);
      if (inner.tag === itemEnd) return inner.end;
      if (inner.tag === item || inner.tag === sequenceEnd) {
        throw new DicomFault(`${tagText(inner.tag)} stands at byte ${next}, within an item`);
      }
      next = inner.end;
    }
  }

  const reader = { tag, word, element, pastSequence, pastItem };
  return reader;
}

/** "(0028,0010)". */
export function tagText(tag: number): string {
  const text = tag.toString(16).padStart(8, '0');
  return `(${text.slice(0, 4)},${text.slice(4)})`;
}
