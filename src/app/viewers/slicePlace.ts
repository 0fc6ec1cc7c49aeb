import type { Vec3 } from '#src/image/volume.ts';
import { voxelToWorld, worldToVoxel } from './sliceGeometry.ts';
import { type SliceTransform, toScreen, toVoxel } from './sliceTransform.ts';
import type { ShownSlice } from './useSlicePicture.ts';
import type { ViewSize } from './useViewSize.ts';

/** A slice in a view, as far as what is drawn over it must know. */
export interface SlicePlace {
  readonly shown: ShownSlice;
  readonly transform: SliceTransform;
  readonly size: ViewSize;
}

/** The world position, mm RAS, of a point of the view (CSS pixels from its top left corner) on the slice that is shown. */
export function worldAt({ shown, transform }: SlicePlace, x: number, y: number): Vec3 {
  const [i, j] = toVoxel(transform, x, y);
  return voxelToWorld(shown.geometry, [i, j, 0]);
}

/**
 * Where a world position lies in the view, CSS pixels from its top left corner; a position in front of or behind the slice is moved onto it
 * along the slicing axis of the image.
 */
export function screenAt({ shown, transform }: SlicePlace, world: Vec3): readonly [x: number, y: number] {
  const [i, j] = worldToVoxel(shown.geometry, world);
  return toScreen(transform, i, j);
}

/** The distance of a world position from the middle of the slice that is shown, mm, along the slice's normal; never negative. */
export function distanceFromSlice({ shown }: SlicePlace, world: Vec3): number {
  const [a, b, , x, c, d, , y, e, f, , z] = shown.geometry.grid.affine;
  const normal = [c * f - e * d, e * b - a * f, a * d - c * b];
  return (
    Math.abs((world[0] - x) * normal[0] + (world[1] - y) * normal[1] + (world[2] - z) * normal[2]) /
    Math.hypot(...normal)
  );
}
