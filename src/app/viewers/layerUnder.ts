import { invert, toWorld } from '#src/image/affine.ts';
import type { Grid, Slab, Volume } from '#src/image/volume.ts';
import { projectSlab } from './projectSlab.ts';
import { resampleNearest } from './resampleSlice.ts';
import type { SliceTile } from './sliceTiles.ts';
import type { SlabMode } from './viewerDisplay.ts';

/**
 * What of a second image lies in a picture: on the grid of its slices, each voxel the nearest by world position, and where the picture is of
 * several slices projected like it. Masks and labels are projected by `BLEND_MAXIMUM`, whatever the picture is: what is anywhere in the slab is seen.
 */
export function layerUnder(volume: Volume, { slab, at }: Pick<SliceTile, 'slab' | 'at'>, mode: SlabMode): Volume {
  return projectSlab(resampleNearest(volume, slab), mode, at);
}

/** The stored slices of a grid that lie in pictures; undefined where none does. */
export function slabUnder(grid: Grid, tiles: readonly Pick<SliceTile, 'slab'>[]): Slab | undefined {
  const inverse = invert(grid.affine);
  let least = Infinity;
  let most = -Infinity;
  for (const { slab } of tiles) {
    const [ni, nj, nk] = slab.size;
    for (let corner = 0; corner < 8; corner++) {
      const world = toWorld(slab.affine, [corner & 1 ? ni - 1 : 0, corner & 2 ? nj - 1 : 0, corner & 4 ? nk - 1 : 0]);
      const k = toWorld(inverse, world)[2];
      least = Math.min(least, k);
      most = Math.max(most, k);
    }
  }
  // Where a picture lies between two slices, rounding decides on either.
  const start = Math.max(0, Math.floor(least + 0.5 - 1e-6));
  const end = Math.min(grid.size[2], Math.floor(most + 0.5 + 1e-6) + 1);
  return start < end ? { start, end } : undefined;
}
