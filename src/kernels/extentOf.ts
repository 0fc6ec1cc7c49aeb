import type { Vec3 } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';

/** The voxels from `start` to `end`, both included. */
export interface Extent {
  readonly start: Vec3;
  readonly end: Vec3;
}

/** The smallest box of voxels that holds all foreground of a mask; undefined where there is none. One pass over its words. */
export function extentOf({ size, rowWords, words }: Bitmask): Extent | undefined {
  const [, nj, nk] = size;
  const columns = new Int32Array(rowWords);
  let [firstJ, lastJ, firstK, lastK] = [nj, -1, nk, -1];
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const row = rowWords * (j + nj * k);
      let any = 0;
      for (let word = 0; word < rowWords; word++) {
        const bits = words[row + word];
        any |= bits;
        columns[word] |= bits;
      }
      if (any === 0) continue;
      if (j < firstJ) firstJ = j;
      if (j > lastJ) lastJ = j;
      if (firstK === nk) firstK = k;
      lastK = k;
    }
  }
  if (lastK < 0) return undefined;
  let [first, last] = [0, rowWords - 1];
  while (columns[first] === 0) first++;
  while (columns[last] === 0) last--;
  const lowest = Math.clz32(columns[first] & -columns[first]) ^ 31;
  return {
    start: [32 * first + lowest, firstJ, firstK],
    end: [32 * last + (Math.clz32(columns[last]) ^ 31), lastJ, lastK],
  };
}
