import type { Vec3 } from '#src/image/volume.ts';

/**
 * A set of voxels around a centre, as rows along i: the row at (dj, dk) reaches from `-h` to `h`, with h in `halfWidths` at
 * `|dj| + (extent[1] + 1) * |dk|`, or -1 where there is no row. So it is its own mirror image along each axis. The rows must
 * not grow with |dk|: what lies at one distance from the middle slice also lies at every smaller one.
 */
export interface StructuringElement {
  /** How far it reaches from its centre along i, j and k, in voxels. */
  readonly extent: Vec3;
  readonly halfWidths: Int32Array;
  /** What it is a ball of, where it is one: large balls have a quicker way. */
  readonly ball?: { readonly radius: number; readonly spacing: Vec3 };
}

/** Affines come from float32 headers: a voxel this much (relative) outside a ball in mm is still meant to be in it. */
const relativeTolerance = 1e-6;

/**
 * All voxels whose centres lie at most `radius` from the centre, the border included. With spacing 1 it is
 * skimage.morphology.ball(radius), which for radius 1, 2, 3, 6, 10 has 7, 33, 123, 925, 4169 voxels; fractions of a radius are
 * allowed. With the spacing of an image it is a ball in mm. Throws when the radius is negative or not finite.
 */
export function ball(radius: number, spacing: Vec3 = [1, 1, 1]): StructuringElement {
  const extent = extentOf(radius, spacing);
  const limit = squaredLimit(radius, spacing);
  const halfWidths = new Int32Array((extent[1] + 1) * (extent[2] + 1));
  for (let dk = 0; dk <= extent[2]; dk++) {
    for (let dj = 0; dj <= extent[1]; dj++) {
      const across = (dj * spacing[1]) ** 2 + (dk * spacing[2]) ** 2;
      let half = extent[0];
      while (half >= 0 && (half * spacing[0]) ** 2 + across > limit) half--;
      halfWidths[dj + (extent[1] + 1) * dk] = half;
    }
  }
  return { extent, halfWidths, ball: { radius, spacing } };
}

/**
 * All voxels at most `radius` from the centre along each axis: with spacing 1 a cube of 2 * floor(radius) + 1 voxels. Throws
 * when the radius is negative or not finite.
 */
export function box(radius: number, spacing: Vec3 = [1, 1, 1]): StructuringElement {
  const extent = extentOf(radius, spacing);
  return { extent, halfWidths: new Int32Array((extent[1] + 1) * (extent[2] + 1)).fill(extent[0]) };
}

/** How far a ball or box reaches along each axis, in voxels. */
export function extentOf(radius: number, spacing: Vec3): Vec3 {
  if (!(radius >= 0 && Number.isFinite(radius))) {
    throw new Error(`The radius of a structuring element must be 0 or more, not ${radius}`);
  }
  const limit = squaredLimit(radius, spacing);
  const reach = (step: number) => {
    // The quotient may be rounded to either side of a whole number, so it is only where the search starts.
    let voxels = Math.ceil(radius / step);
    while ((voxels * step) ** 2 > limit) voxels--;
    while (((voxels + 1) * step) ** 2 <= limit) voxels++;
    return voxels;
  };
  return [reach(spacing[0]), reach(spacing[1]), reach(spacing[2])];
}

/** The square of the distance up to which a voxel belongs to a ball or box. */
export function squaredLimit(radius: number, spacing: Vec3): number {
  const isInVoxels = spacing[0] === 1 && spacing[1] === 1 && spacing[2] === 1;
  return radius * radius * (isInVoxels ? 1 : 1 + relativeTolerance);
}

/**
 * The element cut to what can have an effect within a volume of that size: rows and slices that lie outside wherever the
 * centre is are left out. The result of dilation and erosion is the same.
 */
export function clampedTo({ extent, halfWidths }: StructuringElement, size: Vec3): StructuringElement {
  const clamped: Vec3 = [
    Math.min(extent[0], size[0] - 1),
    Math.min(extent[1], size[1] - 1),
    Math.min(extent[2], size[2] - 1),
  ];
  const cut = new Int32Array((clamped[1] + 1) * (clamped[2] + 1));
  for (let dk = 0; dk <= clamped[2]; dk++) {
    for (let dj = 0; dj <= clamped[1]; dj++) {
      const half = halfWidths[dj + (extent[1] + 1) * dk];
      cut[dj + (clamped[1] + 1) * dk] = Math.min(half, clamped[0]);
    }
  }
  return { extent: clamped, halfWidths: cut };
}

/** For each |dk| the rows with dj >= 0 that are wider than at |dk| + 1, as pairs of dj and half width; -dj is like dj. */
export function rowsThatGrow({ extent: [, rj, rk], halfWidths }: StructuringElement): Int32Array[] {
  const growth: Int32Array[] = [];
  for (let dk = 0; dk <= rk; dk++) {
    const rows: number[] = [];
    for (let dj = 0; dj <= rj; dj++) {
      const at = dj + (rj + 1) * dk;
      const half = halfWidths[at];
      const outer = dk < rk ? halfWidths[at + rj + 1] : -1;
      if (half < outer) {
        throw new Error(`The structuring element is wider at slice ${dk + 1} (${outer}) than at slice ${dk} (${half})`);
      }
      if (half > outer) rows.push(dj, half);
    }
    growth.push(Int32Array.from(rows));
  }
  return growth;
}
