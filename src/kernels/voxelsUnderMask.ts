import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { type Bitmask, countForeground } from './bitmask.ts';
import { rawBits } from './pointwise.ts';
import { noProgress, type Progress } from './progress.ts';

/** The voxels of an image where a mask of its size is foreground, in their order and type. Runs of the mask are copied voxel by voxel. */
export function voxelsUnderMask(voxels: Voxels, mask: Bitmask, progress: Progress = noProgress): Voxels {
  const inside = new voxelArrays[voxelTypeOf(voxels)](countForeground(mask));
  const [from, to] = [rawBits(voxels), rawBits(inside)];
  const [, nj, nk] = mask.size;
  let count = 0;
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    count = copySlice(from, mask, nj * k, nj * (k + 1), to, count);
  }
  return inside;
}

type Bits = ReturnType<typeof rawBits>;

/** Copies what lies under the rows from `first` on behind the `count` voxels that are there, and returns how many there are then. */
function copySlice(
  from: Bits,
  { size: [ni], rowWords, words }: Bitmask,
  first: number,
  end: number,
  to: Bits,
  count: number,
): number {
  let at = count;
  for (let row = first; row < end; row++) {
    for (let word = 0; word < rowWords; word++) {
      let bits = words[row * rowWords + word];
      const start = row * ni + 32 * word;
      if (bits === -1) {
        for (let n = start; n < start + 32; n++) to[at++] = from[n];
        continue;
      }
      for (; bits !== 0; bits &= bits - 1) to[at++] = from[start + 31 - Math.clz32(bits & -bits)];
    }
  }
  return at;
}
