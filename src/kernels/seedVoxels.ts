import { invert, toWorld } from '#src/image/affine.ts';
import type { Grid } from '#src/image/volume.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';

/** The points that lie within an image. */
export interface SeedVoxels {
  /** For each of them, in their order, the index of the voxel whose centre is nearest along each axis. */
  readonly voxels: Int32Array;
  /** Their types. */
  readonly types: Int32Array;
  /** How many points there were. */
  readonly count: number;
}

/**
 * The voxels at points of the world (x, y, z in mm, RAS+, and a type in turn), those of one type only where one is given. Points outside
 * of the image are left out. Throws when the numbers are not in fours, or the affine cannot be inverted.
 */
export function seedVoxels(points: readonly number[], { size, affine }: Grid, onlyType?: number): SeedVoxels {
  if (points.length % 4 !== 0) {
    throw new Error(`Points are x, y, z and a type in turn, but there are ${points.length} numbers`);
  }
  const inverse = invert(affine);
  const voxels: number[] = [];
  const types: number[] = [];
  let count = 0;
  for (let n = 0; n < points.length; n += 4) {
    if (onlyType !== undefined && points[n + 3] !== onlyType) continue;
    count++;
    const [i, j, k] = toWorld(inverse, [points[n], points[n + 1], points[n + 2]]).map((index) =>
      Math.floor(index + 0.5),
    );
    if (!(i >= 0 && i < size[0] && j >= 0 && j < size[1] && k >= 0 && k < size[2])) continue;
    voxels.push(i + size[0] * (j + size[1] * k));
    types.push(points[n + 3]);
  }
  return { voxels: Int32Array.from(voxels), types: Int32Array.from(types), count };
}

/** The mask of some voxels of a size, by their indices. */
export function maskOfVoxels(voxels: Int32Array, size: Bitmask['size']): Bitmask {
  const mask = emptyBitmask(size);
  for (let n = 0; n < voxels.length; n++) {
    const i = voxels[n] % size[0];
    mask.words[(i >> 5) + mask.rowWords * ((voxels[n] - i) / size[0])] |= 1 << (i & 31);
  }
  return mask;
}
