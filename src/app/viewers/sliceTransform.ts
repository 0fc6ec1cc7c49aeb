import type { SliceGeometry } from './sliceGeometry.ts';

/** Where the slices of a geometry lie in a view of width x height CSS pixels. */
export interface SliceTransform {
  readonly geometry: SliceGeometry;
  readonly width: number;
  readonly height: number;
  /** CSS pixels per mm, the same along both axes. */
  readonly scale: number;
  /** The voxel index i, j (fractions allowed) in the middle of the view. */
  readonly center: readonly [i: number, j: number];
}

/** The scale, CSS pixels per mm, at which whole slices just fit into a view, a small margin left around them. */
export function fitScale({ grid, spacing }: SliceGeometry, width: number, height: number): number {
  const margin = 4;
  const across = Math.max(1, width - margin) / (grid.size[0] * spacing[0]);
  const down = Math.max(1, height - margin) / (grid.size[1] * spacing[1]);
  return Math.min(across, down);
}

/** CSS pixels by which x grows with i and y with j; negative where the picture is turned round. */
export function pixelsPerVoxel({ geometry, scale }: SliceTransform): readonly [x: number, y: number] {
  return [geometry.iRight * geometry.spacing[0] * scale, geometry.jDown * geometry.spacing[1] * scale];
}

/** Where the voxel index i, j (0, 0 is the first voxel's centre) lies in the view, CSS pixels from its top left corner. */
export function toScreen(transform: SliceTransform, i: number, j: number): readonly [x: number, y: number] {
  const [perI, perJ] = pixelsPerVoxel(transform);
  return [
    transform.width / 2 + (i - transform.center[0]) * perI,
    transform.height / 2 + (j - transform.center[1]) * perJ,
  ];
}

/** The voxel index i, j, with fractions, under a point of the view; it may lie outside of the image. */
export function toVoxel(transform: SliceTransform, x: number, y: number): readonly [i: number, j: number] {
  const [perI, perJ] = pixelsPerVoxel(transform);
  return [
    transform.center[0] + (x - transform.width / 2) / perI,
    transform.center[1] + (y - transform.height / 2) / perJ,
  ];
}
