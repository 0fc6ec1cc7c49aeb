import type { Stroke } from '#src/graph/strokes.ts';
import type { Grid, Vec3, Voxels } from '#src/image/volume.ts';
import { paintStroke } from '#src/kernels/paintStroke.ts';

/** A slice of a mask under the brush, on the grid of the whole image. */
export interface MaskSlice {
  /** The axis of storage that it is across: 0, 1 or 2 for i, j or k; the other two follow each other in `voxels` as in the image. */
  readonly axis: Stroke['axis'];
  readonly slice: number;
  /** Of the slice alone: 1 along its axis. */
  readonly size: Vec3;
  readonly affine: Grid['affine'];
  readonly voxels: Float64Array;
  /** The indices of its first voxel in the whole image. */
  readonly first: Vec3;
}

/** The two axes of storage in a slice across another one, in their order. */
export function axesIn(axis: Stroke['axis']): readonly [u: number, v: number] {
  return axis === 0 ? [1, 2] : axis === 1 ? [0, 2] : [0, 1];
}

/**
 * A slice as strokes have made it, also by strokes in slices that cross it, from the slice of the mask that they begin with (or nothing):
 * what DrawMask makes of it.
 */
export function maskSlice(
  { size: [ni, nj, nk], affine }: Grid,
  axis: Stroke['axis'],
  slice: number,
  start: Voxels | undefined,
  strokes: readonly Stroke[],
): MaskSlice {
  const size: Vec3 = axis === 0 ? [1, nj, nk] : axis === 1 ? [ni, 1, nk] : [ni, nj, 1];
  const first: Vec3 = axis === 0 ? [slice, 0, 0] : axis === 1 ? [0, slice, 0] : [0, 0, slice];
  const voxels = new Float64Array(size[0] * size[1] * size[2]);
  if (start?.length === voxels.length) voxels.set(start);
  const made: MaskSlice = { axis, slice, size, affine, voxels, first };
  for (const stroke of strokes) paintStroke(made, stroke);
  return made;
}

/** The slice after some more strokes, which are painted into a copy. */
export function maskSliceAfter(made: MaskSlice, strokes: readonly Stroke[]): MaskSlice {
  const next = copiedSlice(made);
  for (const stroke of strokes) paintStroke(next, stroke);
  return next;
}

/** The same slice, to be painted further. */
export function copiedSlice(slice: MaskSlice): MaskSlice {
  return { ...slice, voxels: slice.voxels.slice() };
}

/** How much of a picture shows through a mask, of 255. */
const alpha = 140;

/** Colours of labels as red, green, blue; after the last the first again. */
const colors: readonly (readonly [number, number, number])[] = [
  [255, 90, 60],
  [70, 200, 255],
  [120, 255, 110],
  [255, 220, 60],
  [220, 130, 255],
  [255, 160, 210],
];

/** The colour of a label, for CSS. */
export function labelColor(label: number): string {
  return `rgb(${colors[(Math.max(1, Math.abs(Math.round(label))) - 1) % colors.length].join(' ')})`;
}

/**
 * Paints a mask over a picture, one 32-bit word a pixel as ImageData has them: 0 and NaN are clear, every other number has the colour of its
 * label. `pixels` must be as long as the mask.
 */
export function paintMask(voxels: Float64Array, pixels: Int32Array): void {
  const words = Int32Array.from(colors, ([red, green, blue]) => (alpha << 24) | (blue << 16) | (green << 8) | red);
  for (let n = 0; n < voxels.length; n++) {
    const value = voxels[n];
    pixels[n] =
      value === 0 || Number.isNaN(value) ? 0 : words[(Math.max(1, Math.abs(Math.round(value))) - 1) % words.length];
  }
}
