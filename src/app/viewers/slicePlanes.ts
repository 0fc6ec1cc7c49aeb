import { sliceTexts } from '#src/app/texts/slices.ts';
import { axisCodes } from '#src/image/affine.ts';
import type { Affine, Grid, Slab, Vec3, Volume } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';

/** Anatomical planes. */
export type Plane = 'axial' | 'coronal' | 'sagittal';

/** The index axes (0 i, 1 j, 2 k) along the rows of a picture, along its columns, and across its slices. */
export type Axes = readonly [along: number, down: number, across: number];

/** The slices as they are stored. */
export const storedAxes: Axes = [0, 1, 2];

/** The directions along and across the pictures of each plane; the slices lie across the third. */
const directions: Readonly<Record<Plane, readonly [string, string, string]>> = {
  axial: ['RL', 'AP', 'SI'],
  coronal: ['RL', 'SI', 'AP'],
  sagittal: ['AP', 'SI', 'RL'],
};

/** The axes of the slices nearest to an anatomical plane, upright: no picture lies on its side. */
export function planeAxes(affine: Affine, plane: Plane): Axes {
  const codes = axisCodes(affine);
  const [along, down, across] = directions[plane].map((pair) => codes.findIndex((code) => pair.includes(code)));
  return [along, down, across];
}

/** A grid whose first axes are those of a picture and whose third goes through its slices; every voxel stays where it is. */
export function permutedGrid({ size, affine }: Grid, [a, b, c]: Axes): Grid {
  const columns = [a, b, c, 3];
  return {
    size: [size[a], size[b], size[c]],
    affine: affine.map((_, n) => affine[4 * (n >> 2) + columns[n & 3]]),
  };
}

/** A voxel index of a permuted grid as the image stores it. */
export function storedVoxel(voxel: Vec3, axes: Axes): Vec3 {
  const stored = [0, 0, 0];
  for (let n = 0; n < 3; n++) stored[axes[n]] = voxel[n];
  return [stored[0], stored[1], stored[2]];
}

/**
 * The slices `slab` of a volume across an axis of it, as a volume of their own on the permuted grid: those that are stored are a view, others
 * are copied. Throws RangeError when the slab does not lie within the volume.
 */
export function cutAcross(volume: Volume, axes: Axes, slab: Slab): Volume {
  const [a, b, c] = axes;
  if (a === 0 && b === 1) return cropSlab(volume, slab);
  const { voxels, size } = volume;
  if (!(slab.start >= 0 && slab.start < slab.end && slab.end <= size[c])) {
    throw new RangeError(sliceTexts.errors.slabOutside(slab.start, slab.end, size[c]));
  }
  const strides = [1, size[0], size[0] * size[1]];
  const [stepA, stepB, stepC] = [strides[a], strides[b], strides[c]];
  const [na, nb, nc] = [size[a], size[b], slab.end - slab.start];
  const cut = new (voxels.constructor as new (length: number) => typeof voxels)(na * nb * nc);
  let to = 0;
  for (let k = slab.start; k < slab.end; k++) {
    for (let j = 0; j < nb; j++) {
      let from = k * stepC + j * stepB;
      for (let i = 0; i < na; i++, from += stepA) cut[to++] = voxels[from];
    }
  }
  const grid = permutedGrid(volume, axes);
  const affine = grid.affine.slice();
  for (let row = 0; row < 3; row++) affine[4 * row + 3] += affine[4 * row + 2] * slab.start;
  return { ...volume, size: [na, nb, nc], affine, voxels: cut };
}
