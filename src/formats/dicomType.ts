import type { VoxelType } from '#src/image/volume.ts';
import { smallestTypeFor, voxelTypes } from '#src/image/voxelType.ts';
import type { DicomPixelFormat } from './dicomImage.ts';
import type { DicomPlane } from './dicomStack.ts';
import type { Scale } from './niftiLayout.ts';

/** The least and the greatest value that the declared bits can hold. */
export function storedRange({ bitsStored, isSigned }: DicomPixelFormat): readonly [number, number] {
  const half = 2 ** (bitsStored - 1);
  return isSigned ? [-half, half - 1] : [0, 2 * half - 1];
}

/**
 * The type that a series is read as, from the headers of its pictures alone. Without rescaling, or where slope and intercept are
 * whole, it is the smallest whole type for all values that the declared bits can have; 16 bits that an intercept
 * could move out of 16 bits start as int16, as CT is meant, and widen to int32 when one does. Other slopes give float32 where every value is exact in it,
 * else float64.
 */
export function dicomType(planes: readonly DicomPlane[]): VoxelType {
  const scales = new Map<string, { readonly scale: Scale | undefined; readonly pixels: DicomPixelFormat }>();
  for (const { image, frame } of planes) {
    const { pixels } = image;
    const { slope = 1, intercept = 0 } = frame.scale ?? {};
    scales.set([slope, intercept, pixels.kind, pixels.bitsAllocated, pixels.bitsStored, pixels.isSigned].join(), {
      scale: frame.scale,
      pixels,
    });
  }
  const values: number[] = [];
  let isWide = false;
  let isShifted = true;
  let isFloat = false;
  let isDouble = false;
  for (const { scale, pixels } of scales.values()) {
    const { slope, intercept } = scale ?? { slope: 1, intercept: 0 };
    if (pixels.kind === 'float') {
      isFloat = true;
      isDouble ||= pixels.bitsAllocated === 64 || slope !== 1 || intercept !== 0;
      continue;
    }
    const [least, most] = storedRange(pixels);
    isWide ||= pixels.bitsAllocated === 32;
    isShifted &&= slope === 1;
    if (Number.isInteger(slope) && Number.isInteger(intercept)) {
      values.push(least * slope + intercept, most * slope + intercept);
    } else {
      isFloat = true;
      isDouble ||= pixels.bitsStored > 16 || !isExactInFloat32(least, most, slope, intercept);
    }
  }
  if (isFloat) return isDouble || isWide ? 'float64' : 'float32';
  const type = smallestTypeFor(values);
  return isShifted && !isWide && voxelTypes[type].bytes > 2 ? 'int16' : type;
}

function isExactInFloat32(least: number, most: number, slope: number, intercept: number): boolean {
  for (let raw = least; raw <= most; raw++) {
    const value = raw * slope + intercept;
    if (Math.fround(value) !== value) return false;
  }
  return true;
}
