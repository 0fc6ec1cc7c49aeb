import { crc32 } from './crc32.ts';
import { textOf } from './headerFields.ts';
import { pixelDistance } from './picture.ts';

/** The parts of a PNG file that pixels are made of. */
export interface PngChunks {
  /** The packed pixels, to be taken one after the other. */
  readonly data: readonly Uint8Array[];
  /** Red, green, blue of each colour. */
  readonly palette: Uint8Array | undefined;
  /** The alpha of the first colours of the palette; the others are opaque. */
  readonly paletteAlpha: Uint8Array | undefined;
  readonly spacing: readonly (number | undefined)[] | undefined;
  /** How many pictures an animation has. */
  readonly frames: number;
}

/** Writers make pieces of 8 KiB and more. Each takes some hundred bytes of memory, so that pieces of a byte would fill it. */
const mostPieces = 2 ** 20;

/**
 * Finds the chunks of a PNG file that are used: PLTE, tRNS, pHYs, IDAT. Others that a reader may pass over are. Throws, with the name of the
 * chunk, where one is damaged (its checksum does not fit), unknown and needed, or missing.
 */
export function pngChunks(bytes: Uint8Array, name: string): PngChunks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const data: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let paletteAlpha: Uint8Array | undefined;
  let spacing: PngChunks['spacing'];
  let frames = 1;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = textOf(bytes.subarray(at + 4, at + 8));
    const end = at + 8 + length;
    if (end + 4 > bytes.length) break;
    const content = bytes.subarray(at + 8, end);
    // A capital as first letter marks what nobody may pass over.
    const isNeeded = type[0] >= 'A' && type[0] <= 'Z';
    const isSound = crc32(bytes.subarray(at + 4, end)) === view.getUint32(end);
    if (isNeeded && !isSound) throw damaged(name, `the checksum of its part ${shownType(type)} does not fit`);
    if (type === 'IEND') return { data, palette, paletteAlpha, spacing, frames };
    if (type === 'IDAT') {
      if (data.length === mostPieces) throw damaged(name, `its pixels are in more than ${mostPieces} pieces (IDAT)`);
      data.push(content);
    } else if (type === 'PLTE') palette = content;
    else if (isNeeded && type !== 'IHDR') throw damaged(name, `its part ${shownType(type)} is not known`);
    else if (isSound && type === 'tRNS') paletteAlpha = content;
    else if (isSound && type === 'pHYs') spacing = spacingOf(content);
    else if (isSound && type === 'acTL' && length >= 4) frames = view.getUint32(at + 8);
    at = end + 4;
  }
  throw new Error(`${name} is cut short: it has no end (IEND). Copy or download it again`);
}

/** pHYs: pixels a unit along i and j, and the unit: 1 is the metre. */
function spacingOf(content: Uint8Array): PngChunks['spacing'] {
  if (content.length < 9 || content[8] !== 1) return undefined;
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  return [pixelDistance(view.getUint32(0), 1000), pixelDistance(view.getUint32(4), 1000)];
}

function shownType(type: string): string {
  return /^[A-Za-z]{4}$/.test(type) ? type : 'without a name';
}

function damaged(name: string, why: string): Error {
  return new Error(`${name} is damaged: ${why}. Copy or download it again`);
}
