import type { Volume, Voxels } from '#src/image/volume.ts';
import type { SlabMode } from './viewerDisplay.ts';

/**
 * The slices of a volume projected into one, which lies where slice `at` of them does: the maximum or minimum of each column in the type of the volume, or the
 * mean in float32. NaN is left out, unless a column has nothing else. One slice is returned as it is.
 */
export function projectSlab(volume: Volume, mode: SlabMode, at: number): Volume {
  const [ni, nj, nk] = volume.size;
  if (nk === 1) return volume;
  const { voxels } = volume;
  const plane = ni * nj;
  const projected = mode === 'BLEND_MEAN' ? meanOf(voxels, plane, nk) : extremeOf(voxels, plane, nk, mode);
  const affine = volume.affine.slice();
  for (let row = 0; row < 3; row++) affine[4 * row + 3] += affine[4 * row + 2] * at;
  return { ...volume, size: [ni, nj, 1], affine, voxels: projected };
}

function extremeOf(voxels: Voxels, plane: number, slices: number, mode: SlabMode): Voxels {
  const extreme = voxels.slice(0, plane);
  const isMaximum = mode === 'BLEND_MAXIMUM';
  for (let k = 1; k < slices; k++) {
    for (let p = 0, from = k * plane; p < plane; p++, from++) {
      const value = voxels[from];
      const best = extreme[p];
      // A NaN that came first gives way to any number.
      if ((isMaximum ? value > best : value < best) || (Number.isNaN(best) && !Number.isNaN(value))) extreme[p] = value;
    }
  }
  return extreme;
}

function meanOf(voxels: Voxels, plane: number, slices: number): Float32Array {
  const mean = new Float32Array(plane);
  for (let p = 0; p < plane; p++) {
    let sum = 0;
    let count = 0;
    for (let k = 0, from = p; k < slices; k++, from += plane) {
      const value = voxels[from];
      if (!Number.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    mean[p] = count === 0 ? Number.NaN : sum / count;
  }
  return mean;
}
