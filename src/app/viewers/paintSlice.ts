import { sliceTexts } from '#src/app/texts/slices.ts';
import type { Voxels } from '#src/image/volume.ts';
import { asDoubles } from './asDoubles.ts';
import { colorTable, labelColor, wordOf } from './colorTables.ts';
import type { WindowLevel } from './windowLevel.ts';

const grey = colorTable('gray');
const black = 0xff000000 | 0;

/**
 * Paints voxels through a window and a table of 256 colours into pixels, one 32-bit word a pixel as ImageData has them in memory on every
 * platform of today (red in the lowest byte): entry 255 * (value - (center - width/2)) / width of the table, rounded and clamped to 0..255.
 * This is DICOM's LINEAR_EXACT (PS3.3 C.11.2.1.3.2). NaN is painted like the background, black, whatever the table. A width of 0 or
 * less is a step at the center. `pixels` must be as long as `voxels`, else RangeError.
 */
export function paintSlice(
  voxels: Voxels,
  { center, width }: WindowLevel,
  pixels: Int32Array,
  table: Int32Array = grey,
): void {
  requireFit(voxels, pixels);
  const values = asDoubles(voxels);
  // Wide enough that the arithmetic below stays finite and a step still separates neighbouring values.
  const safeWidth = Math.max(width, Number.EPSILON * Math.abs(center), 1e-300);
  const lowest = center - safeWidth / 2;
  const scale = 255 / safeWidth;
  for (let p = 0; p < values.length; p++) {
    const value = values[p];
    const shade = (value - lowest) * scale + 0.5;
    // NaN fails both comparisons and becomes 0.
    pixels[p] = Number.isNaN(value) ? black : table[shade > 0 ? (shade < 255 ? shade | 0 : 255) : 0];
  }
}

/** Colours of labels below this are looked up. */
const knownLabels = 4096;
let labelWords: Int32Array | undefined;

/**
 * Paints every voxel in the colour of its number, rounded; 0 and NaN are black. `pixels` must be as long as `voxels`, else RangeError.
 */
export function paintLabels(voxels: Voxels, pixels: Int32Array): void {
  requireFit(voxels, pixels);
  const values = asDoubles(voxels);
  labelWords ??= Int32Array.from({ length: knownLabels }, (_, n) => (n === 0 ? black : wordOf(labelColor(n))));
  for (let p = 0; p < values.length; p++) {
    const label = Math.round(values[p]);
    pixels[p] =
      label >= 0 && label < knownLabels
        ? labelWords[label]
        : Number.isFinite(label)
          ? wordOf(labelColor(label))
          : black;
  }
}

function requireFit(voxels: Voxels, pixels: Int32Array): void {
  if (pixels.length !== voxels.length) {
    throw new RangeError(sliceTexts.errors.notFitting(voxels.length, pixels.length));
  }
}
