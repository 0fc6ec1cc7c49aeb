import type { Vec3, Volume } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';

/**
 * The image with `factor` times as many voxels along each axis, interpolated linearly between voxel centres, in the same type. The
 * spacing is kept: what counts is the number of voxels, and radii in voxels.
 */
export function enlarge({ size, affine, voxels }: Volume, factor: number): Volume {
  const [ni, nj, nk] = size;
  const large: Vec3 = [Math.round(ni * factor), Math.round(nj * factor), Math.round(nk * factor)];
  const type = voxelTypeOf(voxels);
  const isInteger = voxelTypes[type].integer;
  const target = new voxelArrays[type](large[0] * large[1] * large[2]);
  const [is, js, ks] = [placesAlong(ni, large[0]), placesAlong(nj, large[1]), placesAlong(nk, large[2])];
  const row = new Float64Array(ni);
  let at = 0;
  for (let k = 0; k < large[2]; k++) {
    const [k0, k1, kw] = [ks.lower[k], ks.upper[k], ks.weights[k]];
    for (let j = 0; j < large[1]; j++) {
      const [j0, j1, jw] = [js.lower[j], js.upper[j], js.weights[j]];
      const corners = [ni * (j0 + nj * k0), ni * (j1 + nj * k0), ni * (j0 + nj * k1), ni * (j1 + nj * k1)];
      for (let i = 0; i < ni; i++) {
        const front = voxels[corners[0] + i] * (1 - jw) + voxels[corners[1] + i] * jw;
        const back = voxels[corners[2] + i] * (1 - jw) + voxels[corners[3] + i] * jw;
        row[i] = front * (1 - kw) + back * kw;
      }
      for (let i = 0; i < large[0]; i++) {
        const weight = is.weights[i];
        const value = row[is.lower[i]] * (1 - weight) + row[is.upper[i]] * weight;
        target[at++] = isInteger ? Math.floor(value + 0.5) : value;
      }
    }
  }
  return { size: large, affine, voxels: target };
}

/** For each voxel of the long axis its two neighbours on the short one, and the weight of the upper. */
function placesAlong(short: number, long: number) {
  const lower = new Int32Array(long);
  const upper = new Int32Array(long);
  const weights = new Float64Array(long);
  for (let n = 0; n < long; n++) {
    const place = Math.min(short - 1, Math.max(0, ((n + 0.5) * short) / long - 0.5));
    lower[n] = Math.floor(place);
    upper[n] = Math.min(short - 1, lower[n] + 1);
    weights[n] = place - lower[n];
  }
  return { lower, upper, weights };
}
