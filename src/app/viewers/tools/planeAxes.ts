import { type SlicePlace, screenAt, worldAt } from '#src/app/viewers/slicePlace.ts';
import { toWorld } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';

/** How the axes of a grid lie on a screen that shows a slice of it, or of another grid. */
export interface PlaneAxes {
  /** The axis (0 i, 1 j, 2 k) nearest to the rows of the picture, and 1 where it grows to the right, else -1. */
  readonly across: number;
  readonly acrossSign: 1 | -1;
  /** The axis nearest to its columns, and 1 where it grows downwards. */
  readonly down: number;
  readonly downSign: 1 | -1;
  /** The third one, which leads from slice to slice. */
  readonly normal: number;
}

/** The axes of a grid, given its inverse affine (world to voxel), as they lie in a view. */
export function planeAxes(place: SlicePlace, inverse: Affine): PlaneAxes {
  const origin = toWorld(inverse, worldAt(place, 0, 0));
  const right = toWorld(inverse, worldAt(place, 100, 0)).map((index, axis) => index - origin[axis]);
  const below = toWorld(inverse, worldAt(place, 0, 100)).map((index, axis) => index - origin[axis]);
  const across = longest(right, -1);
  const down = longest(below, across);
  return {
    across,
    acrossSign: right[across] < 0 ? -1 : 1,
    down,
    downSign: below[down] < 0 ? -1 : 1,
    normal: 3 - across - down,
  };
}

function longest(step: readonly number[], except: number): number {
  const axes = [0, 1, 2].filter((axis) => axis !== except);
  return axes.reduce((best, axis) => (Math.abs(step[axis]) > Math.abs(step[best]) ? axis : best));
}

/** The world position some voxels of the slice to the right and down the screen of another one. */
export function steppedWorld(place: SlicePlace, world: Vec3, right: number, down: number): Vec3 {
  const { affine } = place.shown.geometry.grid;
  const { iRight, jDown } = place.shown.geometry;
  return [0, 1, 2].map(
    (row) => world[row] + right * iRight * affine[4 * row] + down * jDown * affine[4 * row + 1],
  ) as unknown as Vec3;
}

/** The world position that a drag of some pixels makes of another one; it stays as far from the slice as it was. */
export function draggedWorld(place: SlicePlace, world: Vec3, dx: number, dy: number): Vec3 {
  const [x, y] = screenAt(place, world);
  const [from, to] = [worldAt(place, x, y), worldAt(place, x + dx, y + dy)];
  return [world[0] + to[0] - from[0], world[1] + to[1] - from[1], world[2] + to[2] - from[2]];
}
