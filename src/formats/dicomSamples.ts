import type { Voxels } from '#src/image/volume.ts';
import type { DicomPixelFormat } from './dicomImage.ts';
import { swapBytes } from './swapBytes.ts';

/** Bytes of stored values as numbers of the type that the header declares. Bytes that are not aligned are copied. */
export function samplesOf(
  bytes: Uint8Array,
  littleEndian: boolean,
  { kind, bitsAllocated, isSigned }: DicomPixelFormat,
): Voxels {
  const width = bitsAllocated / 8;
  const needsCopy = bytes.byteOffset % width !== 0 || (!littleEndian && width > 1);
  const own = needsCopy ? bytes.slice() : bytes;
  if (!littleEndian) swapBytes(own, width);
  const { buffer, byteOffset } = own;
  const length = Math.floor(own.length / width);
  if (kind === 'float') {
    return width === 4 ? new Float32Array(buffer, byteOffset, length) : new Float64Array(buffer, byteOffset, length);
  }
  switch (width) {
    case 1:
      return isSigned ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length);
    case 2:
      return isSigned ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
    default:
      return isSigned ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length);
  }
}

/** Decoded samples of a codestream in the type that the header declares; without a copy where it is of the same width. */
export function asDeclared(samples: Uint8Array | Uint16Array, pixels: DicomPixelFormat): Voxels {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  if (samples.BYTES_PER_ELEMENT === pixels.bitsAllocated / 8) return samplesOf(bytes, true, pixels);
  const declared = samplesOf(new Uint8Array((samples.length * pixels.bitsAllocated) / 8), true, pixels);
  declared.set(samples);
  return declared;
}

/**
 * Takes the values out of their bits, in place: shifted down where they do not start at bit 0, without overlays that lie beside them,
 * and with their sign where they are signed and shorter than their place. Other bits above an unsigned value are left as they are, as
 * they are values of their own in real files (a marker of 65535 among 12 bits).
 */
export function takeFromBits(samples: Voxels, pixels: DicomPixelFormat): void {
  const { kind, bitsAllocated, bitsStored, highBit, isSigned, hasOverlayBits } = pixels;
  if (kind === 'float' || bitsStored === bitsAllocated) return;
  const shift = highBit + 1 - bitsStored;
  if (shift > 0 || hasOverlayBits) {
    const mask = 2 ** bitsStored - 1;
    for (let n = 0; n < samples.length; n++) samples[n] = (samples[n] >>> shift) & mask;
  }
  if (!isSigned) return;
  const half = 2 ** (bitsStored - 1);
  const whole = 2 * half;
  for (let n = 0; n < samples.length; n++) {
    const value = samples[n];
    if (value >= half && value < whole) samples[n] = value - whole;
  }
}
