import { invert, toWorld } from '#src/image/affine.ts';
import type { Affine, Grid, Vec3 } from '#src/image/volume.ts';

/** A block of voxels, which may reach beyond the image. */
export interface Region {
  readonly start: Vec3;
  readonly size: Vec3;
}

/** MeVisLab's modes, with the titles of its panel. */
export const modes = {
  VoxelStartSize: 'Voxel Start & Size',
  VoxelStartEnd: 'Voxel Start & End',
  VoxelCenterWidth: 'Voxel Center & Width',
  WorldStartEndImageAxisAligned: 'World Start & End (a box)',
  VoxelStartEndOffset: 'Voxel Start & End Offset',
} as const;

export type Mode = keyof typeof modes;

/** What the fields of the panel hold, three numbers each. */
export interface Fields {
  readonly start: Vec3;
  readonly size: Vec3;
  readonly end: Vec3;
  readonly center: Vec3;
  readonly width: Vec3;
  readonly startOffset: Vec3;
  readonly endOffset: Vec3;
  /** Two opposite outer corners in mm, RAS+, or empty. */
  readonly box: readonly number[];
}

/** No image has more voxels: the largest that one array of a byte each holds. */
const mostVoxels = 2 ** 32;

/** The region of an image of this size that the fields describe; of a box, none. Throws when it is empty or too large. */
export function voxelRegion(mode: Exclude<Mode, 'WorldStartEndImageAxisAligned'>, fields: Fields, size: Vec3): Region {
  return checked(spanOf(mode, fields, size), size);
}

function spanOf(mode: Exclude<Mode, 'WorldStartEndImageAxisAligned'>, fields: Fields, size: Vec3): Region {
  const { start, end, center, width, startOffset, endOffset } = fields;
  switch (mode) {
    case 'VoxelStartSize':
      // 0 stands for all that follows.
      return { start, size: along((axis) => fields.size[axis] || size[axis] - start[axis]) };
    case 'VoxelStartEnd':
      return { start, size: along((axis) => end[axis] - start[axis] + 1) };
    case 'VoxelCenterWidth':
      return { start: along((axis) => center[axis] - Math.floor(width[axis] / 2)), size: width };
    case 'VoxelStartEndOffset':
      return { start: startOffset, size: along((axis) => size[axis] - startOffset[axis] - endOffset[axis]) };
    default:
      return mode satisfies never;
  }
}

/**
 * The voxels whose centres lie in a box of the world, along the axes of the image: its corners go through the inverse affine. Throws
 * when there is none.
 */
export function boxRegion(box: readonly number[], { size, affine }: Grid): Region {
  const toVoxel = invert(affine);
  const a = toWorld(toVoxel, [box[0], box[1], box[2]]);
  const b = toWorld(toVoxel, [box[3], box[4], box[5]]);
  // Corners come from an affine and back: a centre on the face of the box must not hang on the last bit.
  const rounding = 1e-6;
  const first = along((axis) => Math.ceil(Math.min(a[axis], b[axis]) - rounding) + 0);
  const last = along((axis) => Math.floor(Math.max(a[axis], b[axis]) + rounding));
  const region = { start: first, size: along((axis) => last[axis] - first[axis] + 1) };
  if (region.size.some((n) => n < 1)) {
    throw new Error(`No voxel's centre lies in the box (${box.join(', ')}): draw a larger one`);
  }
  return checked(region, size);
}

function checked(region: Region, size: Vec3): Region {
  const named = `The region of ${region.size.join('×')} voxels from voxel ${region.start.join(', ')} on`;
  if (region.size.some((n) => n < 1)) {
    throw new Error(`${named} is empty: the image has ${size.join('×')} voxels, let the region end after its start`);
  }
  if (region.size[0] * region.size[1] * region.size[2] > mostVoxels) {
    throw new Error(`${named} has more than ${mostVoxels} voxels: make it smaller`);
  }
  return region;
}

/** The affine of a region, in which every voxel keeps its place in the world. */
export function regionAffine(affine: Affine, start: Vec3): Affine {
  const [x, y, z] = toWorld(affine, start);
  const moved = affine.slice();
  moved[3] = x;
  moved[7] = y;
  moved[11] = z;
  return moved;
}

/** Whether the region reaches beyond the image anywhere, or lies outside of it. */
export function reachOf({ start, size }: Region, image: Vec3): 'Within' | 'Beyond' | 'Outside' {
  if (start.some((at, axis) => at >= image[axis] || at + size[axis] <= 0)) return 'Outside';
  return start.some((at, axis) => at < 0 || at + size[axis] > image[axis]) ? 'Beyond' : 'Within';
}

function along(value: (axis: 0 | 1 | 2) => number): Vec3 {
  return [value(0), value(1), value(2)];
}
