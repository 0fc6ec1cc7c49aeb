import type { Grid, Vec3, Voxels } from '#src/image/volume.ts';

/** What is painted: all voxels of a grid, or a part of them that begins at `first` of the indices that strokes speak of. */
export interface PaintTarget extends Grid {
  readonly voxels: Voxels;
  readonly first?: Vec3;
}

/** One movement of a brush, as `Stroke` of the graph: in voxel indices, its radius in mm. */
export interface BrushStroke {
  readonly axis: 0 | 1 | 2;
  readonly slice: number;
  readonly radius: number;
  readonly value: number;
  readonly path: readonly number[];
}

/**
 * Writes the value of a stroke into every voxel of its slice whose centre lies within the radius, in mm and ends included, of the line
 * through the points of its path, and into the voxel nearest to each point, so that the thinnest brush leaves a mark. Distances are those
 * of the plane of the slice, also where its two axes are not perpendicular. What lies beyond the target is left out. Returns whether
 * anything was painted.
 */
export function paintStroke(target: PaintTarget, { axis, slice, radius, value, path }: BrushStroke): boolean {
  const { size, voxels, first = [0, 0, 0] } = target;
  const depth = slice - first[axis];
  if (!(depth >= 0 && depth < size[axis])) return false;
  const [u, v] = axis === 0 ? [1, 2] : axis === 1 ? [0, 2] : [0, 1];
  const strides = [1, size[0], size[0] * size[1]];
  const plane: SlicePlane = {
    ...metricOf(target, u, v),
    voxels,
    base: depth * strides[axis],
    strideU: strides[u],
    strideV: strides[v],
    firstU: first[u],
    firstV: first[v],
    lastU: first[u] + size[u] - 1,
    lastV: first[v] + size[v] - 1,
  };
  let isPainted = false;
  for (let n = 0; n < path.length; n += 2) {
    const from = Math.max(0, n - 2);
    if (paintVoxel(plane, Math.round(path[n]), Math.round(path[n + 1]), value)) isPainted = true;
    // A single point is a line without length; of several each is the end of one.
    if (n === 0 && path.length > 2) continue;
    if (paintLine(plane, path[from], path[from + 1], path[n], path[n + 1], radius, value)) isPainted = true;
  }
  return isPainted;
}

/** The voxels of one slice: (u, v) lies at (u * stepU + v * shear, v * stepV) mm of its plane. */
interface SlicePlane {
  readonly stepU: number;
  readonly shear: number;
  readonly stepV: number;
  readonly voxels: Voxels;
  readonly base: number;
  readonly strideU: number;
  readonly strideV: number;
  readonly firstU: number;
  readonly firstV: number;
  readonly lastU: number;
  readonly lastV: number;
}

function metricOf({ affine: a }: Grid, u: number, v: number) {
  const stepU = Math.hypot(a[u], a[4 + u], a[8 + u]);
  const dot = a[u] * a[v] + a[4 + u] * a[4 + v] + a[8 + u] * a[8 + v];
  const shear = dot / stepU;
  const squares = a[v] * a[v] + a[4 + v] * a[4 + v] + a[8 + v] * a[8 + v];
  return { stepU, shear, stepV: Math.sqrt(squares - shear * shear) };
}

function paintVoxel(plane: SlicePlane, u: number, v: number, value: number): boolean {
  const { firstU, firstV, lastU, lastV } = plane;
  if (!(u >= firstU && u <= lastU && v >= firstV && v <= lastV)) return false;
  plane.voxels[plane.base + (u - firstU) * plane.strideU + (v - firstV) * plane.strideV] = value;
  return true;
}

/** Row by row: what lies within the radius of a line is one span, whose ends are guessed from the outline and then set right. */
function paintLine(
  plane: SlicePlane,
  ua: number,
  va: number,
  ub: number,
  vb: number,
  radius: number,
  value: number,
): boolean {
  const { stepU, shear, stepV, strideU, firstU, firstV, lastU, lastV, voxels } = plane;
  const ax = ua * stepU + va * shear;
  const ay = va * stepV;
  const dx = ub * stepU + vb * shear - ax;
  const dy = vb * stepV - ay;
  // Rounding must not make the guess too narrow.
  const wide = radius + 1e-9 * (1 + radius);
  const top = Math.max(firstV, Math.ceil((Math.min(ay, ay + dy) - wide) / stepV));
  const bottom = Math.min(lastV, Math.floor((Math.max(ay, ay + dy) + wide) / stepV));
  let isPainted = false;
  for (let v = top; v <= bottom; v++) {
    const y = v * stepV - ay;
    const origin = v * shear - ax;
    const span = spanOfLine(dx, dy, y, wide);
    let left = Math.max(firstU, Math.floor((span.low - origin) / stepU));
    let right = Math.min(lastU, Math.ceil((span.high - origin) / stepU));
    while (left <= right && !isWithin(left * stepU + origin, y, dx, dy, radius)) left++;
    while (left <= right && !isWithin(right * stepU + origin, y, dx, dy, radius)) right--;
    if (left > right) continue;
    isPainted = true;
    const row = plane.base + (v - firstV) * plane.strideV;
    if (strideU === 1) voxels.fill(value, row + left - firstU, row + right - firstU + 1);
    else for (let u = left; u <= right; u++) voxels[row + (u - firstU) * strideU] = value;
  }
  return isPainted;
}

/** Where a row at y crosses what lies within a radius of the line from (0, 0) to (dx, dy): low > high where it does not. */
function spanOfLine(dx: number, dy: number, y: number, radius: number): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const atStart = radius * radius - y * y;
  if (atStart >= 0) {
    low = -Math.sqrt(atStart);
    high = -low;
  }
  const atEnd = radius * radius - (y - dy) * (y - dy);
  if (atEnd >= 0) {
    low = Math.min(low, dx - Math.sqrt(atEnd));
    high = Math.max(high, dx + Math.sqrt(atEnd));
  }
  const squares = dx * dx + dy * dy;
  if (squares === 0) return { low, high };
  // The rectangle between the two ends: along the line 0 to its length, across it the radius to each side.
  const across = radius * Math.sqrt(squares);
  const ends = between(dx, y * dy, 0, squares);
  const sides = between(dy, -y * dx, -across, across);
  const [from, to] = [Math.max(ends[0], sides[0]), Math.min(ends[1], sides[1])];
  return from <= to ? { low: Math.min(low, from), high: Math.max(high, to) } : { low, high };
}

/** The x with least <= x * factor + rest <= most. */
function between(factor: number, rest: number, least: number, most: number): readonly [number, number] {
  if (factor === 0) {
    return rest >= least && rest <= most
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
  const [a, b] = [(least - rest) / factor, (most - rest) / factor];
  return a < b ? [a, b] : [b, a];
}

/** Whether (x, y) lies within a radius of the line from (0, 0) to (dx, dy), ends included; without a division, so exact for short numbers. */
function isWithin(x: number, y: number, dx: number, dy: number, radius: number): boolean {
  const squares = dx * dx + dy * dy;
  const along = x * dx + y * dy;
  if (along <= 0) return x * x + y * y <= radius * radius;
  if (along >= squares) return (x - dx) * (x - dx) + (y - dy) * (y - dy) <= radius * radius;
  const across = x * dy - y * dx;
  return across * across <= radius * radius * squares;
}
