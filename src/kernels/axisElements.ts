import type { Vec3 } from '#src/image/volume.ts';
import { ball, box, extentOf, type StructuringElement } from './structuringElement.ts';

/** The forms of structuring elements: an ellipsoid, a cuboid, or the lines along the three axes. */
export type ElementShape = 'Ball' | 'Box' | 'Cross';

/** Room for the rounding of a sum of three squares, which is 1 on the border of an ellipsoid. */
const inVoxelsTolerance = 1e-12;
/** Affines come from float32 headers, see structuringElement.ts. */
const inMmTolerance = 1e-6;

/**
 * The element of a shape that reaches `radii` from its centre along i, j and k, in the unit of the spacing: of a ball the voxels with
 * (x/rx)² + (y/ry)² + (z/rz)² <= 1, of a cross those on the three axes (of radius 1 in voxels: the face neighbours, what scipy.ndimage has
 * as its default). A radius below the spacing leaves the element flat there. Throws when a radius is negative or not finite.
 */
export function elementOf(shape: ElementShape, radii: Vec3, spacing: Vec3): StructuringElement {
  const isEven = radii[0] === radii[1] && radii[0] === radii[2];
  switch (shape) {
    case 'Ball':
      return isEven ? ball(radii[0], spacing) : ellipsoid(radii, spacing);
    case 'Box':
      return isEven ? box(radii[0], spacing) : cuboid(reachOf(radii, spacing));
    case 'Cross':
      return cross(reachOf(radii, spacing));
    default:
      return shape satisfies never;
  }
}

/** How far such an element reaches along i, j and k, in voxels. Throws when a radius is negative or not finite. */
export function reachOf(radii: Vec3, spacing: Vec3): Vec3 {
  return [extentOf(radii[0], spacing)[0], extentOf(radii[1], spacing)[1], extentOf(radii[2], spacing)[2]];
}

function cuboid(extent: Vec3): StructuringElement {
  return { extent, halfWidths: new Int32Array((extent[1] + 1) * (extent[2] + 1)).fill(extent[0]) };
}

function cross(extent: Vec3): StructuringElement {
  const halfWidths = new Int32Array((extent[1] + 1) * (extent[2] + 1)).fill(-1);
  for (let dj = 1; dj <= extent[1]; dj++) halfWidths[dj] = 0;
  for (let dk = 1; dk <= extent[2]; dk++) halfWidths[(extent[1] + 1) * dk] = 0;
  halfWidths[0] = extent[0];
  return { extent, halfWidths };
}

function ellipsoid(radii: Vec3, spacing: Vec3): StructuringElement {
  const extent = reachOf(radii, spacing);
  const isInVoxels = spacing.every((step) => step === 1);
  const limit = 1 + (isInVoxels ? inVoxelsTolerance : inMmTolerance);
  const halfWidths = new Int32Array((extent[1] + 1) * (extent[2] + 1));
  for (let dk = 0; dk <= extent[2]; dk++) {
    for (let dj = 0; dj <= extent[1]; dj++) {
      const across = squareOf(dj, spacing[1], radii[1]) + squareOf(dk, spacing[2], radii[2]);
      let half = extent[0];
      while (half >= 0 && squareOf(half, spacing[0], radii[0]) + across > limit) half--;
      halfWidths[dj + (extent[1] + 1) * dk] = half;
    }
  }
  return { extent, halfWidths };
}

/** The share of an axis in the sum; 0 in the middle, whatever the radius. */
function squareOf(steps: number, spacing: number, radius: number): number {
  return steps === 0 ? 0 : ((steps * spacing) / radius) ** 2;
}
