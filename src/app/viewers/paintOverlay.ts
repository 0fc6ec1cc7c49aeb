import { sliceTexts } from '#src/app/texts/slices.ts';
import type { Voxels } from '#src/image/volume.ts';
import { asDoubles } from './asDoubles.ts';
import { labelColor, type Rgb, wordOf } from './colorTables.ts';

/** How a mask or a label image is painted over another. */
export interface OverlayStyle {
  /** One colour for all foreground, or a colour for every number. */
  readonly color: Rgb | 'labels';
  /** 0 to 1. */
  readonly opacity: number;
  /** Only what borders on another value in the picture is painted. */
  readonly isOutline: boolean;
}

/**
 * Paints the foreground (neither 0 nor NaN) of a slice of `width` columns; all else is transparent. An outline is one voxel wide, within the
 * foreground: voxels with a neighbour of another value to the left, right, above or below; the edge of the picture is no border.
 * `pixels` must be as long as `voxels`, else RangeError.
 */
export function paintOverlay(voxels: Voxels, width: number, style: OverlayStyle, pixels: Int32Array): void {
  if (pixels.length !== voxels.length) {
    throw new RangeError(sliceTexts.errors.notFitting(voxels.length, pixels.length));
  }
  const values = asDoubles(voxels);
  const { color, opacity, isOutline } = style;
  const own = color === 'labels' ? 0 : wordOf(color, opacity);
  const isLabels = color === 'labels';
  const known = new Map<number, number>();
  const end = values.length - width;
  for (let p = 0, i = 0; p < values.length; p++, i = i === width - 1 ? 0 : i + 1) {
    const value = values[p];
    if (value === 0 || Number.isNaN(value)) {
      pixels[p] = 0;
      continue;
    }
    if (isOutline) {
      const isInner =
        (i === 0 || isAlike(values[p - 1], value, isLabels)) &&
        (i === width - 1 || isAlike(values[p + 1], value, isLabels)) &&
        (p < width || isAlike(values[p - width], value, isLabels)) &&
        (p >= end || isAlike(values[p + width], value, isLabels));
      if (isInner) {
        pixels[p] = 0;
        continue;
      }
    }
    if (!isLabels) {
      pixels[p] = own;
      continue;
    }
    const label = Math.round(value);
    let word = known.get(label);
    if (word === undefined) {
      word = wordOf(labelColor(label), opacity);
      known.set(label, word);
    }
    pixels[p] = word;
  }
}

/** Whether two values are of one region: the same label, or for a mask both foreground. */
function isAlike(a: number, b: number, isLabels: boolean): boolean {
  return isLabels ? a === b : a !== 0 && !Number.isNaN(a);
}
