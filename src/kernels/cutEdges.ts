import { type Bitmask, bitCount } from './bitmask.ts';

/**
 * The edges along an axis that begin at the voxels of a word of row j in slice k and are cut: one end is inside, the other is not. The
 * row, or slice, after the last has no edges towards it.
 */
export function cutEdges(
  { size: [ni, nj, nk], rowWords, words }: Bitmask,
  axis: number,
  j: number,
  k: number,
  word: number,
): number {
  const at = rowWords * (j + nj * k) + word;
  const bits = words[at];
  if (axis === 1) return j + 1 < nj ? bits ^ words[at + rowWords] : 0;
  if (axis === 2) return k + 1 < nk ? bits ^ words[at + rowWords * nj] : 0;
  const next = (bits >>> 1) | (word + 1 < rowWords ? words[at + 1] << 31 : 0);
  const left = ni - 1 - 32 * word;
  return (bits ^ next) & (left >= 32 ? -1 : left <= 0 ? 0 : (1 << left) - 1);
}

/** How many edges between neighbouring voxels of a mask are cut. */
export function countCutEdges(mask: Bitmask): number {
  const [, nj, nk] = mask.size;
  let count = 0;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      for (let word = 0; word < mask.rowWords; word++) {
        for (let axis = 0; axis < 3; axis++) count += bitCount(cutEdges(mask, axis, j, k, word));
      }
    }
  }
  return count;
}
