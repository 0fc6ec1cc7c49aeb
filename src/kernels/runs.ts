import type { Bitmask } from './bitmask.ts';

/** The foreground of a mask as runs along i, in the order of the voxels in memory. */
export interface Runs {
  /** Run n covers bounds[2n] <= i < bounds[2n + 1]. */
  readonly bounds: Int32Array;
  /** The runs of row j + size[1] * k are rowStarts[row] <= n < rowStarts[row + 1]. */
  readonly rowStarts: Int32Array;
}

/** Cuts every row of a mask into its runs. */
export function cutRuns({ size: [ni, nj, nk], rowWords, words }: Bitmask): Runs {
  const rowStarts = new Int32Array(nj * nk + 1);
  // Two runs a row suffice for most heads; a row has at most one edge more than voxels.
  let bounds = new Int32Array(4 * nj * nk + ni + 1);
  let edge = 0;
  for (let row = 0; row < nj * nk; row++) {
    if (edge + ni + 1 > bounds.length) bounds = twiceAsLong(bounds);
    edge = cutRow(words, row * rowWords, rowWords, bounds, edge);
    // A row that fills its last word to the end has no zero bit after its last run.
    if (edge & 1) bounds[edge++] = ni;
    rowStarts[row + 1] = edge >>> 1;
  }
  return { bounds: bounds.subarray(0, edge), rowStarts };
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

/** Writes where the voxels of a row differ from the one before, from `edge` on, and returns the place after the last. */
function cutRow(words: Int32Array, first: number, rowWords: number, bounds: Int32Array, edge: number): number {
  let next = edge;
  let carry = 0;
  for (let n = 0; n < rowWords; n++) {
    const word = words[first + n];
    let edges = word ^ ((word << 1) | carry);
    carry = word >>> 31;
    while (edges !== 0) {
      bounds[next++] = 32 * n + 31 - Math.clz32(edges & -edges);
      edges &= edges - 1;
    }
  }
  return next;
}

function twiceAsLong(bounds: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * bounds.length);
  longer.set(bounds);
  return longer;
}
