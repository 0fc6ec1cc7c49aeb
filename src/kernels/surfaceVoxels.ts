import { type Bitmask, emptyBitmask } from './bitmask.ts';

/**
 * The foreground voxels that have a background voxel over one of their faces, what lies outside of the volume being background: the
 * mask without scipy.ndimage.binary_erosion of it. 32 voxels at a time.
 */
export function surfaceVoxels({ size, rowWords, words }: Bitmask): Bitmask {
  const [, nj, nk] = size;
  const surface = emptyBitmask(size);
  const slice = rowWords * nj;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const row = rowWords * j + slice * k;
      for (let word = 0; word < rowWords; word++) {
        const at = row + word;
        const bits = words[at];
        if (bits === 0) continue;
        const before = word > 0 ? words[at - 1] >>> 31 : 0;
        const behind = word + 1 < rowWords ? words[at + 1] << 31 : 0;
        let inner = ((bits << 1) | before) & ((bits >>> 1) | behind);
        inner &= j > 0 ? words[at - rowWords] : 0;
        inner &= j + 1 < nj ? words[at + rowWords] : 0;
        inner &= k > 0 ? words[at - slice] : 0;
        inner &= k + 1 < nk ? words[at + slice] : 0;
        surface.words[at] = bits & ~inner;
      }
    }
  }
  return surface;
}
