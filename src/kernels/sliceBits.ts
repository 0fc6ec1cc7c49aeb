import { type Bitmask, lastWordBits } from './bitmask.ts';

/*
 * On its way into a Bitmask a slice is a line of bits: voxel n of the slice is bit `n & 31` of word `n >> 5`, without the gaps at the
 * ends of rows. So bytes are packed four at a time, however long a row is, and cut into rows 32 voxels at a time: half the time of
 * packing each row byte by byte.
 */

/** The words of a line of so many bits, and one more, which cutting the last row may read. */
export function lineWords(voxels: number): number {
  return ((voxels + 31) >>> 5) + 1;
}

/**
 * Packs bytes, four in each word of `flags`, into a line of an eighth of its length: every byte that is not 0 becomes a 1. A word is
 * put together before it is written, which is three times as fast as adding to it in memory.
 */
export function packLine(flags: Int32Array, line: Int32Array): void {
  for (let n = 0; n < line.length; n++) {
    const at = 8 * n;
    line[n] =
      fourBits(flags[at]) |
      (fourBits(flags[at + 1]) << 4) |
      (fourBits(flags[at + 2]) << 8) |
      (fourBits(flags[at + 3]) << 12) |
      (fourBits(flags[at + 4]) << 16) |
      (fourBits(flags[at + 5]) << 20) |
      (fourBits(flags[at + 6]) << 24) |
      (fourBits(flags[at + 7]) << 28);
  }
}

/** Cuts a line into the rows of slice k. */
export function lineToRows(line: Int32Array, { size: [ni, nj], rowWords, words }: Bitmask, k: number): void {
  const last = lastWordBits(ni);
  for (let j = 0; j < nj; j++) {
    const row = rowWords * (j + nj * k);
    for (let n = 0; n < rowWords; n++) {
      const start = ni * j + 32 * n;
      const at = start >>> 5;
      const shift = start & 31;
      // Twice to the left, since a shift by 32 would be none.
      words[row + n] = (line[at] >>> shift) | ((line[at + 1] << (31 - shift)) << 1);
    }
    words[row + rowWords - 1] &= last;
  }
}

/**
 * One bit for each of the four bytes of a word, 1 where the byte is not 0. Adding 127 to the lower seven bits of a byte carries into
 * its top bit unless they are 0; the product brings the four top bits side by side, since none of its terms meet.
 */
function fourBits(bytes: number): number {
  const tops = (((bytes & 0x7f7f7f7f) + 0x7f7f7f7f) | bytes) & 0x80808080;
  return Math.imul(tops >>> 7, 0x10204080) >>> 28;
}
