import { invert, toWorld } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';

/**
 * A box of the world (two opposite outer corners, mm) on a grid, in texture coordinates, 0 to 1 over the whole grid; all of it
 * for an empty box. As everywhere, the box lies along the axes of the grid. One beside the grid has no volume.
 */
export function textureBox(box: readonly number[], { size, affine }: Grid): readonly [low: Vec3, high: Vec3] {
  if (box.length !== 6 || !box.every(Number.isFinite)) {
    return [
      [0, 0, 0],
      [1, 1, 1],
    ];
  }
  const inverse = invert(affine);
  const a = toWorld(inverse, [box[0], box[1], box[2]]);
  const b = toWorld(inverse, [box[3], box[4], box[5]]);
  const held = (voxel: number, axis: 0 | 1 | 2) => Math.min(1, Math.max(0, (voxel + 0.5) / size[axis]));
  const along = (pick: (p: number, q: number) => number): Vec3 => [
    held(pick(a[0], b[0]), 0),
    held(pick(a[1], b[1]), 1),
    held(pick(a[2], b[2]), 2),
  ];
  return [along(Math.min), along(Math.max)];
}
