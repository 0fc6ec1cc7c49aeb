import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { openDicom } from './dicomFile.ts';
import type { DicomImage } from './dicomImage.ts';
import type { FrameSamples } from './dicomPixels.ts';
import { ushort, valueBytes } from './dicomValues.ts';

/** Three values a pixel as red, green and blue, side by side. In place where nothing has to move. */
export function rgbOf({ samples, isPlanar, isRgb }: FrameSamples, { photometric }: DicomImage): Voxels {
  const side = isPlanar ? sideBySide(samples) : samples;
  if (!isRgb && /^YBR_FULL/.test(photometric) && side instanceof Uint8Array) toRgb(side);
  return side;
}

function sideBySide(planes: Voxels): Voxels {
  const count = planes.length / 3;
  const side = new voxelArrays[voxelTypeOf(planes)](planes.length);
  for (let n = 0, to = 0; n < count; n++) {
    side[to++] = planes[n];
    side[to++] = planes[count + n];
    side[to++] = planes[2 * count + n];
  }
  return side;
}

/** Luminance and two differences of colour to red, green and blue, 8 bits (PS3.3, C.7.6.3.1.2; ITU-R BT.601). */
function toRgb(samples: Uint8Array): void {
  const clamped = new Uint8ClampedArray(samples.buffer, samples.byteOffset, samples.length);
  for (let n = 0; n < samples.length; n += 3) {
    const y = samples[n];
    const blue = samples[n + 1] - 128;
    const red = samples[n + 2] - 128;
    clamped[n] = y + 1.402 * red;
    clamped[n + 1] = y - 0.344136 * blue - 0.714136 * red;
    clamped[n + 2] = y + 1.772 * blue;
  }
}

/** The colours of a palette: red, green and blue of the stored values from `first` on; others take the nearest end. */
export interface DicomPalette {
  readonly first: number;
  /** Three values an entry, side by side. */
  readonly colours: Uint8Array | Uint16Array;
}

/**
 * The palette of a file (PS3.3, C.7.9). Throws, with the name, where it is missing, damaged, or in segments.
 */
export async function paletteOf({ source, name }: DicomImage): Promise<DicomPalette> {
  const { elements } = await openDicom(source);
  const [count = 0, first = 0, bits = 0] = [0, 1, 2].map((n) => ushort(elements, 0x00281101, n) ?? 0);
  const entries = count === 0 ? 65536 : count;
  const tables = [0x00281201, 0x00281202, 0x00281203].map((tag) => valueBytes(elements, tag));
  if (tables.some((table) => table === undefined) || (bits !== 8 && bits !== 16)) {
    throw new Error(
      `The palette of ${name} is missing or in segments, which are not read: leave Channel automatic for the numbers of its colours`,
    );
  }
  // Values of 8 bits lie one in a byte or one in two.
  const width = (tables[0]?.length ?? 0) >= 2 * entries ? 2 : 1;
  if (tables.some((table) => (table?.length ?? 0) < entries * width))
    throw new Error(`The palette of ${name} is cut short`);
  const colours = bits === 16 ? new Uint16Array(3 * entries) : new Uint8Array(3 * entries);
  const { littleEndian } = elements.encoding;
  for (const [c, table = new Uint8Array()] of tables.entries()) {
    const view = new DataView(table.buffer, table.byteOffset, table.length);
    for (let n = 0; n < entries; n++) {
      colours[3 * n + c] = width === 2 ? view.getUint16(2 * n, littleEndian) : table[n];
    }
  }
  return { first: first > 0x7fff ? first - 0x10000 : first, colours };
}

/** The colours of stored values. */
export function coloursOf(samples: Voxels, { first, colours }: DicomPalette): Uint8Array | Uint16Array {
  const last = colours.length / 3 - 1;
  const rgb = colours instanceof Uint8Array ? new Uint8Array(3 * samples.length) : new Uint16Array(3 * samples.length);
  for (let n = 0; n < samples.length; n++) {
    const entry = 3 * Math.max(0, Math.min(last, samples[n] - first));
    rgb[3 * n] = colours[entry];
    rgb[3 * n + 1] = colours[entry + 1];
    rgb[3 * n + 2] = colours[entry + 2];
  }
  return rgb;
}
