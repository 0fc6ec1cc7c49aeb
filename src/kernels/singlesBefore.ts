import type { Vec3 } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';

/** The voxels of a mask without a neighbour over a face, to be counted up to any place. */
export interface SinglesBefore {
  readonly mask: Bitmask;
  /** For each line along k how many are in the lines before it, with i slowest and j fastest. */
  readonly before: Uint32Array;
}

/** From how many there are for each i and j, i fastest. */
export function singlesBefore(mask: Bitmask, tallies: Uint32Array): SinglesBefore {
  const [ni, nj] = mask.size;
  const before = new Uint32Array(ni * nj);
  let count = 0;
  for (let i = 0; i < ni; i++) {
    for (let j = 0; j < nj; j++) {
      before[i * nj + j] = count;
      count += tallies[j * ni + i];
    }
  }
  return { mask, before };
}

/** How many there are up to a place, with i slowest and k fastest. */
export function singlesUpTo({ mask, before }: SinglesBefore, place: number): number {
  const [, nj, nk] = mask.size;
  const line = Math.floor(place / nk);
  const i = Math.floor(line / nj);
  let count = before[line];
  for (let k = 0; k <= place % nk; k++) if (isSingle(mask, [i, line % nj, k])) count++;
  return count;
}

function isSingle(mask: Bitmask, [i, j, k]: Vec3): boolean {
  const [ni, nj, nk] = mask.size;
  if (!isSet(mask, i, j, k)) return false;
  if ((i > 0 && isSet(mask, i - 1, j, k)) || (i + 1 < ni && isSet(mask, i + 1, j, k))) return false;
  if ((j > 0 && isSet(mask, i, j - 1, k)) || (j + 1 < nj && isSet(mask, i, j + 1, k))) return false;
  return !((k > 0 && isSet(mask, i, j, k - 1)) || (k + 1 < nk && isSet(mask, i, j, k + 1)));
}

function isSet({ size, rowWords, words }: Bitmask, i: number, j: number, k: number): boolean {
  return ((words[(i >>> 5) + rowWords * (j + size[1] * k)] >>> (i & 31)) & 1) === 1;
}
