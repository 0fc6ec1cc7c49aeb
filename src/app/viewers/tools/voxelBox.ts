import { toolTexts } from '#src/app/texts/tools.ts';
import { invert, spacingOf, toWorld } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import { shortMm } from './markers.ts';

/** Voxels of a grid, from the first to the last along each axis, both included. */
export interface VoxelBox {
  readonly first: Vec3;
  readonly last: Vec3;
}

/** Corners that a box of another program puts beside an edge of voxels by rounding, in voxels. */
const tolerance = 1e-3;

/** The voxels whose centres lie in a box of the world; undefined where there is no box, or no voxel in it. It may reach beyond the grid. */
export function voxelBoxOf(grid: Grid, box: readonly number[]): VoxelBox | undefined {
  if (box.length !== 6) return undefined;
  const inverse = invert(grid.affine);
  const [a, b] = [toWorld(inverse, [box[0], box[1], box[2]]), toWorld(inverse, [box[3], box[4], box[5]])];
  const first = vec((axis) => Math.ceil(Math.min(a[axis], b[axis]) - tolerance) + 0);
  const last = vec((axis) => Math.floor(Math.max(a[axis], b[axis]) + tolerance) + 0);
  return first.every((index, axis) => index <= last[axis]) ? { first, last } : undefined;
}

/** The outer corners of voxels in the world, mm RAS, as a parameter of kind box holds them. */
export function boxOfVoxels({ affine }: Grid, { first, last }: VoxelBox): readonly number[] {
  const low = toWorld(
    affine,
    vec((axis) => first[axis] - 0.5),
  );
  const high = toWorld(
    affine,
    vec((axis) => last[axis] + 0.5),
  );
  return [...low, ...high].map(shortMm);
}

/** All voxels of a grid. */
export function wholeBox({ size }: Grid): VoxelBox {
  return { first: [0, 0, 0], last: vec((axis) => size[axis] - 1) };
}

/** The box with its first or last voxel along an axis at another index: within the grid and never beyond its other side. */
export function withSide(
  { size }: Grid,
  { first, last }: VoxelBox,
  axis: number,
  side: 'first' | 'last',
  index: number,
): VoxelBox {
  const whole = Math.round(index);
  if (side === 'first') {
    const at = Math.max(0, Math.min(last[axis], whole));
    return { first: vec((n) => (n === axis ? at : first[n])), last };
  }
  const at = Math.max(first[axis], Math.min(size[axis] - 1, whole));
  return { first, last: vec((n) => (n === axis ? at : last[n])) };
}

/** The box that begins or ends at an index of an axis; where that lies beyond its other side, it is one voxel thick there. */
export function cutAt({ first, last }: VoxelBox, axis: number, side: 'first' | 'last', index: number): VoxelBox {
  const put = (indices: Vec3, at: number) => vec((n) => (n === axis ? at : indices[n]));
  return side === 'first'
    ? { first: put(first, index), last: put(last, Math.max(index, last[axis])) }
    : { first: put(first, Math.min(index, first[axis])), last: put(last, index) };
}

/** The box moved by whole voxels as far as the grid allows, its size kept. */
export function movedBox({ size }: Grid, { first, last }: VoxelBox, by: readonly number[]): VoxelBox {
  const step = vec((axis) => {
    const wanted = Math.round(by[axis]);
    return Math.max(Math.min(0, -first[axis]), Math.min(Math.max(0, size[axis] - 1 - last[axis]), wanted)) + 0;
  });
  return { first: vec((axis) => first[axis] + step[axis]), last: vec((axis) => last[axis] + step[axis]) };
}

/** "40×32×20 voxels, 37.5 × 30 × 24 mm" */
export function boxText(grid: Grid, { first, last }: VoxelBox): string {
  const count = vec((axis) => last[axis] - first[axis] + 1);
  const spacing = spacingOf(grid.affine);
  const mm = count.map((n, axis) => Number((n * spacing[axis]).toFixed(1)));
  return toolTexts.region.size(count.join('×'), mm.join(' × '));
}

function vec(of: (axis: number) => number): Vec3 {
  return [of(0), of(1), of(2)];
}
