/** What the header of a BMP file declares. */
export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a pixel: 1, 4, 8 (numbers of colours), 16, 24, 32. */
  readonly bits: number;
  /** The last row stands first, as it does in most files. */
  readonly bottomUp: boolean;
  /** The first byte of the pixels, and the bytes of a row, which are a multiple of four. */
  readonly start: number;
  readonly rowBytes: number;
  /** Bits of red, green, blue and alpha in pixels of 16 and 32 bits; 0 where there is none. */
  readonly masks: readonly number[];
  /** Red, green and blue of each colour, for up to 8 bits. */
  readonly palette: Uint8Array | undefined;
  /** Each colour of the palette is the grey of its number. */
  readonly isGrey: boolean;
  /** Pixels a metre along i and j; 0 where they are not known. */
  readonly perMetre: readonly [number, number];
}

const ordinary: Readonly<Partial<Record<number, readonly number[]>>> = {
  16: [0x7c00, 0x3e0, 0x1f, 0],
  24: [0xff0000, 0xff00, 0xff, 0],
  32: [0xff0000, 0xff00, 0xff, 0],
};

/** Whether bytes start as a BMP file does: "BM" and a header of a known length. */
export function isBmp(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length > 17 && [12, 40, 52, 56, 64, 108, 124].includes(bytes[14])
  );
}

/**
 * What a BMP file declares (Windows GDI: BITMAPFILEHEADER, BITMAPINFOHEADER and its successors, and OS/2's BITMAPCOREHEADER). Throws,
 * with the values, when the header is damaged, or of a picture that is not read (packed).
 */
export function bmpHeader(bytes: Uint8Array, name: string): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!isBmp(bytes))
    throw new Error(`${name} is damaged: it does not start as a BMP picture. Copy or download it again`);
  const length = view.getUint32(14, true);
  const isCore = length === 12;
  if (14 + length > bytes.length || (!isCore && bytes.length < 54)) {
    throw new Error(`${name} is cut short: ${bytes.length} bytes of its header are there. Copy or download it again`);
  }
  const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true);
  const signed = isCore ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(isCore ? 24 : 28, true);
  const packing = isCore ? 0 : view.getUint32(30, true);
  if (width < 1 || signed === 0 || ![1, 4, 8, 16, 24, 32].includes(bits)) {
    throw new Error(`${name} declares ${width}×${Math.abs(signed)} pixels of ${bits} bits: the file is damaged`);
  }
  if (packing !== 0 && packing !== 3 && packing !== 6) {
    const how = ['', 'run lengths (RLE8)', 'run lengths (RLE4)', '', 'JPEG', 'PNG'][packing] ?? `method ${packing}`;
    throw new Error(`${name} is a BMP picture packed by ${how}: save it without, or as PNG`);
  }
  const masks = packing === 0 ? (ordinary[bits] ?? []) : masksOf(view, length, bits, name);
  const start = view.getUint32(10, true);
  const palette = bits <= 8 ? paletteOf(bytes, 14 + length, isCore ? 3 : 4, coloursOf(view, isCore, bits)) : undefined;
  return {
    width,
    height: Math.abs(signed),
    bits,
    bottomUp: signed > 0,
    start,
    rowBytes: 4 * Math.ceil((width * bits) / 32),
    masks,
    palette,
    isGrey: palette?.every((value, n) => value === greyOf(Math.floor(n / 3), bits)) ?? false,
    perMetre: isCore ? [0, 0] : [view.getInt32(38, true), view.getInt32(42, true)],
  };
}

/** What a number means where the palette adds nothing: 0 and 1 are black and white, bytes are grey values. */
function greyOf(n: number, bits: number): number {
  return bits === 1 ? 255 * n : n;
}

function coloursOf(view: DataView, isCore: boolean, bits: number): number {
  const used = isCore ? 0 : view.getUint32(46, true);
  return used === 0 || used > 2 ** bits ? 2 ** bits : used;
}

/** Colours are stored as blue, green, red. */
function paletteOf(bytes: Uint8Array, start: number, step: number, count: number): Uint8Array {
  const there = Math.max(0, Math.min(count, Math.floor((bytes.length - start) / step)));
  const palette = new Uint8Array(3 * there);
  for (let n = 0; n < there; n++) {
    for (let m = 0; m < 3; m++) palette[3 * n + m] = bytes[start + step * n + 2 - m];
  }
  return palette;
}

function masksOf(view: DataView, length: number, bits: number, name: string): number[] {
  const count = length >= 56 ? 4 : 3;
  if (54 + 4 * count > view.byteLength || (bits !== 16 && bits !== 32)) {
    throw new Error(`${name} declares masks for pixels of ${bits} bits: the file is damaged`);
  }
  const masks = Array.from({ length: 4 }, (_, n) => (n < count ? view.getUint32(54 + 4 * n, true) : 0));
  const isKnown = masks.every((mask, n) => (n === 3 && mask === 0) || /^0*1{1,8}0*$/.test(mask.toString(2)));
  if (isKnown) return masks;
  throw new Error(
    `${name} declares the masks ${masks.map((mask) => mask.toString(16)).join(', ')} for its colours: convert it to PNG first`,
  );
}
