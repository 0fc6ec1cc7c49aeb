import { toWorld } from '#src/image/affine.ts';
import type { Affine, Grid, Vec3 } from '#src/image/volume.ts';
import { type Camera, initialCamera } from './volumeCamera.ts';

/** A box along the axes of the world that holds what is shown, mm. */
export interface Extent {
  readonly min: Vec3;
  readonly max: Vec3;
}

/** How the world is laid on the screen, without perspective. All matrices are row-major 4x4. */
export interface Projection {
  /** World, mm -> what a picture's edges are -1 and 1 of; the third grows away from the viewer, -1 to 1 over all that is shown. */
  readonly clip: Affine;
  /** World -> right, up and away from the viewer, mm from the middle. */
  readonly view: Affine;
  /** The millimetres that the third of `clip` spans. */
  readonly depth: number;
}

/**
 * The projection of a camera for a picture of the given shape (width / height). The middle of the extent is the middle of the
 * picture, moved by the camera's pan in parts of its shorter side; at zoom 1 the extent is seen whole from nearly all sides.
 * Azimuth 180 looks from the patient's front, 0 from the back, 90 from the left, 270 from the right; elevation 90 from above.
 */
export function projectionOf(camera: Camera, { min, max }: Extent, shape: number): Projection {
  const radius = Math.max(1e-6, Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2);
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const [right, up, away] = viewAxes(camera);
  const half = Math.max(0.8 * radius, slantedHeight(min, max)) / camera.zoom;
  const across = half * Math.max(1, shape);
  const down = half * Math.max(1, 1 / shape);
  const [panX, panY] = camera.pan ?? [0, 0];
  const depth = 2.02 * radius;
  const view = [...row(right, middle, 1, 0), ...row(up, middle, 1, 0), ...row(away, middle, 1, 0), 0, 0, 0, 1];
  const clip = [
    ...row(right, middle, 1 / across, (panX * 2 * half) / across),
    ...row(up, middle, 1 / down, (-panY * 2 * half) / down),
    ...row(away, middle, 2 / depth, 0),
    ...[0, 0, 0, 1],
  ];
  return { clip, view, depth };
}

/** Half of the height at which an upright box is seen from a little above, however it is turned: long ones need more room than their diagonal tells. */
function slantedHeight(min: Vec3, max: Vec3): number {
  const elevation = radians(initialCamera.elevation);
  const [width, depth, height] = [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
  return (height * Math.cos(elevation) + Math.hypot(width, depth) * Math.sin(elevation)) / 2;
}

/** The directions of the screen in the world: to the right, up, and away from the viewer. */
export function viewAxes({ azimuth, elevation }: Camera): readonly [right: Vec3, up: Vec3, away: Vec3] {
  const [c, s] = [Math.cos(radians(azimuth - 180)), Math.sin(radians(azimuth - 180))];
  const [ce, se] = [Math.cos(radians(elevation)), Math.sin(radians(elevation))];
  return [
    [-c, s, 0],
    [-se * s, -se * c, ce],
    [-ce * s, -ce * c, -se],
  ];
}

function row([x, y, z]: Vec3, middle: Vec3, scale: number, move: number): readonly number[] {
  const offset = -(x * middle[0] + y * middle[1] + z * middle[2]) * scale + move;
  return [x * scale, y * scale, z * scale, offset];
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** The extent of a grid: all corners of its outermost voxels. */
export function gridExtent({ size, affine }: Grid): Extent {
  const corners: Vec3[] = [];
  for (const i of [-0.5, size[0] - 0.5]) {
    for (const j of [-0.5, size[1] - 0.5]) {
      for (const k of [-0.5, size[2] - 0.5]) corners.push(toWorld(affine, [i, j, k]));
    }
  }
  return extentOf(corners);
}

/** The extent of positions x, y, z in turn; undefined when there is none. */
export function positionsExtent(positions: Float32Array): Extent | undefined {
  if (positions.length < 3) return undefined;
  // In variables of their own: a mesh may have millions of vertices, and this holds the page.
  let [minX, minY, minZ] = positions;
  let [maxX, maxY, maxZ] = positions;
  for (let p = 3; p + 2 < positions.length; p += 3) {
    const x = positions[p];
    const y = positions[p + 1];
    const z = positions[p + 2];
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
    if (z < minZ) minZ = z;
    if (z > maxZ) maxZ = z;
  }
  return { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] };
}

/** The extent that holds all of the given ones, which are at least one. */
export function joinExtents(extents: readonly Extent[]): Extent {
  return extentOf(extents.flatMap(({ min, max }) => [min, max]));
}

function extentOf(points: readonly Vec3[]): Extent {
  const along = (axis: 0 | 1 | 2) => points.map((point) => point[axis]);
  return {
    min: [Math.min(...along(0)), Math.min(...along(1)), Math.min(...along(2))],
    max: [Math.max(...along(0)), Math.max(...along(1)), Math.max(...along(2))],
  };
}

/** The product of two row-major 4x4 matrices: first `b`, then `a`. */
export function multiplied(a: Affine, b: Affine): Affine {
  const product: number[] = [];
  for (let r = 0; r < 16; r += 4) {
    for (let c = 0; c < 4; c++) {
      product.push(a[r] * b[c] + a[r + 1] * b[4 + c] + a[r + 2] * b[8 + c] + a[r + 3] * b[12 + c]);
    }
  }
  return product;
}

/** Texture coordinates (0 to 1 over the whole of a grid, edges of the outermost voxels) -> world, mm. */
export function textureToWorld({ size, affine }: Grid): Affine {
  const [ni, nj, nk] = size;
  return multiplied(affine, [ni, 0, 0, -0.5, 0, nj, 0, -0.5, 0, 0, nk, -0.5, 0, 0, 0, 1]);
}
