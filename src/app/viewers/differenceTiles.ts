import { sliceTexts } from '#src/app/texts/slices.ts';
import type { Volume } from '#src/image/volume.ts';
import type { ShownSlice } from './useSlicePicture.ts';

/** The values of one volume less those of another on the same grid, in float64; NaN where either has none. */
export function differenceOf(a: Volume, b: Volume): Volume {
  if (a.voxels.length !== b.voxels.length) {
    throw new RangeError(sliceTexts.errors.notComparable(a.voxels.length, b.voxels.length));
  }
  const voxels = new Float64Array(a.voxels.length);
  for (let p = 0; p < voxels.length; p++) voxels[p] = a.voxels[p] - b.voxels[p];
  return { ...a, voxels };
}

/** The differences of pictures from those of a layer; pictures for which the layer is not there yet are left out. */
export function differenceTiles(tiles: readonly ShownSlice[], volumes: readonly Volume[]): readonly ShownSlice[] {
  return tiles.flatMap((tile, n) => (volumes[n] ? [{ ...tile, volume: differenceOf(tile.volume, volumes[n]) }] : []));
}
