import type { Mesh } from '#src/graph/ports.ts';
import { type Extent, gridExtent, joinExtents, positionsExtent } from './volumeProjection.ts';
import type { SceneContent } from './volumeScene.ts';

/** Of nothing. */
export const noExtent: Extent = { min: [-1, -1, -1], max: [1, 1, 1] };

const meshExtents = new WeakMap<Mesh, Extent>();

/** The extent of a mesh, which is found once. */
export function meshExtent(mesh: Mesh): Extent | undefined {
  const known = meshExtents.get(mesh) ?? positionsExtent(mesh.positions);
  if (known) meshExtents.set(mesh, known);
  return known;
}

/** What is in sight: the image, and surfaces that reach beyond it. */
export function contentExtent({ volume, surfaces }: SceneContent): Extent {
  if (!volume) return surfacesExtent(surfaces.map(({ mesh }) => mesh));
  return joinExtents([gridExtent(volume), ...surfaces.flatMap(({ mesh }) => meshExtent(mesh) ?? [])]);
}

/** The extent of all surfaces together. */
export function surfacesExtent(meshes: readonly Mesh[]): Extent {
  const parts = meshes.flatMap((mesh) => meshExtent(mesh) ?? []);
  return parts.length > 0 ? joinExtents(parts) : noExtent;
}
