import type { Affine, Grid, Vec3 } from './volume.ts';

/** Voxel (i, j, k) = world (x, y, z) in mm. */
export const identity: Affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** The position of a voxel index in the world, mm, RAS+. Fractions of an index are allowed; (0, 0, 0) is a voxel's centre. */
export function toWorld(affine: Affine, [i, j, k]: Vec3): Vec3 {
  const a = affine;
  return [
    a[0] * i + a[1] * j + a[2] * k + a[3],
    a[4] * i + a[5] * j + a[6] * k + a[7],
    a[8] * i + a[9] * j + a[10] * k + a[11],
  ];
}

/** World (x, y, z) -> voxel (i, j, k). Throws when the affine cannot be inverted. */
export function invert(affine: Affine): Affine {
  const [a, b, c, x, d, e, f, y, g, h, i, z] = affine;
  const A = e * i - f * h;
  const B = f * g - d * i;
  const C = d * h - e * g;
  const det = a * A + b * B + c * C;
  if (!Number.isFinite(det) || det === 0) throw new Error(`The affine [${affine.join(', ')}] cannot be inverted`);
  const m = [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d];
  for (let n = 0; n < 9; n++) m[n] /= det;
  return [
    m[0], m[1], m[2], -(m[0] * x + m[1] * y + m[2] * z),
    m[3], m[4], m[5], -(m[3] * x + m[4] * y + m[5] * z),
    m[6], m[7], m[8], -(m[6] * x + m[7] * y + m[8] * z),
    0, 0, 0, 1,
  ]; // biome-ignore format: a matrix reads in rows
}

/**
 * The distance between neighbouring voxels along i, j and k, in mm, equal to nibabel.affines.voxel_sizes to the last bit; that of
 * Math.hypot differs between engines.
 */
export function spacingOf(affine: Affine): Vec3 {
  const a = affine;
  return [lengthOf(a[0], a[4], a[8]), lengthOf(a[1], a[5], a[9]), lengthOf(a[2], a[6], a[10])];
}

function lengthOf(x: number, y: number, z: number): number {
  const length = Math.sqrt(x * x + y * y + z * z);
  // Only what no scanner writes has squares that float64 does not hold.
  return length > 0 && length < Number.POSITIVE_INFINITY ? length : Math.hypot(x, y, z);
}

/** "181×217×181", for messages. */
export function sizeText(size: Vec3): string {
  return size.join('×');
}

/**
 * Whether two grids have the same size and put every voxel at the same place. Affines come from float32 headers, so their
 * corners may lie a hundredth of the smallest spacing apart.
 */
export function sameGrid(a: Grid, b: Grid): boolean {
  if (a.size.some((n, axis) => n !== b.size[axis])) return false;
  const tolerance = 0.01 * Math.min(...spacingOf(a.affine));
  for (let corner = 0; corner < 8; corner++) {
    const index: Vec3 = [
      corner & 1 ? a.size[0] - 1 : 0,
      corner & 2 ? a.size[1] - 1 : 0,
      corner & 4 ? a.size[2] - 1 : 0,
    ];
    const p = toWorld(a.affine, index);
    const q = toWorld(b.affine, index);
    if (!(Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) <= tolerance)) return false;
  }
  return true;
}

/**
 * The anatomical direction in which each voxel index grows, as letters of R/L, A/P, S/I (nibabel's aff2axcodes): the
 * assignment of index axes to world axes that follows the largest direction cosines, each world axis used once.
 */
export function axisCodes(affine: Affine): readonly [string, string, string] {
  const spacing = spacingOf(affine);
  const cosine = (world: number, axis: number) => affine[4 * world + axis] / (spacing[axis] || 1);
  const codes = ['', '', ''];
  const freeWorld = new Set([0, 1, 2]);
  const freeAxis = new Set([0, 1, 2]);
  while (freeAxis.size > 0) {
    let best = -1;
    let bestAxis = 0;
    let bestWorld = 0;
    for (const axis of freeAxis) {
      for (const world of freeWorld) {
        if (Math.abs(cosine(world, axis)) > best) {
          best = Math.abs(cosine(world, axis));
          bestAxis = axis;
          bestWorld = world;
        }
      }
    }
    codes[bestAxis] = ['RL', 'AP', 'SI'][bestWorld][cosine(bestWorld, bestAxis) < 0 ? 1 : 0];
    freeAxis.delete(bestAxis);
    freeWorld.delete(bestWorld);
  }
  return [codes[0], codes[1], codes[2]];
}
