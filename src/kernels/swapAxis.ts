import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { simd } from './simd.ts';

/**
 * The mask with one axis exchanged for the last, k: its slices across k are what were slices across that axis. Done twice it is undone.
 * Returns a mask of its own.
 */
export function swapWithLast(mask: Bitmask, axis: 0 | 1): Bitmask {
  return axis === 1 ? swapRows(mask) : swapVoxels(mask);
}

function swapRows({ size: [ni, nj, nk], rowWords, words }: Bitmask): Bitmask {
  const swapped = emptyBitmask([ni, nk, nj]);
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const from = rowWords * (j + nj * k);
      const to = rowWords * (k + nk * j);
      for (let n = 0; n < rowWords; n++) swapped.words[to + n] = words[from + n];
    }
  }
  return swapped;
}

/**
 * The voxels of each slice across j are a matrix of bits. Its rows lie far apart, often by a power of two, which caches bear badly: so they
 * are copied as a whole to where they lie side by side, and the swapped ones back.
 */
function swapVoxels(mask: Bitmask): Bitmask {
  const [ni, nj, nk] = mask.size;
  const swapped = emptyBitmask([nk, nj, ni]);
  const [words, height] = [mask.rowWords, swapped.rowWords];
  const length = 32 * height * words;
  const fast = simd();
  if (fast) {
    const { exports, scratch } = fast;
    scratch.use(() => {
      // Four words at a time.
      const [from, to] = scratch.reserve(4 * length + 12, 4 * 32 * height * (words + 3));
      const [rows, columns] = [scratch.words(from, length), scratch.words(to, length)];
      swapSlices(mask, swapped, rows, columns, () => exports.transposeBits(from, words, height, to));
    });
  } else {
    const [rows, columns] = [new Int32Array(length), new Int32Array(length)];
    swapSlices(mask, swapped, rows, columns, () => transposeBits(rows, words, height, columns));
  }
  return swapped;
}

/** Takes each slice across j to `rows`, and to its place what `swap` has made of it in `columns`. */
function swapSlices(
  { size: [ni, nj, nk], rowWords, words }: Bitmask,
  swapped: Bitmask,
  rows: Int32Array,
  columns: Int32Array,
  swap: () => void,
): void {
  const swappedWords = swapped.rowWords;
  rows.fill(0, nk * rowWords);
  for (let j = 0; j < nj; j++) {
    for (let k = 0; k < nk; k++) {
      const from = rowWords * (j + nj * k);
      for (let n = 0; n < rowWords; n++) rows[k * rowWords + n] = words[from + n];
    }
    swap();
    for (let i = 0; i < ni; i++) {
      const to = swappedWords * (j + nj * i);
      for (let n = 0; n < swappedWords; n++) swapped.words[to + n] = columns[i * swappedWords + n];
    }
  }
}

/** Exchanges rows and columns of a matrix of bits, as assembly/transpose.ts. */
function transposeBits(rows: Int32Array, words: number, height: number, columns: Int32Array): void {
  const block = new Int32Array(32);
  for (let down = 0; down < height; down++) {
    for (let along = 0; along < words; along++) {
      for (let n = 0; n < 32; n++) block[n] = rows[(32 * down + n) * words + along];
      transpose(block);
      for (let n = 0; n < 32; n++) columns[(32 * along + n) * height + down] = block[n];
    }
  }
}

/** Exchanges rows and columns of 32 by 32 bits: halves, then quarters and so on (Hacker's Delight, 7-3, bits counted from the lowest). */
function transpose(block: Int32Array): void {
  let bits = 0xffff;
  for (let width = 16; width !== 0; width >>>= 1, bits ^= bits << width) {
    for (let n = 0; n < 32; n = (n + width + 1) & ~width) {
      const both = ((block[n] >>> width) ^ block[n + width]) & bits;
      block[n] ^= both << width;
      block[n + width] ^= both;
    }
  }
}
