import { useEffect, useMemo, useRef } from 'react';
import type { Vec3 } from '#src/image/volume.ts';
import { crosshair, isInside, placeCrosshair, useCrosshair } from './crosshair.ts';
import { type SliceGeometry, voxelToWorld } from './sliceGeometry.ts';
import { middleOf, type ViewState } from './viewState.ts';

type Change = (state: ViewState) => ViewState;

/** The state of a view and how it is changed. */
export interface LinkedState {
  readonly state: ViewState;
  readonly change: (change: Change) => void;
}

/** Where a view keeps what it looks at itself. */
export interface OwnState {
  readonly state: ViewState;
  /** The state as it is at the moment; several changes may come between two renderings. */
  readonly get: () => ViewState;
  readonly set: (state: ViewState) => void;
}

/**
 * Links a view to the cross-hair while it shows it: its slice is the one through the cross-hair, and going to another slice takes the
 * cross-hair along. A view of an image in which the cross-hair does not lie stays where it was; but where the image is replaced by one that
 * lies elsewhere (its middle was not in it), the cross-hair goes to its middle, or perhaps only an edge of it would be seen.
 */
export function useLinkedState(own: OwnState, geometry: SliceGeometry | undefined, isLinked: boolean): LinkedState {
  const world = useCrosshair();
  const lastInside = useRef<Vec3>(undefined);
  const before = useRef<SliceGeometry>(undefined);
  const isFollowing = isLinked && world !== undefined && geometry !== undefined && isInside(geometry, world);
  if (isFollowing) lastInside.current = world;
  const point = isFollowing ? world : isLinked ? lastInside.current : undefined;
  const state = useMemo(() => (point ? { ...own.state, point } : own.state), [own.state, point]);

  useEffect(() => {
    if (!isLinked || !geometry) return;
    const middle = voxelToWorld(geometry, middleOf(geometry));
    const now = crosshair();
    const isElsewhere = before.current !== undefined && !isInside(before.current, middle);
    before.current = geometry;
    if (!now) placeCrosshair(own.get().point ?? middle);
    else if (isElsewhere) placeCrosshair(middle);
  });

  const change = (changed: Change) => {
    const now = crosshair();
    const follows = isLinked && now !== undefined && geometry !== undefined && isInside(geometry, now);
    const before = own.get();
    const from = follows ? { ...before, point: now } : before;
    const after = changed(from);
    own.set(after);
    if (after.point === from.point) return;
    lastInside.current = undefined;
    if (follows) placeCrosshair(after.point);
  };
  return { state, change };
}
