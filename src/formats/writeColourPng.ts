import { assemblePng, filterRows } from './assemblePng.ts';

/** A picture of red, green and blue, a byte each, rows from the top down. */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8Array;
  /** The distance of pixels along the rows and down the columns, mm. */
  readonly spacing?: readonly [number, number];
}

/** Rows between two reports of progress. */
const rowsAtATime = 64;

/** The part of the work until all rows are filtered. */
const packing = 0.8;

/** The picture as a PNG file, in parts, of 8 bits a colour. Equal pictures give equal files. */
export function writeColourPng(
  picture: ColourPicture,
  progress: (fraction: number) => void = () => {},
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const rowBytes = 3 * picture.width;
  const rows = filterRows(rowBytes, picture.height, 3, (j, row) => {
    if (j > 0 && j % rowsAtATime === 0) progress((packing * j) / picture.height);
    row.set(picture.samples.subarray(j * rowBytes, (j + 1) * rowBytes));
  });
  return assemblePng({ ...picture, depth: 8, colourType: 2 }, rows, (fraction) =>
    progress(packing + (1 - packing) * fraction),
  );
}
