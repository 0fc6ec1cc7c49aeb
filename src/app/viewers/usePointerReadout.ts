import { useSlab } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { type Readout, readoutAt } from './readout.ts';
import { worldToVoxel } from './sliceGeometry.ts';
import type { SlicePicture } from './useSlicePicture.ts';

/** What is known of an image at a world position. */
export interface PointerReadout {
  /** Undefined outside of the image and while the slice is computed. */
  readonly readout?: Readout;
  readonly isPending: boolean;
  /** Whether the position lies on the slice that is shown. */
  readonly isOnSlice: boolean;
}

/**
 * The voxel and value of an image at a world position. The position comes from this view or from the coupled one; where the
 * grids lie askew it may belong to another slice than the one that is shown, and that slice is then asked for.
 */
export function usePointerReadout({ grid, shown }: SlicePicture, pointer: Vec3 | undefined): PointerReadout {
  const { geometry, source } = grid;
  const voxel = pointer && geometry ? worldToVoxel(geometry, pointer) : undefined;
  const slice = voxel && Math.round(voxel[2]);
  const isInside = slice !== undefined && geometry !== undefined && slice >= 0 && slice < geometry.grid.size[2];
  const isOnSlice = slice === shown?.slice;
  const asked = isInside && !isOnSlice ? { start: slice, end: slice + 1 } : undefined;
  const other = useSlab(asked && source, asked);
  if (!voxel || !isInside) return { isPending: false, isOnSlice };
  const volume = isOnSlice ? shown?.volume : other.status === 'ready' ? other.value : undefined;
  if (!volume) return { isPending: other.status === 'running', isOnSlice };
  const found = readoutAt(volume, [voxel[0], voxel[1], 0]);
  return {
    readout: found && { voxel: [found.voxel[0], found.voxel[1], slice + 0], value: found.value },
    isPending: false,
    isOnSlice,
  };
}
