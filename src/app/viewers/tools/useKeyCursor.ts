import { useRef, useState } from 'react';
import { voxelToWorld, worldToVoxel } from '#src/app/viewers/sliceGeometry.ts';
import { type SlicePlace, worldAt } from '#src/app/viewers/slicePlace.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { steppedWorld } from './planeAxes.ts';

/** Where a tool works when it is used by keys. */
export interface KeyCursor {
  /** Its place while it is moved by keys. */
  readonly shown: Vec3 | undefined;
  /** Its place on the slice: that of the pointer until it is moved by keys, and the middle of the view without a pointer. */
  readonly world: () => Vec3;
  readonly hover: (position: readonly [x: number, y: number] | undefined) => void;
  readonly hide: () => void;
  /** Moves it by an arrow key, a voxel or with Shift ten, and returns where to; undefined for other keys. */
  readonly key: (event: KeyboardEvent) => Vec3 | undefined;
}

/** A cursor for a tool in a view. */
export function useKeyCursor(place: SlicePlace): KeyCursor {
  const pointer = useRef<readonly [x: number, y: number]>(undefined);
  const [shown, setShown] = useState<Vec3>();
  const world = () => {
    if (shown) return onSlice(place, shown);
    const [x, y] = pointer.current ?? [place.size.width / 2, place.size.height / 2];
    return worldAt(place, x, y);
  };
  return {
    shown: shown && onSlice(place, shown),
    world,
    hover(position) {
      pointer.current = position;
      if (position) setShown(undefined);
    },
    hide: () => setShown(undefined),
    key(event) {
      const [right, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[
        event.key
      ] ?? [0, 0];
      if (right === 0 && down === 0) return undefined;
      const steps = event.shiftKey ? 10 : 1;
      const moved = shown ? steppedWorld(place, world(), steps * right, steps * down) : middleOfVoxel(place, world());
      setShown(moved);
      return moved;
    },
  };
}

/** The same place of the picture on the slice that is shown now. */
function onSlice(place: SlicePlace, world: Vec3): Vec3 {
  const [i, j] = worldToVoxel(place.shown.geometry, world);
  return voxelToWorld(place.shown.geometry, [i, j, 0]);
}

function middleOfVoxel(place: SlicePlace, world: Vec3): Vec3 {
  const [i, j] = worldToVoxel(place.shown.geometry, world);
  return voxelToWorld(place.shown.geometry, [Math.round(i), Math.round(j), 0]);
}
