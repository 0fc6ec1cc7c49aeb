import { invert, sameGrid } from '#src/image/affine.ts';
import { type Grid, type Volume, voxelCount } from '#src/image/volume.ts';

/**
 * A volume on another grid: each voxel gets the value of the voxel whose centre lies nearest, by world position; NaN where that lies more
 * than half a voxel outside of the volume. On the same grid the volume itself.
 */
export function resampleNearest(volume: Volume, grid: Grid): Volume {
  if (sameGrid(volume, grid)) return volume;
  const inverse = invert(volume.affine);
  // From a voxel index of the grid to one of the volume.
  const m = new Float64Array(12);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 4; column++) {
      let sum = column === 3 ? inverse[4 * row + 3] : 0;
      for (let n = 0; n < 3; n++) sum += inverse[4 * row + n] * grid.affine[4 * n + column];
      m[4 * row + column] = sum;
    }
  }
  const [ni, nj, nk] = grid.size;
  const [si, sj, sk] = volume.size;
  const { voxels } = volume;
  const values = new Float64Array(voxelCount(grid.size));
  let p = 0;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      const x0 = m[1] * j + m[2] * k + m[3] + 0.5;
      const y0 = m[5] * j + m[6] * k + m[7] + 0.5;
      const z0 = m[9] * j + m[10] * k + m[11] + 0.5;
      for (let i = 0; i < ni; i++, p++) {
        const x = Math.floor(x0 + m[0] * i);
        const y = Math.floor(y0 + m[4] * i);
        const z = Math.floor(z0 + m[8] * i);
        const isInside = x >= 0 && x < si && y >= 0 && y < sj && z >= 0 && z < sk;
        values[p] = isInside ? voxels[x + si * (y + sj * z)] : Number.NaN;
      }
    }
  }
  return { ...volume, ...{ size: grid.size, affine: grid.affine }, voxels: values };
}
