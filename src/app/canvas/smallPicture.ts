import { paintSlice } from '#src/app/viewers/paintSlice.ts';
import { sliceGeometry, whyNotShown } from '#src/app/viewers/sliceGeometry.ts';
import { valueRange, windowOf, withoutPadding } from '#src/app/viewers/valueRange.ts';
import { unitOf } from '#src/app/viewers/windowPresets.ts';
import type { Volume } from '#src/image/volume.ts';

/** Pixels of the longer side: two a CSS pixel, for sharp screens. */
export const pictureSide = 88;

export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  /** The voxel of the slice that each pixel shows, row by row. */
  readonly voxels: Float64Array;
  readonly unit?: string;
}

/**
 * One slice in small, as the viewers lay it out: the nearest voxel for each pixel, in the proportions of millimetres. Undefined where
 * its affine does not tell how it lies.
 */
export function smallPicture(slice: Volume, side = pictureSide): SmallPicture | undefined {
  if (whyNotShown(slice) !== undefined) return undefined;
  const { spacing, iRight, jDown } = sliceGeometry(slice);
  const [ni, nj] = slice.size;
  const [wide, high] = [ni * spacing[0], nj * spacing[1]];
  const width = Math.max(1, Math.round((side * wide) / Math.max(wide, high)));
  const height = Math.max(1, Math.round((side * high) / Math.max(wide, high)));
  const voxels = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const along = Math.floor(((y + 0.5) * nj) / height);
    const row = ni * (jDown > 0 ? along : nj - 1 - along);
    for (let x = 0; x < width; x++) {
      const across = Math.floor(((x + 0.5) * ni) / width);
      voxels[y * width + x] = slice.voxels[row + (iRight > 0 ? across : ni - 1 - across)];
    }
  }
  return { width, height, voxels, unit: unitOf(slice.meta) };
}

/** Paints a small picture from black to white over its own range. */
export function paintSmallPicture(canvas: HTMLCanvasElement, { width, height, voxels, unit }: SmallPicture): void {
  const image = new ImageData(width, height);
  const range = withoutPadding(valueRange(voxels), unit) ?? { min: 0, max: 1 };
  paintSlice(voxels, windowOf(range), new Int32Array(image.data.buffer));
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d', { alpha: false })?.putImageData(image, 0, 0);
}
