import { toWorld } from '#src/image/affine.ts';
import type { Grid } from '#src/image/volume.ts';
import { type SliceGeometry, voxelToWorld } from './sliceGeometry.ts';
import { middleOf, type ViewState } from './viewState.ts';

/** What two views share. */
export interface Coupling {
  readonly slicing: boolean;
  readonly zooming: boolean;
}

/** A view after its partner has moved: the coupled parts are the partner's, by world position. */
export function followed(state: ViewState, partner: ViewState, coupling: Coupling): ViewState {
  return {
    point: coupling.slicing ? partner.point : state.point,
    center: coupling.zooming ? partner.center : state.center,
    zoom: coupling.zooming ? partner.zoom : state.zoom,
  };
}

/** A view that nobody has moved yet, told where the leading image has its middle, so that both begin at one place. */
export function startedAt(state: ViewState, lead: SliceGeometry | undefined, coupling: Coupling): ViewState {
  if (!lead) return state;
  const middle = voxelToWorld(lead, middleOf(lead));
  return {
    point: state.point ?? (coupling.slicing ? middle : undefined),
    center: state.center ?? (coupling.zooming ? middle : undefined),
    zoom: state.zoom,
  };
}

/**
 * Whether the middle of one of two grids lies in the box around the other in the world. Images that only touch, such as two of
 * different scanners without a common origin, cannot be compared by world position: one view would show the black beside its
 * image.
 */
export function gridsMeet(a: Grid, b: Grid): boolean {
  return isMiddleInside(a, b) || isMiddleInside(b, a);
}

function isMiddleInside({ size, affine }: Grid, other: Grid): boolean {
  const middle = toWorld(affine, [(size[0] - 1) / 2, (size[1] - 1) / 2, (size[2] - 1) / 2]);
  const [min, max] = worldBox(other);
  return middle.every((value, axis) => value >= min[axis] && value <= max[axis]);
}

/** The least and greatest world coordinates of the corners of a grid's voxels. */
function worldBox({ size, affine }: Grid): readonly [number[], number[]] {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let corner = 0; corner < 8; corner++) {
    const world = toWorld(affine, [
      corner & 1 ? size[0] - 0.5 : -0.5,
      corner & 2 ? size[1] - 0.5 : -0.5,
      corner & 4 ? size[2] - 0.5 : -0.5,
    ]);
    for (let axis = 0; axis < 3; axis++) {
      min[axis] = Math.min(min[axis], world[axis]);
      max[axis] = Math.max(max[axis], world[axis]);
    }
  }
  return [min, max];
}
