import { type HuffmanTable, huffmanTable } from './jpegHuffman.ts';

/** A component of a JPEG frame. */
export interface JpegComponent {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  /** The number of its quantization table. */
  readonly quantization: number;
}

/** What the segments up to a scan declare (ITU T.81, annex B). */
export interface JpegScan {
  /** The marker of the frame: 0xc0 baseline, 0xc1 extended, 0xc3 lossless. */
  readonly process: number;
  readonly precision: number;
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
  /** The components of this scan, by their place in `components`, with the numbers of their tables. */
  readonly parts: readonly { readonly component: number; readonly dc: number; readonly ac: number }[];
  readonly dcTables: ReadonlyMap<number, HuffmanTable>;
  readonly acTables: ReadonlyMap<number, HuffmanTable>;
  /** In zigzag order. */
  readonly quantization: ReadonlyMap<number, Uint16Array>;
  /** Units between restart markers, or 0. */
  readonly restart: number;
  /** Ss, Se and Al of the scan: the predictor and the point transform of a lossless one. */
  readonly first: number;
  readonly last: number;
  readonly shift: number;
  /** The first byte of the entropy-coded data. */
  readonly data: number;
}

/** The scans of a JPEG codestream, in order. Throws, in words that follow the file's name, where a segment is damaged. */
export function jpegScans(bytes: Uint8Array): readonly JpegScan[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const dcTables = new Map<number, HuffmanTable>();
  const acTables = new Map<number, HuffmanTable>();
  const quantization = new Map<number, Uint16Array>();
  const scans: JpegScan[] = [];
  let frame: Pick<JpegScan, 'process' | 'precision' | 'width' | 'height' | 'components'> | undefined;
  let restart = 0;
  for (let at = 0; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1];
    const isMarker = bytes[at] === 0xff && marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd8);
    if (!isMarker) {
      // Entropy-coded data, their restart markers, and what fills the space between segments.
      at++;
      continue;
    }
    if (marker === 0xd9) break;
    const length = view.getUint16(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) break;
    const segment = bytes.subarray(at + 4, end);
    if (marker === 0xc4) putHuffman(segment, dcTables, acTables);
    else if (marker === 0xdb) putQuantization(segment, quantization);
    else if (marker === 0xdd && segment.length >= 2) restart = view.getUint16(at + 4);
    else if (marker === 0xda) {
      if (!frame) throw new Error('has JPEG data without a frame');
      const tables = {
        dcTables: new Map(dcTables),
        acTables: new Map(acTables),
        quantization: new Map(quantization),
        restart,
      };
      scans.push({ ...frame, ...tables, ...scanOf(segment, frame.components), data: end });
      if (scans.length > 16) throw new Error('has more JPEG scans than components');
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
      if (frame) throw new Error('has two JPEG frames in one');
      frame = frameOf(marker, segment);
    }
    at = end;
  }
  if (scans.length === 0) throw new Error('is cut short: its JPEG data have no scan');
  return scans;
}

function frameOf(process: number, segment: Uint8Array) {
  if (segment.length < 6 || segment.length < 6 + 3 * segment[5]) throw new Error('has a damaged JPEG frame');
  const components = Array.from({ length: segment[5] }, (_, n) => ({
    id: segment[6 + 3 * n],
    horizontal: segment[7 + 3 * n] >> 4,
    vertical: segment[7 + 3 * n] & 15,
    quantization: segment[8 + 3 * n],
  }));
  return {
    process,
    precision: segment[0],
    height: 256 * segment[1] + segment[2],
    width: 256 * segment[3] + segment[4],
    components,
  };
}

function scanOf(segment: Uint8Array, components: readonly JpegComponent[]) {
  const count = segment[0];
  if (segment.length < 4 + 2 * count || count === 0) throw new Error('has a damaged JPEG scan');
  const parts = Array.from({ length: count }, (_, n) => {
    const component = components.findIndex(({ id }) => id === segment[1 + 2 * n]);
    if (component === -1) throw new Error('has a JPEG scan of a component that its frame does not have');
    return { component, dc: segment[2 + 2 * n] >> 4, ac: segment[2 + 2 * n] & 15 };
  });
  const at = 1 + 2 * count;
  return { parts, first: segment[at], last: segment[at + 1], shift: segment[at + 2] & 15 };
}

function putHuffman(segment: Uint8Array, dc: Map<number, HuffmanTable>, ac: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= segment.length; ) {
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const values = segment.subarray(at + 17, at + 17 + total);
    if (values.length < total) throw new Error('has a damaged Huffman table');
    (segment[at] >> 4 ? ac : dc).set(segment[at] & 15, huffmanTable(counts, values));
    at += 17 + total;
  }
}

function putQuantization(segment: Uint8Array, tables: Map<number, Uint16Array>): void {
  for (let at = 0; at < segment.length; ) {
    const isWide = segment[at] >> 4 !== 0;
    const end = at + 1 + (isWide ? 128 : 64);
    if (end > segment.length) throw new Error('has a damaged quantization table');
    const table = new Uint16Array(64);
    for (let n = 0; n < 64; n++) {
      table[n] = isWide ? 256 * segment[at + 1 + 2 * n] + segment[at + 2 + 2 * n] : segment[at + 1 + n];
    }
    tables.set(segment[at] & 15, table);
    at = end;
  }
}
