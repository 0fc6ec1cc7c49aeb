import type { Stroke } from '#src/graph/strokes.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import { paintStroke } from '#src/kernels/paintStroke.ts';
import { axesIn } from './maskSlice.ts';

/** Beyond so many voxels to a side the edges of single ones are not seen, and the outline is the smooth one. */
const mostVoxels = 120;
const smoothCorners = 72;

/**
 * The outline of what a brush paints where it is pressed, as the path of an SVG in voxel indices along the two axes of its slice: the edges of
 * the voxels. Only where these are too many it is what lies within the radius in mm: a circle, an ellipse in the indices, of any shear.
 */
export function spotOutline(grid: Grid, axis: Stroke['axis'], radius: number, u: number, v: number): string {
  const { l11, l21, l22 } = metricOf(grid, axis);
  // How far the spot reaches along each axis.
  const reachU = (radius * Math.hypot(l21, l22)) / (l11 * l22);
  const reachV = radius / l22;
  if (!(reachU <= mostVoxels && reachV <= mostVoxels)) {
    const corners = Array.from({ length: smoothCorners }, (_, n) => {
      const angle = (2 * Math.PI * n) / smoothCorners;
      const dv = (radius * Math.sin(angle)) / l22;
      const du = (radius * Math.cos(angle) - l21 * dv) / l11;
      return `${u + du} ${v + dv}`;
    });
    return `M${corners.join('L')}Z`;
  }
  const firstU = Math.floor(u - reachU) - 1;
  const firstV = Math.floor(v - reachV) - 1;
  const width = Math.ceil(u + reachU) + 2 - firstU;
  const height = Math.ceil(v + reachV) + 2 - firstV;
  const voxels = new Uint8Array(width * height);
  const [size, first] = [placed(axis, 1, width, height), placed(axis, 0, firstU, firstV)];
  paintStroke({ size, affine: grid.affine, voxels, first }, { axis, slice: 0, radius, value: 1, path: [u, v] });
  return edgesOf(voxels, width, firstU, firstV);
}

/** A number along the axis that a slice is across, and one along each of its own two. */
function placed(axis: Stroke['axis'], across: number, u: number, v: number): Vec3 {
  return axis === 0 ? [across, u, v] : axis === 1 ? [u, across, v] : [u, v, across];
}

/** A step (u, v) is hypot(l11 * u + l21 * v, l22 * v) mm long: the lower triangle of the metric of the slice. */
function metricOf({ affine: a }: Grid, axis: Stroke['axis']) {
  const [u, v] = axesIn(axis);
  const l11 = Math.hypot(a[u], a[4 + u], a[8 + u]);
  const l21 = (a[u] * a[v] + a[4 + u] * a[4 + v] + a[8 + u] * a[8 + v]) / l11;
  const squares = a[v] * a[v] + a[4 + v] * a[4 + v] + a[8 + v] * a[8 + v];
  return { l11, l21, l22: Math.sqrt(squares - l21 * l21) };
}

/** The edges between painted voxels and others, straight ones in one piece; nothing is painted at the border of the rectangle. */
function edgesOf(voxels: Uint8Array, width: number, firstU: number, firstV: number): string {
  const height = voxels.length / width;
  let path = '';
  for (let y = 1; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const start = x;
      while (x < width && voxels[y * width + x] !== voxels[(y - 1) * width + x]) x++;
      if (x > start) path += `M${firstU + start - 0.5} ${firstV + y - 0.5}h${x - start}`;
    }
  }
  for (let x = 1; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const start = y;
      while (y < height && voxels[y * width + x] !== voxels[y * width + x - 1]) y++;
      if (y > start) path += `M${firstU + x - 0.5} ${firstV + start - 0.5}v${y - start}`;
    }
  }
  return path;
}
