import type { Vec3 } from '#src/image/volume.ts';
import { type SliceGeometry, voxelToWorld, worldToVoxel } from './sliceGeometry.ts';
import { fitScale, type SliceTransform, toVoxel } from './sliceTransform.ts';

/**
 * What a 2D view looks at, in world positions: the view stays where it is when its image is replaced by one of another grid, and
 * two views of different grids can share it.
 */
export interface ViewState {
  /** A point on the slice that is shown, mm; the middle slice while undefined. */
  readonly point?: Vec3;
  /** The point in the middle of the view, mm; the middle of the image while undefined. */
  readonly center?: Vec3;
  /** 1 shows the whole slice. */
  readonly zoom: number;
}

export const initialView: ViewState = { zoom: 1 };

const minZoom = 0.25;
const maxZoom = 100;

/** The slice (0 <= k < size) through the state's point; the nearest one when the point lies beyond the image. */
export function sliceOf(state: ViewState, geometry: SliceGeometry): number {
  const last = geometry.grid.size[2] - 1;
  if (!state.point) return (last + 1) >> 1;
  return clamp(Math.round(worldToVoxel(geometry, state.point)[2]), 0, last);
}

/** The voxel in the middle of the image, with fractions. */
export function middleOf({ grid }: SliceGeometry): Vec3 {
  return [(grid.size[0] - 1) / 2, (grid.size[1] - 1) / 2, grid.size[2] >> 1];
}

/** The state that shows another slice; beyond the ends the last one. The point moves along k and keeps its i and j. */
export function withSlice(state: ViewState, geometry: SliceGeometry, slice: number): ViewState {
  const [i, j] = state.point ? worldToVoxel(geometry, state.point) : middleOf(geometry);
  const k = clamp(Math.round(slice), 0, geometry.grid.size[2] - 1);
  return { ...state, point: voxelToWorld(geometry, [i, j, k]) };
}

/**
 * The transform of a state in a view of the given size, CSS pixels. At zoom 1 all of `fitting` fit, by default the slices
 * themselves; two coupled views give both images here and so show them at one scale. The middle of the view never leaves the
 * image, so a picture cannot be lost.
 */
export function transformOf(
  state: ViewState,
  geometry: SliceGeometry,
  width: number,
  height: number,
  fitting: readonly SliceGeometry[] = [geometry],
): SliceTransform {
  const [i, j] = state.center ? worldToVoxel(geometry, state.center) : middleOf(geometry);
  const [ni, nj] = geometry.grid.size;
  const fit = Math.min(...fitting.map((each) => fitScale(each, width, height)));
  return { geometry, width, height, scale: fit * state.zoom, center: [clamp(i, 0, ni - 1), clamp(j, 0, nj - 1)] };
}

/** The state zoomed by a factor, what lies at x, y of the view staying there. */
export function zoomed(state: ViewState, transform: SliceTransform, factor: number, x: number, y: number): ViewState {
  const zoom = clamp(state.zoom * factor, minZoom, maxZoom);
  const [i, j] = toVoxel(transform, x, y);
  const ratio = state.zoom / zoom;
  const [ci, cj] = transform.center;
  return { ...centered(state, transform, i + (ci - i) * ratio, j + (cj - j) * ratio), zoom };
}

/** The state after the picture has been dragged by dx, dy CSS pixels. */
export function panned(state: ViewState, transform: SliceTransform, dx: number, dy: number): ViewState {
  const [i, j] = toVoxel(transform, transform.width / 2 - dx, transform.height / 2 - dy);
  return centered(state, transform, i, j);
}

/** The state that shows the whole slice again. */
export function unzoomed(state: ViewState): ViewState {
  return { ...state, center: undefined, zoom: 1 };
}

function centered(state: ViewState, { geometry }: SliceTransform, i: number, j: number): ViewState {
  const [ni, nj] = geometry.grid.size;
  const k = sliceOf(state, geometry);
  return { ...state, center: voxelToWorld(geometry, [clamp(i, 0, ni - 1), clamp(j, 0, nj - 1), k]) };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
