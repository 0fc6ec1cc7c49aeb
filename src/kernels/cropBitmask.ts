import { type Bitmask, emptyBitmask, lastWordBits } from './bitmask.ts';
import type { Extent } from './extentOf.ts';

/** The voxels of an extent, which lies within the mask, as a mask of their own. */
export function cropBitmask({ size: [, nj], rowWords, words }: Bitmask, { start, end }: Extent): Bitmask {
  const cropped = emptyBitmask([end[0] - start[0] + 1, end[1] - start[1] + 1, end[2] - start[2] + 1]);
  const [ni, rows, slices] = cropped.size;
  const shift = start[0] & 31;
  const last = lastWordBits(ni);
  let to = 0;
  for (let k = 0; k < slices; k++) {
    for (let j = 0; j < rows; j++) {
      const row = rowWords * (start[1] + j + nj * (start[2] + k));
      const limit = row + rowWords;
      let from = row + (start[0] >> 5);
      for (let word = 0; word < cropped.rowWords; word++, from++) {
        // A shift by 32 is one by 0.
        const above = shift === 0 || from + 1 >= limit ? 0 : words[from + 1] << (32 - shift);
        cropped.words[to++] = (words[from] >>> shift) | above;
      }
      cropped.words[to - 1] &= last;
    }
  }
  return cropped;
}
