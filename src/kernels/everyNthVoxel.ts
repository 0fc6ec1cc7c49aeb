import type { Affine, Vec3, Volume } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { rawBits } from './pointwise.ts';

/** The image of every `step`-th voxel along each axis, from the first one on, each where it was in the world. */
export function everyNthVoxel(volume: Volume, step: number): Volume {
  if (step === 1) return volume;
  const [ni, nj] = volume.size;
  const [si, sj, sk] = volume.size.map((n) => Math.ceil(n / step));
  const size: Vec3 = [si, sj, sk];
  const voxels = new voxelArrays[voxelTypeOf(volume.voxels)](si * sj * sk);
  const [from, to] = [rawBits(volume.voxels), rawBits(voxels)];
  let n = 0;
  for (let k = 0; k < sk; k++) {
    for (let j = 0; j < sj; j++) {
      const row = ni * step * (j + nj * k);
      for (let i = 0; i < si; i++) to[n++] = from[row + step * i];
    }
  }
  const affine: Affine = volume.affine.map((entry, at) => (at < 12 && at % 4 < 3 ? entry * step : entry));
  return { size, affine, voxels };
}
