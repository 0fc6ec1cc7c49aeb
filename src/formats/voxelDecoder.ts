import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { takeChannel } from '#src/kernels/colourChannel.ts';
import type { Colours } from './colours.ts';
import type { NiftiLayout, Scale } from './niftiLayout.ts';
import type { ReadContext } from './readContext.ts';
import { swapBytes } from './swapBytes.ts';

/** What is converted at a time stays in the processor's cache. */
const stageBytes = 2 ** 16;

/** Takes the bytes of the voxels as they arrive, in pieces of any size. */
export interface VoxelDecoder {
  /** Takes as many bytes as are still missing, and returns how many it took. Throws on a value that no type holds exactly. */
  push(bytes: Uint8Array): number;
  /** The voxels, once all bytes have been pushed. */
  finish(): Voxels;
}

/**
 * A decoder into memory of the context's, which is allocated here, once (again only for 64-bit integers that need more than 32
 * bits). The machine is little endian, as all are on which JavaScript runs today.
 */
export function voxelDecoder(
  layout: NiftiLayout,
  littleEndian: boolean,
  context: ReadContext,
  name: string,
): VoxelDecoder {
  const { stored, scale } = layout;
  if (layout.colours) return colourDecoder(layout, layout.colours, context);
  if (stored === 'int64' || stored === 'uint64') return wideDecoder(layout, littleEndian, context, name);
  if (!scale) return plainDecoder(layout, littleEndian, context);
  return voxelTypes[stored].bytes <= 2 && countOf(layout) >= 65536
    ? tableDecoder(layout, stored, scale, littleEndian, context)
    : scaledDecoder(layout, stored, scale, littleEndian, context);
}

/** The stored type is the type in memory: bytes go straight to their place, and are swapped there at the end if they must. */
function plainDecoder(layout: NiftiLayout, littleEndian: boolean, context: ReadContext): VoxelDecoder {
  const voxels = context.allocate(layout.type, countOf(layout), 'nothing');
  const place = new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength);
  let at = 0;
  return {
    push(bytes) {
      const used = Math.min(bytes.length, place.length - at);
      place.set(used === bytes.length ? bytes : bytes.subarray(0, used), at);
      at += used;
      return used;
    },
    finish() {
      if (!littleEndian) swapBytes(place, voxelTypes[layout.type].bytes);
      return voxels;
    },
  };
}

/** The same as `scaledDecoder` for the few values that 8 and 16 bits can have: each is computed once, and then looked up. */
function tableDecoder(
  layout: NiftiLayout,
  stored: VoxelType,
  { slope, intercept }: Scale,
  littleEndian: boolean,
  context: ReadContext,
): VoxelDecoder {
  const voxels = context.allocate(layout.type, countOf(layout), 'nothing');
  const { bytes } = voxelTypes[stored];
  const Raw = bytes === 1 ? Uint8Array : Uint16Array;
  const raw = new Raw(2 ** (8 * bytes));
  for (let n = 0; n < raw.length; n++) raw[n] = n;
  const values = new voxelArrays[stored](raw.buffer);
  const table = new voxelArrays[layout.type](values.length);
  for (let n = 0; n < table.length; n++) table[n] = values[n] * slope + intercept;
  const convert = (stage: Uint8Array<ArrayBuffer>, at: number, count: number) => {
    const indices = new Raw(stage.buffer, 0, count);
    for (let n = 0; n < count; n++) voxels[at + n] = table[indices[n]];
  };
  return stagedDecoder(layout.bytes, bytes, littleEndian, convert, () => voxels);
}

