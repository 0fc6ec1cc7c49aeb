import type { Slab, Volume, Voxels } from '#src/image/volume.ts';
import type { Axes } from './slicePlanes.ts';

/** Evenly spread slices of `depth`, at most `most` of them, the same number left out at both ends. */
export function coarseSlices(depth: number, most: number): readonly number[] {
  const step = Math.ceil(depth / most);
  const count = Math.ceil(depth / step);
  const first = Math.floor((depth - 1 - (count - 1) * step) / 2);
  return Array.from({ length: count }, (_, n) => first + n * step);
}

/** What a coarse picture may take beside the hand that it follows, ms. */
const timeOfPicture = 200;

/** How many slices a coarse picture has after one of `slices` took `ms`: as many as its time allows, 6 to 24, at most twice as many. */
export function slicesInTime(slices: number, ms: number): number {
  const fitting = Math.floor((slices * timeOfPicture) / Math.max(1, ms));
  return Math.max(6, Math.min(24, 2 * slices, fitting));
}

/**
 * What pictures across i or j need of some evenly spread slices: the columns (or rows) of `slab` out of each, as a volume whose voxels
 * are as thick as the slices lie apart. Every value is that of its slice; nothing is made up between them.
 */
export function coarseVolume(slices: readonly Volume[], step: number, [, , across]: Axes, slab: Slab): Volume {
  const [first] = slices;
  const [ni, nj] = first.size;
  const thickness = slab.end - slab.start;
  const [width, height] = across === 0 ? [thickness, nj] : [ni, thickness];
  const voxels = new (first.voxels.constructor as new (length: number) => Voxels)(width * height * slices.length);
  const [i0, j0] = across === 0 ? [slab.start, 0] : [0, slab.start];
  for (let k = 0; k < slices.length; k++) {
    const from = slices[k].voxels;
    for (let j = 0; j < height; j++) {
      const row = (j0 + j) * ni + i0;
      const to = (k * height + j) * width;
      for (let i = 0; i < width; i++) voxels[to + i] = from[row + i];
    }
  }
  const affine = first.affine.slice();
  for (let row = 0; row < 3; row++) {
    affine[4 * row + 3] += i0 * affine[4 * row] + j0 * affine[4 * row + 1];
    affine[4 * row + 2] *= step;
  }
  return { ...first, size: [width, height, slices.length], affine, voxels };
}
