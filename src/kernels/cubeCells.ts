import type { Bitmask } from './bitmask.ts';

/** Of 32 cells in a row: which of them the surface passes, and the corners of all, bit n being cell n. */
export interface CellWord {
  active: number;
  /** The words of the corners in the order of cubeTable.ts. */
  readonly corners: Int32Array;
}

/** A place for the cells of a word. */
export function cellWord(): CellWord {
  return { active: 0, corners: new Int32Array(8) };
}

/**
 * Reads the cells of which `word` of row j in slice k holds the first corners into `cells`. A cell lies between two columns, two rows and two
 * slices.
 */
export function readCells(
  { size: [ni, nj], rowWords, words }: Bitmask,
  j: number,
  k: number,
  word: number,
  cells: CellWord,
): void {
  const { corners } = cells;
  const first = rowWords * (j + nj * k) + word;
  const hasNext = word + 1 < rowWords;
  if (isEmpty(words, first, rowWords, rowWords * nj, hasNext)) {
    cells.active = 0;
    return;
  }
  let any = 0;
  let all = -1;
  for (let n = 0; n < 4; n++) {
    const at = first + rowWords * ((n & 1) + nj * (n >> 1));
    const near = words[at];
    const far = (near >>> 1) | (hasNext ? words[at + 1] << 31 : 0);
    corners[2 * n] = near;
    corners[2 * n + 1] = far;
    any |= near | far;
    all &= near & far;
  }
  // One cell less than voxels in a row.
  const left = ni - 1 - 32 * word;
  cells.active = any & ~all & (left >= 32 ? -1 : left <= 0 ? 0 : (1 << left) - 1);
}

/** Whether four words side by side, and those after them, hold no foreground: so it is nearly everywhere outside. */
function isEmpty(words: Int32Array, at: number, row: number, slice: number, hasNext: boolean): boolean {
  const near = words[at] | words[at + row] | words[at + slice] | words[at + slice + row];
  if (near !== 0 || !hasNext) return near === 0;
  const next = at + 1;
  return (words[next] | words[next + row] | words[next + slice] | words[next + slice + row]) === 0;
}

/** The case of a cell of a word, as cubeCases counts them. */
export function cellCase(corners: Int32Array, bit: number): number {
  // Written out, since this is done for every cell that the surface passes.
  return (
    ((corners[0] >>> bit) & 1) |
    (((corners[1] >>> bit) & 1) << 1) |
    (((corners[2] >>> bit) & 1) << 2) |
    (((corners[3] >>> bit) & 1) << 3) |
    (((corners[4] >>> bit) & 1) << 4) |
    (((corners[5] >>> bit) & 1) << 5) |
    (((corners[6] >>> bit) & 1) << 6) |
    (((corners[7] >>> bit) & 1) << 7)
  );
}
