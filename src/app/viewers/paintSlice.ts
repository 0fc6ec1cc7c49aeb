import type { Voxels } from '#src/image/volume.ts';
import { asDoubles } from './asDoubles.ts';
import type { WindowLevel } from './windowLevel.ts';

/**
 * Paints voxels through a window into pixels, one 32-bit word a pixel as ImageData has them in memory on every platform of today
 * (red in the lowest byte): grey = 255 * (value - (center - width/2)) / width, rounded and clamped to 0..255, opaque. This is
 * DICOM's LINEAR_EXACT (PS3.3 C.11.2.1.3.2). NaN is painted like the background, black. A width of 0 or less is a step at the
 * center. `pixels` must be as long as `voxels`, else RangeError.
 */
export function paintSlice(voxels: Voxels, { center, width }: WindowLevel, pixels: Int32Array): void {
  if (pixels.length !== voxels.length) {
    throw new RangeError(`${voxels.length} voxels do not fit into ${pixels.length} pixels`);
  }
  const values = asDoubles(voxels);
  // Wide enough that the arithmetic below stays finite and a step still separates neighbouring values.
  const safeWidth = Math.max(width, Number.EPSILON * Math.abs(center), 1e-300);
  const lowest = center - safeWidth / 2;
  const scale = 255 / safeWidth;
  for (let p = 0; p < values.length; p++) {
    const shade = (values[p] - lowest) * scale + 0.5;
    // NaN fails both comparisons and becomes 0.
    const grey = shade > 0 ? (shade < 255 ? shade | 0 : 255) : 0;
    pixels[p] = 0xff000000 | (grey * 0x010101);
  }
}
