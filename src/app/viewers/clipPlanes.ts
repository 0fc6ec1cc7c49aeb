import { invert, toWorld } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';

/** A half of the world: where x, y, z in mm give nx x + ny y + nz z + d >= 0. */
export type Plane = readonly [nx: number, ny: number, nz: number, d: number];

/** What is left of an image along one axis of the patient. */
export type CutSide = 'OFF' | 'KEEP_LOW' | 'KEEP_HIGH';

/** The cuts of a 3D view. */
export interface Cuts {
  /** Along x (right), y (anterior), z (superior); the low side is left, posterior, inferior. */
  readonly sides: readonly [CutSide, CutSide, CutSide];
  /** Where the three lie, mm. */
  readonly point: Vec3;
  /** A plane at an angle, through the middle of the image at 0 mm: what is behind it is kept. */
  readonly oblique?: { readonly azimuth: number; readonly elevation: number; readonly distance: number };
}

/** The planes of cuts; `middle` is the middle of the image, mm. */
export function clipPlanes({ sides, point, oblique }: Cuts, middle: Vec3): readonly Plane[] {
  const planes: Plane[] = [];
  for (const axis of [0, 1, 2] as const) {
    if (sides[axis] === 'OFF') continue;
    const sign = sides[axis] === 'KEEP_HIGH' ? 1 : -1;
    const normal = [0, 0, 0];
    normal[axis] = sign;
    planes.push([normal[0], normal[1], normal[2], -sign * point[axis]]);
  }
  if (oblique) {
    const azimuth = (oblique.azimuth * Math.PI) / 180;
    const elevation = (oblique.elevation * Math.PI) / 180;
    // Away from a viewer at that azimuth and elevation, as the camera has them.
    const x = Math.cos(elevation) * Math.sin(azimuth);
    const y = Math.cos(elevation) * Math.cos(azimuth);
    const z = -Math.sin(elevation);
    planes.push([x, y, z, -(x * middle[0] + y * middle[1] + z * middle[2]) - oblique.distance]);
  }
  return planes;
}

/** The six sides of a box of the world (two opposite corners, mm) along the axes of an image with this affine; none without a box. */
export function boxPlanes(box: readonly number[], affine: Affine): readonly Plane[] {
  if (box.length !== 6 || !box.every(Number.isFinite)) return [];
  const inverse = invert(affine);
  const a = toWorld(inverse, [box[0], box[1], box[2]]);
  const b = toWorld(inverse, [box[3], box[4], box[5]]);
  return ([0, 1, 2] as const).flatMap((axis): Plane[] => {
    const [x, y, z, d] = inverse.slice(4 * axis, 4 * axis + 4);
    const [low, high] = [Math.min(a[axis], b[axis]), Math.max(a[axis], b[axis])];
    return [
      [x, y, z, d - low],
      [-x, -y, -z, high - d],
    ];
  });
}
