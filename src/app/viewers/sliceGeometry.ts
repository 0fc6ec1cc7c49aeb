import { sliceTexts } from '#src/app/texts/slices.ts';
import { axisCodes, invert, spacingOf, toWorld } from '#src/image/affine.ts';
import type { Affine, Grid, Vec3 } from '#src/image/volume.ts';
import { directionLetters } from './directionLetters.ts';
import { type Axes, type Plane, storedAxes } from './slicePlanes.ts';
import type { Convention } from './viewerDisplay.ts';

/** How the slices of a grid (along its third axis) are laid on a screen. */
export interface SliceGeometry {
  /** For slices across another axis than the stored ones the permuted grid: i and j are the axes of the picture. */
  readonly grid: Grid;
  /** The axes of the image that the three of the grid are. */
  readonly axes: Axes;
  readonly spacing: Vec3;
  /** World -> voxel. */
  readonly inverse: Affine;
  /** The anatomical plane to which the slices are nearest. */
  readonly plane: Plane;
  /** 1 when i grows to the right of the screen, -1 when it grows to the left. */
  readonly iRight: 1 | -1;
  /** 1 when j grows down the screen, -1 when it grows upwards. */
  readonly jDown: 1 | -1;
  /** The directions of the patient at the four edges, from the affine. */
  readonly letters: { readonly left: string; readonly right: string; readonly top: string; readonly bottom: string };
}

const opposite: Readonly<Record<string, string>> = { R: 'L', L: 'R', A: 'P', P: 'A', S: 'I', I: 'S' };

type Custom = Readonly<Record<Plane, { right: string; down: string }>>;

/** What grows to the right and down the screen in each plane; the two conventions part where left and right are seen. */
const customs: Readonly<Record<Convention, Custom>> = {
  RADIOLOGICAL: {
    axial: { right: 'L', down: 'P' },
    coronal: { right: 'L', down: 'I' },
    sagittal: { right: 'P', down: 'I' },
  },
  NEUROLOGICAL: {
    axial: { right: 'R', down: 'P' },
    coronal: { right: 'R', down: 'I' },
    sagittal: { right: 'P', down: 'I' },
  },
};

/**
 * Lays out the slices of a grid: i along the rows of the picture, j along its columns, each turned round where that follows custom
 * (radiological: the patient's right on the left, neurological: on the right; anterior or superior at the top; in sagittal slices
 * anterior on the left). Slices that store the two axes of the plane the other way round lie on their side: the customary picture turned a
 * quarter to the left, never its mirror image. Throws when the affine cannot be inverted.
 */
export function sliceGeometry(
  grid: Grid,
  convention: Convention = 'RADIOLOGICAL',
  axes: Axes = storedAxes,
): SliceGeometry {
  const [i, j, k] = axisCodes(grid.affine);
  const plane: Plane = 'SI'.includes(k) ? 'axial' : 'AP'.includes(k) ? 'coronal' : 'sagittal';
  const { right, down } = customs[convention][plane];
  const liesOnSide = i !== right && i !== opposite[right];
  const iRight = i === (liesOnSide ? down : right) ? 1 : -1;
  const jDown = j === (liesOnSide ? opposite[right] : down) ? 1 : -1;
  const a = grid.affine;
  const along = (axis: number, sign: number) =>
    directionLetters([sign * a[axis], sign * a[4 + axis], sign * a[8 + axis]]);
  return {
    grid,
    axes,
    spacing: spacingOf(grid.affine),
    inverse: invert(grid.affine),
    plane,
    iRight,
    jDown,
    letters: { left: along(0, -iRight), right: along(0, iRight), top: along(1, -jDown), bottom: along(1, jDown) },
  };
}

/** A sentence why the slices of a grid cannot be laid out, or undefined when they can. */
export function whyNotShown({ size, affine }: Grid): string | undefined {
  if (size.some((n) => n < 1)) return sliceTexts.errors.noSlice(size.join('×'));
  const [a, b, c, , d, e, f, , g, h, i] = affine;
  const volume = a * (e * i - f * h) + b * (f * g - d * i) + c * (d * h - e * g);
  return affine.every(Number.isFinite) && Number.isFinite(volume) && volume !== 0
    ? undefined
    : sliceTexts.errors.noVolume(affine.join(', '));
}

/** World position -> voxel index with fractions. */
export function worldToVoxel(geometry: SliceGeometry, world: Vec3): Vec3 {
  return toWorld(geometry.inverse, world);
}

/** Voxel index, fractions allowed -> world position, mm. */
export function voxelToWorld(geometry: SliceGeometry, voxel: Vec3): Vec3 {
  return toWorld(geometry.grid.affine, voxel);
}
