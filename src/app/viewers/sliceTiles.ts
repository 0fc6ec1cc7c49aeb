import type { Grid, Slab, Volume } from '#src/image/volume.ts';
import { projectSlab } from './projectSlab.ts';
import { type SliceGeometry, sliceGeometry, worldToVoxel } from './sliceGeometry.ts';
import { cutAcross } from './slicePlanes.ts';
import type { Convention, SlabMode } from './viewerDisplay.ts';

/** What a view asks of an image: `count` pictures from a slice on, each of a slab of `thickness` slices around its own. */
export interface TileRequest {
  readonly slice: number;
  readonly count: number;
  readonly thickness: number;
  readonly mode: SlabMode;
}

/** One picture of a view. */
export interface SliceTile {
  /** Of one slice, on the permuted grid. */
  readonly volume: Volume;
  /** Of that volume, so that a picture is laid out by its own affine even while the grid of a newer result is known already. */
  readonly geometry: SliceGeometry;
  /** Its number in the whole image. */
  readonly slice: number;
  /** Where the slices lie that it is made of; its own grid when it is one. */
  readonly slab: Grid;
  /** Which of them is its own. */
  readonly at: number;
}

/** The slices that a request needs, of an image with `slices` of them. */
export function slabOf({ slice, count, thickness }: TileRequest, slices: number): Slab {
  const before = (thickness - 1) >> 1;
  const last = Math.min(slices - 1, slice + (count - 1) * thickness);
  return { start: Math.max(0, slice - before), end: Math.min(slices, last - before + thickness) };
}

/**
 * The pictures of a request, from a volume that holds its slices (a slab of stored ones, or the whole image); fewer at the end of the image.
 * `geometry` is that of the whole image. None when the volume does not hold the slices, as after the image has changed.
 */
export function tilesOf(
  volume: Volume,
  geometry: SliceGeometry,
  request: TileRequest,
  convention: Convention,
): readonly SliceTile[] {
  const { axes, grid } = geometry;
  const first = firstSliceOf(volume, geometry);
  const there = volume.size[axes[2]];
  const before = (request.thickness - 1) >> 1;
  const tiles: SliceTile[] = [];
  for (let n = 0; n < request.count; n++) {
    const slice = request.slice + n * request.thickness;
    if (slice >= grid.size[2]) break;
    const start = Math.max(0, slice - before);
    const end = Math.min(grid.size[2], slice - before + request.thickness);
    if (start < first || end > first + there) break;
    const cut = cutAcross(volume, axes, { start: start - first, end: end - first });
    const one = projectSlab(cut, request.mode, slice - start);
    const { size, affine } = cut;
    tiles.push({
      volume: one,
      geometry: sliceGeometry(one, convention, axes),
      slice,
      slab: { size, affine },
      at: slice - start,
    });
  }
  return tiles;
}

/** Which slice of the whole image the first of a volume is. */
function firstSliceOf({ affine }: Volume, geometry: SliceGeometry): number {
  const [, , k] = worldToVoxel(geometry, [affine[3], affine[7], affine[11]]);
  return Math.round(k) + 0;
}
