import type { ColourPicture } from '#src/formats/writeColourPng.ts';
import { noTell, type Tell } from '#src/kernels/progress.ts';

/** Some milliseconds of work, however wide the picture is. */
const rowsBetweenWords = 128;

/** More pixels than that no picture viewer opens with ease. */
const mostPixels = 2 ** 26;

/**
 * A picture whose pixels are squares of the shorter side of a voxel, `zoom` of them along it, each with the colour of the voxel that it lies
 * in. Throws when the picture would have more than 67 million pixels.
 */
export function squarePixels(
  { width, height, samples }: ColourPicture,
  spacing: readonly [number, number],
  zoom: number,
  tell: Tell = noTell,
): ColourPicture {
  const side = Math.min(...spacing) / zoom;
  const across = Math.max(1, Math.round((width * spacing[0]) / side));
  const down = Math.max(1, Math.round((height * spacing[1]) / side));
  if (!(across * down <= mostPixels)) {
    throw new Error(
      `The picture would be ${across}×${down} pixels large, more than ${mostPixels}: lower the zoom or take fewer slices`,
    );
  }
  const square = new Uint8Array(3 * across * down);
  const columns = Int32Array.from({ length: across }, (_, i) => Math.floor(((i + 0.5) * width) / across));
  let to = 0;
  for (let j = 0; j < down; j++) {
    if (j > 0 && j % rowsBetweenWords === 0) tell();
    const row = width * Math.floor(((j + 0.5) * height) / down);
    for (let i = 0; i < across; i++, to += 3) {
      const from = 3 * (row + columns[i]);
      square[to] = samples[from];
      square[to + 1] = samples[from + 1];
      square[to + 2] = samples[from + 2];
    }
  }
  return { width: across, height: down, samples: square, spacing: [side, side] };
}
