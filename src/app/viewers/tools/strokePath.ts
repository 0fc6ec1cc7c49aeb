import type { Stroke } from '#src/graph/strokes.ts';

/** A stroke under way. */
export type DrawnStroke = Omit<Stroke, 'path'> & { readonly path: readonly number[] };

/** A voxel index to a hundredth, as strokes have it, which keeps documents short. */
export function shortIndex(index: number): number {
  return Math.round(index * 100) / 100 + 0;
}

/** The stroke with one more point, or undefined where the point is too near to the last one to make a difference; `least` in voxels. */
export function withPathPoint(stroke: DrawnStroke, u: number, v: number, least: number): DrawnStroke | undefined {
  const { path } = stroke;
  const [du, dv] = [u - path[path.length - 2], v - path[path.length - 1]];
  if (path.length > 0 && Math.hypot(du, dv) < least) return undefined;
  return { ...stroke, path: [...path, shortIndex(u), shortIndex(v)] };
}

/** What a stroke has more than when it had `known` points: it goes on from the last of them. */
export function strokeSince(stroke: DrawnStroke, known: number): Stroke {
  return { ...stroke, path: stroke.path.slice(2 * Math.max(0, known - 1)) };
}
