import { seededRandom } from './seededRandom.ts';
import type { Vec3, Volume } from './volume.ts';
import { voxelArrays, voxelTypes } from './voxelType.ts';

/** In a cube from -1 to 1 along each axis. */
interface Ellipsoid {
  /** What it adds to the value of the points inside it, in tenths, so that sums are exact. */
  readonly tenths: number;
  readonly semiAxes: Vec3;
  readonly centre: Vec3;
  /** How far it is turned about the third axis, in degrees, from the first towards the second. */
  readonly degrees: number;
}

/**
 * The ten ellipsoids of the Shepp-Logan head (Shepp and Logan 1974, IEEE Trans. Nucl. Sci. NS-21) with Toft's contrast (1996), their
 * third axes and heights as in Schabel's phantom3d, all upright. The second lies within the first, and the others within the second,
 * so the skull is the first less the second.
 */
export const sheppLoganEllipsoids: readonly Ellipsoid[] = [
  { tenths: 10, semiAxes: [0.69, 0.92, 0.81], centre: [0, 0, 0], degrees: 0 },
  { tenths: -8, semiAxes: [0.6624, 0.874, 0.78], centre: [0, -0.0184, 0], degrees: 0 },
  { tenths: -2, semiAxes: [0.11, 0.31, 0.22], centre: [0.22, 0, 0], degrees: -18 },
  { tenths: -2, semiAxes: [0.16, 0.41, 0.28], centre: [-0.22, 0, 0], degrees: 18 },
  { tenths: 1, semiAxes: [0.21, 0.25, 0.41], centre: [0, 0.35, -0.15], degrees: 0 },
  { tenths: 1, semiAxes: [0.046, 0.046, 0.05], centre: [0, 0.1, 0.25], degrees: 0 },
  { tenths: 1, semiAxes: [0.046, 0.046, 0.05], centre: [0, -0.1, 0.25], degrees: 0 },
  { tenths: 1, semiAxes: [0.046, 0.023, 0.05], centre: [-0.08, -0.605, 0], degrees: 0 },
  { tenths: 1, semiAxes: [0.023, 0.023, 0.02], centre: [0, -0.606, 0], degrees: 0 },
  { tenths: 1, semiAxes: [0.023, 0.046, 0.02], centre: [0.06, -0.605, 0], degrees: 0 },
];

/** The part of the whole volume that an ellipsoid fills: 4/3 pi abc of a cube of 8. */
export function ellipsoidFraction({ semiAxes: [a, b, c] }: Ellipsoid): number {
  return (Math.PI * a * b * c) / 6;
}

export interface PhantomOptions {
  readonly size: Vec3;
  /** In mm; 1 by default. */
  readonly spacing?: Vec3;
  readonly type?: 'uint8' | 'int16' | 'float32';
  /** The value of the skull, which is the brightest; the brain has a fifth of it. By default 250, 1000 or 1, by the type. */
  readonly skull?: number;
  /** The standard deviation of the two channels of Rician noise, in units of the values; 0 by default. */
  readonly noise?: number;
  readonly seed?: number;
}

/**
 * A 3D Shepp-Logan head that fills the volume, whatever its size: a voxel has the value at its centre, so that the volume of each
 * ellipsoid is known (`ellipsoidFraction`). The affine is a grid of the spacing, centred on the origin. Rician noise makes of a value v
 * sqrt((v + n1)² + n2²), as magnitude MR images have it. Integers are rounded, and cut off at the ends of their type.
 */
export function sheppLogan(options: PhantomOptions): Volume {
  const { size, spacing = [1, 1, 1], type = 'float32', noise = 0, seed = 1 } = options;
  const { skull = { uint8: 250, int16: 1000, float32: 1 }[type] } = options;
  const { integer, min, max } = voxelTypes[type];
  const [ni, nj, nk] = size;
  const voxels = new voxelArrays[type](ni * nj * nk);
  const row = new Int8Array(ni);
  const normal = normalPairs(seed);
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      fillRow(row, (2 * j + 1) / nj - 1, (2 * k + 1) / nk - 1);
      const start = ni * (j + nj * k);
      for (let i = 0; i < ni; i++) {
        let value = (row[i] / 10) * skull;
        if (noise > 0) {
          const [n1, n2] = normal();
          value = Math.hypot(value + noise * n1, noise * n2);
        }
        voxels[start + i] = integer ? Math.min(max, Math.max(min, Math.round(value))) : value;
      }
    }
  }
  const [x, y, z] = spacing;
  const affine = [
    x, 0, 0, (-x * (ni - 1)) / 2,
    0, y, 0, (-y * (nj - 1)) / 2,
    0, 0, z, (-z * (nk - 1)) / 2,
    0, 0, 0, 1,
  ]; // biome-ignore format: a matrix reads in rows
  return { size, affine, voxels };
}

/** Sums the tenths along one row of voxel centres. Each ellipsoid cuts the row in one piece, the roots of a quadratic. */
function fillRow(row: Int8Array, y: number, z: number): void {
  row.fill(0);
  for (const { tenths, semiAxes, centre, degrees } of sheppLoganEllipsoids) {
    const cos = Math.cos((degrees * Math.PI) / 180);
    const sin = Math.sin((degrees * Math.PI) / 180);
    const [a, b, c] = semiAxes.map((length) => 1 / (length * length));
    const q = y - centre[1];
    const r = z - centre[2];
    // With p = x - centre: (p cos + q sin)² a + (q cos - p sin)² b + r² c <= 1.
    const squared = cos * cos * a + sin * sin * b;
    const linear = q * sin * cos * (a - b);
    const constant = q * q * (sin * sin * a + cos * cos * b) + r * r * c - 1;
    const root = linear * linear - squared * constant;
    if (root < 0) continue;
    const middle = centre[0] - linear / squared;
    const half = Math.sqrt(root) / squared;
    const first = Math.max(0, Math.ceil(((middle - half + 1) * row.length - 1) / 2));
    const last = Math.min(row.length - 1, Math.floor(((middle + half + 1) * row.length - 1) / 2));
    for (let i = first; i <= last; i++) row[i] += tenths;
  }
}

/** Pairs of independent numbers with the standard normal distribution (Box and Muller 1958). */
function normalPairs(seed: number): () => readonly [number, number] {
  const random = seededRandom(seed);
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  };
}
