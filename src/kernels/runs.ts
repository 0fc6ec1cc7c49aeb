import { type Bitmask, bitCount } from './bitmask.ts';

/** The foreground of a mask as runs along i, in the order of the voxels in memory. */
export interface Runs {
  /** Run n covers bounds[2n] <= i < bounds[2n + 1]. */
  readonly bounds: Int32Array;
  /** The runs of row j + size[1] * k are rowStarts[row] <= n < rowStarts[row + 1]. */
  readonly rowStarts: Int32Array;
}

/** Cuts every row of a mask into its runs. */
export function cutRuns({ size: [ni, nj, nk], rowWords, words }: Bitmask): Runs {
  const bounds = new Int32Array(2 * countRuns(words, rowWords));
  const rowStarts = new Int32Array(nj * nk + 1);
  let edge = 0;
  for (let row = 0; row < nj * nk; row++) {
    rowStarts[row] = edge >>> 1;
    let carry = 0;
    for (let n = 0; n < rowWords; n++) {
      const word = words[row * rowWords + n];
      // A bit of `edges` is set where a voxel differs from the one before it.
      let edges = word ^ ((word << 1) | carry);
      carry = word >>> 31;
      while (edges !== 0) {
        bounds[edge++] = 32 * n + 31 - Math.clz32(edges & -edges);
        edges &= edges - 1;
      }
    }
    // A row that fills its last word to the end has no zero bit after its last run.
    if (edge & 1) bounds[edge++] = ni;
  }
  rowStarts[nj * nk] = edge >>> 1;
  return { bounds, rowStarts };
}

/** Sets the voxels start <= i < end of the row that begins at `rowWord`. */
export function paintRun(words: Int32Array, rowWord: number, start: number, end: number): void {
  const first = start >>> 5;
  const last = (end - 1) >>> 5;
  const head = -1 << (start & 31);
  const tail = -1 >>> (-end & 31);
  if (first === last) {
    words[rowWord + first] |= head & tail;
    return;
  }
  words[rowWord + first] |= head;
  for (let n = first + 1; n < last; n++) words[rowWord + n] = -1;
  words[rowWord + last] |= tail;
}

/** A run begins at each bit whose predecessor in the row is 0. */
function countRuns(words: Int32Array, rowWords: number): number {
  let count = 0;
  for (let row = 0; row < words.length; row += rowWords) {
    let carry = 0;
    for (let n = row; n < row + rowWords; n++) {
      const word = words[n];
      if (word === 0) {
        carry = 0;
        continue;
      }
      count += bitCount(word & ~((word << 1) | carry));
      carry = word >>> 31;
    }
  }
  return count;
}
