import type { SlicePicture } from '#modules/SaveImage/slicePicture.ts';

/**
 * The values of a picture as colours, three bytes a pixel: the first colour of the table at the lower end of the window and below, the last at its upper
 * end and above. NaN, and what no slice fills, is black.
 */
export function colourPixels(
  { values, filled }: SlicePicture,
  [low, high]: readonly [low: number, high: number],
  table: Uint8Array,
): Uint8Array {
  const pixels = new Uint8Array(3 * values.length);
  for (let n = 0; n < values.length; n++) {
    const value = values[n];
    if (Number.isNaN(value) || filled?.[n] === 0) continue;
    // Before the product, since infinity times 0 is no number.
    const within = value <= low ? 0 : value >= high ? 255 : Math.round(((value - low) * 255) / (high - low));
    pixels[3 * n] = table[3 * within];
    pixels[3 * n + 1] = table[3 * within + 1];
    pixels[3 * n + 2] = table[3 * within + 2];
  }
  return pixels;
}
