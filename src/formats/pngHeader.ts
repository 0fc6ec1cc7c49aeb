import { textOf } from './headerFields.ts';

/** What the header chunk (IHDR) of a PNG file declares. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly kind: 'grey' | 'rgb' | 'palette' | 'grey-alpha' | 'rgba';
  /** Samples of a pixel in the file. */
  readonly samples: number;
  /** Stored in seven passes, from coarse to fine (Adam7). */
  readonly interlaced: boolean;
}

/** The colour types of the format, and the depths that each allows. */
const kinds: Readonly<Partial<Record<number, readonly [PngHeader['kind'], number, readonly number[]]>>> = {
  0: ['grey', 1, [1, 2, 4, 8, 16]],
  2: ['rgb', 3, [8, 16]],
  3: ['palette', 1, [1, 2, 4, 8]],
  4: ['grey-alpha', 2, [8, 16]],
  6: ['rgba', 4, [8, 16]],
};

/** Whether bytes start as a PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return textOf(bytes.subarray(0, 8)) === '\x89PNG\r\n\x1a\n';
}

/** What the first 33 bytes of a PNG file declare (PNG third edition, 11.2.1). Throws, with the values, when that is nothing known. */
export function pngHeader(bytes: Uint8Array, name: string): PngHeader {
  if (!isPng(bytes))
    throw new Error(`${name} is damaged: it does not start as a PNG picture. Copy or download it again`);
  if (bytes.length < 33) {
    throw new Error(`${name} is cut short: ${bytes.length} bytes of its header are there. Copy or download it again`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (textOf(bytes.subarray(12, 16)) !== 'IHDR' || view.getUint32(8) !== 13) {
    throw new Error(
      `${name} is damaged: it does not begin with the header of a PNG picture. Copy or download it again`,
    );
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, type, compression, filter, interlace] = bytes.subarray(24, 29);
  const [kind, samples, depths] = kinds[type] ?? [];
  if (!kind || !samples || !depths?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1) {
    throw new Error(
      `${name} is damaged: its header has colour type ${type} of ${depth} bits, compression ${compression}, filter ${filter} and ` +
        `interlace ${interlace}, which PNG does not know`,
    );
  }
  return { width, height, depth, kind, samples, interlaced: interlace === 1 };
}
