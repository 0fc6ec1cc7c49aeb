import type { Vec3 } from '#src/image/volume.ts';
import { sessionStore } from './sessionStore.ts';
import { type SliceGeometry, worldToVoxel } from './sliceGeometry.ts';

/** The world position that all views with a cross-hair share, mm RAS; none until one is placed. */
const session = sessionStore<Vec3 | undefined>(undefined);
const theOnly = 'crosshair';

/** Where the cross-hair is, for a component, which renders again when it moves. */
export function useCrosshair(): Vec3 | undefined {
  return session.use(theOnly);
}

/** Where the cross-hair is. */
export function crosshair(): Vec3 | undefined {
  return session.get(theOnly);
}

/** Moves the cross-hair in all views that show it. */
export function placeCrosshair(world: Vec3 | undefined): void {
  session.change(theOnly, () => world);
}

/** Whether a world position lies in a voxel of a grid. */
export function isInside(geometry: SliceGeometry, world: Vec3): boolean {
  const voxel = worldToVoxel(geometry, world);
  // A hair wider than the voxels, since a position on their border is as often rounded out as in.
  return voxel.every((index, axis) => index >= -0.501 && index <= geometry.grid.size[axis] - 0.499);
}
