import { invert, toWorld } from '#src/image/affine.ts';
import type { Grid } from '#src/image/volume.ts';

/** A box of the world on a grid as hundredths along i, j and k: three low sides, then three high ones; 0 and 100 without a box. */
export function partsOfBox(box: readonly number[], { size, affine }: Grid): readonly number[] {
  if (box.length !== 6) return [0, 0, 0, 100, 100, 100];
  const inverse = invert(affine);
  const a = toWorld(inverse, [box[0], box[1], box[2]]);
  const b = toWorld(inverse, [box[3], box[4], box[5]]);
  const part = (voxel: number, axis: number) => Math.round((1000 * (voxel + 0.5)) / size[axis]) / 10;
  return [
    ...a.map((voxel, axis) => part(Math.min(voxel, b[axis]), axis)),
    ...a.map((voxel, axis) => part(Math.max(voxel, b[axis]), axis)),
  ];
}

/** The box of hundredths along i, j and k, its corners in mm rounded to a hundredth; a low side may be above its high one. */
export function boxOfParts(parts: readonly number[], { size, affine }: Grid): readonly number[] {
  const corner = (from: 0 | 3) =>
    toWorld(affine, [
      (parts[from] / 100) * size[0] - 0.5,
      (parts[from + 1] / 100) * size[1] - 0.5,
      (parts[from + 2] / 100) * size[2] - 0.5,
    ]).map((mm) => Math.round(mm * 100) / 100);
  return [...corner(0), ...corner(3)];
}
