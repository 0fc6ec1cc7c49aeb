import { type Bitmask, emptyBitmask } from './bitmask.ts';

/** The mask with a layer of background around it, one voxel wide on all sides. */
export function padBitmask({ size: [ni, nj, nk], rowWords, words }: Bitmask): Bitmask {
  const padded = emptyBitmask([ni + 2, nj + 2, nk + 2]);
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const from = rowWords * (j + nj * k);
      const to = padded.rowWords * (j + 1 + (nj + 2) * (k + 1));
      let carried = 0;
      for (let word = 0; word < padded.rowWords; word++) {
        const bits = word < rowWords ? words[from + word] : 0;
        padded.words[to + word] = (bits << 1) | carried;
        carried = bits >>> 31;
      }
    }
  }
  return padded;
}