/** Multiplies and adds in float64, in this order, as numpy does, and rounds once where the result is float32. */
function scaledDecoder(
  layout: NiftiLayout,
  stored: VoxelType,
  { slope, intercept }: Scale,
  littleEndian: boolean,
  context: ReadContext,
): VoxelDecoder {
  const voxels = context.allocate(layout.type, countOf(layout), 'nothing');
  // All types go through float64, since one loop that meets all of their classes is slow.
  const values = new Float64Array(stageBytes / voxelTypes[stored].bytes);
  const convert = (stage: Uint8Array<ArrayBuffer>, at: number, count: number) => {
    values.set(new voxelArrays[stored](stage.buffer, 0, count));
    for (let n = 0; n < count; n++) values[n] = values[n] * slope + intercept;
    voxels.set(count === values.length ? values : values.subarray(0, count), at);
  };
  return stagedDecoder(layout.bytes, voxelTypes[stored].bytes, littleEndian, convert, () => voxels);
}

/**
 * 64-bit integers as 32-bit ones while all of them fit, which masks and labels do; from the first that does not, as float64. One
 * that float64 does not hold exactly is an error rather than a neighbour of the right value.
 */
function wideDecoder(layout: NiftiLayout, littleEndian: boolean, context: ReadContext, name: string): VoxelDecoder {
  const signed = layout.stored === 'int64';
  const { slope, intercept } = layout.scale ?? { slope: 1, intercept: 0 };
  const { min, max } = layout.scale ? { min: -Infinity, max: Infinity } : voxelTypes[layout.type];
  let voxels: Voxels = context.allocate(layout.type, countOf(layout), 'nothing');
  let widened = false;
  const convert = (stage: Uint8Array<ArrayBuffer>, at: number, count: number) => {
    const low = new Uint32Array(stage.buffer, 0, 2 * count);
    const high = signed ? new Int32Array(stage.buffer, 0, 2 * count) : low;
    for (let n = 0; n < count; n++) {
      const upper = high[2 * n + 1] * 4294967296;
      const value = upper + low[2 * n];
      if (value - upper !== low[2 * n]) {
        const exact = (BigInt(high[2 * n + 1]) << 32n) + BigInt(low[2 * n]);
        throw new Error(
          `Voxel ${at + n} of ${name} is the ${layout.stored} ${exact}, which float64 does not hold exactly: save the image with a smaller type`,
        );
      }
      if (!widened && (value < min || value > max)) {
        const narrow = voxels;
        voxels = context.allocate('float64', countOf(layout));
        voxels.set(narrow);
        widened = true;
      }
      voxels[at + n] = value * slope + intercept;
    }
  };
  return stagedDecoder(layout.bytes, 8, littleEndian, convert, () => voxels);
}

/** One channel of colours of bytes. */
function colourDecoder(layout: NiftiLayout, { components, channel }: Colours, context: ReadContext): VoxelDecoder {
  const voxels = context.allocate(layout.type, countOf(layout), 'nothing');
  const convert = (stage: Uint8Array<ArrayBuffer>, at: number, count: number) =>
    takeChannel(stage.subarray(0, count * components), components, channel, voxels, at);
  return stagedDecoder(layout.bytes, components, true, convert, () => voxels);
}

/** Brings the bytes into order and alignment, some thousand voxels at a time, and has each lot converted. */
function stagedDecoder(
  total: number,
  width: number,
  littleEndian: boolean,
  convert: (stage: Uint8Array<ArrayBuffer>, at: number, count: number) => void,
  finish: () => Voxels,
): VoxelDecoder {
  const stage = new Uint8Array(stageBytes - (stageBytes % width));
  let filled = 0;
  let done = 0;
  return {
    push(bytes) {
      let used = 0;
      while (used < bytes.length && done < total) {
        const room = Math.min(stage.length, total - done);
        const piece = bytes.subarray(used, used + room - filled);
        stage.set(piece, filled);
        filled += piece.length;
        used += piece.length;
        if (filled < room) break;
        if (!littleEndian) swapBytes(stage.subarray(0, room), width);
        convert(stage, done / width, room / width);
        done += room;
        filled = 0;
      }
      return used;
    },
    finish,
  };
}

function countOf({ size }: NiftiLayout): number {
  return size[0] * size[1] * size[2];
}
