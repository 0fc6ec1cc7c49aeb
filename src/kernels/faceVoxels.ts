import { type Bitmask, bitCount } from './bitmask.ts';

/** How many foreground voxels lie on each face of the volume: [at index 0, at the last index] along i, j and k. */
export function faceVoxels({ size, rowWords, words }: Bitmask): readonly (readonly [number, number])[] {
  const [ni, nj, nk] = size;
  const counts = [
    [0, 0],
    [0, 0],
    [0, 0],
  ];
  const lastWord = (ni - 1) >> 5;
  const lastBit = (ni - 1) & 31;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const row = rowWords * (j + nj * k);
      counts[0][0] += words[row] & 1;
      counts[0][1] += (words[row + lastWord] >>> lastBit) & 1;
      if (j > 0 && j < nj - 1 && k > 0 && k < nk - 1) continue;
      let inRow = 0;
      for (let word = 0; word < rowWords; word++) inRow += bitCount(words[row + word]);
      if (j === 0) counts[1][0] += inRow;
      if (j === nj - 1) counts[1][1] += inRow;
      if (k === 0) counts[2][0] += inRow;
      if (k === nk - 1) counts[2][1] += inRow;
    }
  }
  return counts.map(([low, high]) => [low, high]);
}
