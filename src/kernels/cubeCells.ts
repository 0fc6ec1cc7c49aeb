import type { Bitmask } from './bitmask.ts';
import { cubeTriangles } from './cubeTable.ts';

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

/** The case of a cell of a word, as cubeTriangles counts them. */
export function cellCase(corners: Int32Array, bit: number): number {
  let inside = 0;
  for (let n = 0; n < 8; n++) inside |= ((corners[n] >>> bit) & 1) << n;
  return inside;
}

/** How many triangles the surface of a mask has. */
export function countTriangles(mask: Bitmask): number {
  const [, nj, nk] = mask.size;
  const counts = Uint8Array.from(cubeTriangles(), (edges) => edges.length / 3);
  const cells = cellWord();
  let count = 0;
  for (let k = 0; k + 1 < nk; k++) {
    for (let j = 0; j + 1 < nj; j++) {
      for (let word = 0; word < mask.rowWords; word++) {
        readCells(mask, j, k, word, cells);
        for (let bits = cells.active; bits !== 0; bits &= bits - 1) {
          count += counts[cellCase(cells.corners, 31 - Math.clz32(bits & -bits))];
        }
      }
    }
  }
  return count;
}
