import { assemblePng, filterRows } from './assemblePng.ts';

/** A picture of one value a pixel. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Bits of a pixel: with 1, values are 0 and 1 and shown as black and white. */
  readonly depth: 1 | 8 | 16;
  /** Rows from the top down. */
  readonly samples: Uint8Array | Uint16Array;
  /** The distance of pixels along the rows and down the columns, mm. */
  readonly spacing?: readonly [number, number];
}

/**
 * The picture as a PNG file (PNG third edition), grey, each value as it is; the size of a pixel is noted to the nearest whole number of pixels a
 * metre. Equal pictures give equal files.
 */
export async function writePng(picture: GreyPicture): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const { width, height, depth, samples } = picture;
  const rowBytes = Math.ceil((width * depth) / 8);
  const rows = filterRows(rowBytes, height, depth === 1 ? 0 : depth / 8, (j, row) =>
    packRow(samples, j * width, width, depth, row),
  );
  return assemblePng({ ...picture, colourType: 0 }, rows);
}

function packRow(
  samples: Uint8Array | Uint16Array,
  start: number,
  width: number,
  depth: 1 | 8 | 16,
  row: Uint8Array,
): void {
  if (depth === 1) row.fill(0);
  for (let n = 0; n < width; n++) {
    const value = samples[start + n];
    if (depth === 1) row[n >> 3] |= value << (7 - (n & 7));
    else if (depth === 8) row[n] = value;
    else {
      row[2 * n] = value >> 8;
      row[2 * n + 1] = value & 255;
    }
  }
}
