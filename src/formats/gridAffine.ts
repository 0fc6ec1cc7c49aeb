import { invert } from '#src/image/affine.ts';
import type { Affine, Vec3 } from '#src/image/volume.ts';

/** The signs that turn the axes of a world into those of RAS+. */
export const lps: Vec3 = [-1, -1, 1];
export const las: Vec3 = [-1, 1, 1];
export const ras: Vec3 = [1, 1, 1];

/**
 * The affine, RAS+, of the steps from voxel to voxel along i, j and k (in mm, along the axes of a world) and the centre of voxel
 * (0, 0, 0). Of a 2D image the third step is missing: then it is 1 mm at right angles to the others. Throws, with the name of the
 * file, when the steps do not span a space.
 */
export function gridAffine(steps: readonly Vec3[], origin: Vec3, signs: Vec3, name: string): Affine {
  const [a = [1, 0, 0], b = besides(a), c = across(a, b)] = steps;
  const rows = [0, 1, 2].map((row) => [a[row], b[row], c[row], origin[row]].map((v) => (v === 0 ? 0 : v * signs[row])));
  const affine = [...rows.flat(), 0, 0, 0, 1];
  try {
    if (invert(affine).every(Number.isFinite)) return affine;
  } catch {
    // The sentence below says more than that of `invert`.
  }
  throw new Error(
    `${name} places its voxels by the steps (${steps.map((step) => step.join(', ')).join('), (')}) from (${origin.join(', ')}) mm, ` +
      'which do not span a space: correct its header',
  );
}

/** The steps from voxel to voxel and the centre of the first one, along the axes of another world than RAS+. */
export function gridSteps(affine: Affine, signs: Vec3): { readonly steps: readonly Vec3[]; readonly origin: Vec3 } {
  const column = (n: number): Vec3 => [at(affine, n, signs, 0), at(affine, n, signs, 1), at(affine, n, signs, 2)];
  return { steps: [column(0), column(1), column(2)], origin: column(3) };
}

function at(affine: Affine, column: number, signs: Vec3, row: number): number {
  const value = affine[4 * row + column];
  return value === 0 ? 0 : value * signs[row];
}

/** A step of 1 mm that is not along `a`. */
function besides(a: Vec3): Vec3 {
  return Math.abs(a[0]) >= Math.abs(a[1]) ? [0, 1, 0] : [1, 0, 0];
}

/** A step of 1 mm at right angles to both, right-handed. */
function across(a: Vec3, b: Vec3): Vec3 {
  const normal = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  const length = Math.hypot(...normal);
  return [normal[0] / length, normal[1] / length, normal[2] / length];
}
