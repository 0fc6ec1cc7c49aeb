import { invert, spacingOf, toWorld } from '#src/image/affine.ts';
import type { Affine, Grid, Vec3 } from '#src/image/volume.ts';

/** What the voxels of a zoomed image share with the image: its outer edges, or the centres of the outermost voxels. */
export type Alignment = 'Edges' | 'Centers';

/** No side of an image is longer, and no image has more voxels. */
const mostAlong = 2 ** 16;
const mostVoxels = 2 ** 32;

/** The size for voxels of another spacing in mm: as many as come nearest to the extent of the image, at least one. */
export function sizeForSpacing({ size, affine }: Grid, spacing: Vec3): Vec3 {
  const old = spacingOf(affine);
  return checked(along((axis) => nearest((size[axis] * old[axis]) / spacing[axis])));
}

/** The size after a zoom, rounded as scipy.ndimage.zoom does (Python's round: halves to the even one). */
export function sizeForZoom(size: Vec3, zoom: Vec3): Vec3 {
  return checked(along((axis) => nearest(size[axis] * zoom[axis])));
}

/** Throws when a size is no size, or too large. */
export function checked(size: Vec3): Vec3 {
  if (size.some((n) => !(Number.isInteger(n) && n >= 1 && n <= mostAlong))) {
    throw new Error(
      `An image cannot have ${size.join('×')} voxels: each must be a whole number from 1 to ${mostAlong}`,
    );
  }
  if (size[0] * size[1] * size[2] > mostVoxels) {
    throw new Error(`${size.join('×')} voxels are more than ${mostVoxels}: choose larger voxels`);
  }
  return size;
}

function nearest(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  return Math.max(1, rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low);
}

/** Where voxels of a target lie along each axis of the source: first + n * step, in voxels of the source. */
export interface Lines {
  readonly first: Vec3;
  readonly step: Vec3;
}

/** With Edges, both grids have the same outer faces (scipy's zoom with grid_mode); with Centers the same outermost centres. */
export function linesForSize(size: Vec3, target: Vec3, alignment: Alignment): Lines {
  if (alignment === 'Edges')
    return linesForStep(
      size,
      along((axis) => size[axis] / target[axis]),
    );
  return { first: [0, 0, 0], step: along((axis) => (target[axis] > 1 ? (size[axis] - 1) / (target[axis] - 1) : 1)) };
}

/**
 * The lower faces of both grids are the same, and the voxels of the target are `step` voxels of the source long; along an axis where
 * the only one reaches so far beyond the source that its centre would lie outside, both have the same middle.
 */
export function linesForStep(size: Vec3, step: Vec3): Lines {
  return {
    first: along((axis) => (step[axis] > 2 * size[axis] ? (size[axis] - 1) / 2 : 0.5 * step[axis] - 0.5)),
    step,
  };
}

/** The affine of a target that lies along such lines. */
export function affineOf(affine: Affine, { first, step }: Lines): Affine {
  const origin = toWorld(affine, first);
  return [
    ...[0, 1, 2].flatMap((row) => [...step.map((s, axis) => affine[4 * row + axis] * s), origin[row]]),
    0,
    0,
    0,
    1,
  ];
}

/** Takes a voxel index of one grid to the position in another one. */
export function betweenGrids(from: Affine, to: Affine): Affine {
  const m = invert(to);
  return [
    ...[0, 1, 2].flatMap((row) =>
      [0, 1, 2, 3].map((column) => {
        const sum = m[4 * row] * from[column] + m[4 * row + 1] * from[4 + column] + m[4 * row + 2] * from[8 + column];
        return column === 3 ? sum + m[4 * row + 3] : sum;
      }),
    ),
    ...[0, 0, 0, 1],
  ];
}

/** The lines of a target that is parallel to the source to within a thousandth of a voxel; undefined where it is not. */
export function linesBetween(toSource: Affine, target: Vec3): Lines | undefined {
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      if (row !== column && Math.abs(toSource[4 * row + column]) * target[column] > 1e-3) return undefined;
    }
  }
  return { first: [toSource[3], toSource[7], toSource[11]], step: [toSource[0], toSource[5], toSource[10]] };
}

function along(value: (axis: 0 | 1 | 2) => number): Vec3 {
  return [value(0), value(1), value(2)];
}
