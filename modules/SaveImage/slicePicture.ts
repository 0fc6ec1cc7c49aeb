import { spacingOf } from '#src/image/affine.ts';
import { sliceLayout } from '#src/image/sliceLayout.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';

/** Which slices become a picture. */
export interface SliceChoice {
  readonly layout: 'slice' | 'montage';
  /** The index axis across which the slices lie: 0 i, 1 j, 2 k. */
  readonly axis: number;
  /** The slice, -1 for the middle one. */
  readonly slice: number;
  /** Of a montage: every so many slices, and pictures in a row (0 for about as many as rows). */
  readonly step: number;
  readonly columns: number;
}

/** Values on a picture, rows from the top down. */
export interface SlicePicture {
  readonly width: number;
  readonly height: number;
  readonly values: Voxels;
  /** False for a place of a montage that no slice fills; undefined where all are filled. */
  readonly filled: Uint8Array | undefined;
  readonly spacing: readonly [number, number];
}

/** Slices that PNG viewers still open. */
const mostPixels = 2 ** 28;

/**
 * One slice of an image, or many side by side in the order of their index, turned as the viewers turn them (sliceLayout.ts), each pixel a voxel.
 * Throws where there is no such slice, or the picture would have more pixels than a picture can.
 */
export function slicePicture({ size, affine, voxels }: Volume, choice: SliceChoice): SlicePicture {
  const { axis, layout, step } = choice;
  const { across, down, acrossSign, downSign } = sliceLayout(affine, axis);
  const [width, height, count] = [size[across], size[down], size[axis]];
  const slices = layout === 'slice' ? [sliceOf(choice.slice, count, axis)] : everyNth(count, step);
  const columns = Math.min(
    slices.length,
    choice.columns > 0 ? choice.columns : nearSquare(slices.length, width, height),
  );
  const rows = Math.ceil(slices.length / columns);
  if (width * columns * height * rows > mostPixels) {
    throw new Error(
      `A montage of ${slices.length} slices of ${width}×${height} pixels is ${width * columns}×${height * rows} pixels large: ` +
        'take fewer slices (every n-th), or a single one',
    );
  }
  const strides = [1, size[0], size[0] * size[1]];
  const alongRow = acrossSign * strides[across];
  const downColumn = downSign * strides[down];
  const corner =
    (acrossSign < 0 ? (width - 1) * strides[across] : 0) + (downSign < 0 ? (height - 1) * strides[down] : 0);
  const stride = width * columns;
  const values = new voxelArrays[voxelTypeOf(voxels)](stride * height * rows);
  const isFull = slices.length === columns * rows;
  const filled = isFull ? undefined : new Uint8Array(values.length);
  for (const [n, slice] of slices.entries()) {
    const start = corner + slice * strides[axis];
    const place = (n % columns) * width + Math.floor(n / columns) * height * stride;
    for (let j = 0; j < height; j++) {
      const from = start + j * downColumn;
      const to = place + j * stride;
      for (let i = 0; i < width; i++) values[to + i] = voxels[from + i * alongRow];
      filled?.fill(1, to, to + width);
    }
  }
  const spacing = spacingOf(affine);
  return { width: stride, height: height * rows, values, filled, spacing: [spacing[across], spacing[down]] };
}

function sliceOf(slice: number, count: number, axis: number): number {
  if (slice < 0) return Math.floor(count / 2);
  if (slice < count) return slice;
  throw new Error(`There is no slice ${slice} across ${'ijk'[axis]}: the image has ${count}, from 0 to ${count - 1}`);
}

function everyNth(count: number, step: number): number[] {
  return Array.from({ length: Math.ceil(count / step) }, (_, n) => n * step);
}

/** As many pictures in a row as make the whole about as wide as high. */
function nearSquare(count: number, width: number, height: number): number {
  return Math.max(1, Math.ceil(Math.sqrt((count * height) / width)));
}
