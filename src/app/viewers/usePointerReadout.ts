import { useSlab } from '#src/app/useOutput.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { type Readout, readoutAt } from './readout.ts';
import { worldToVoxel } from './sliceGeometry.ts';
import { storedVoxel } from './slicePlanes.ts';
import type { SlicePicture } from './useSlicePicture.ts';

/** What is known of an image at a world position. */
export interface PointerReadout {
  /** Undefined outside of the image and while the slice is computed. */
  readonly readout?: Readout;
  readonly isPending: boolean;
  /** Whether the position lies on a slice that is shown, and on which of a mosaic. */
  readonly isOnSlice: boolean;
  readonly tile?: number;
}

/**
 * The voxel and value of an image at a world position. The position comes from this view or from the coupled one; where the
 * grids lie askew it may belong to another slice than the one that is shown, and that slice is then asked for.
 */
export function usePointerReadout(
  { grid, shown, tiles, isCoarse }: SlicePicture,
  pointer: Vec3 | undefined,
): PointerReadout {
  const { geometry, source } = grid;
  const voxel = pointer && geometry ? worldToVoxel(geometry, pointer) : undefined;
  const slice = voxel && Math.round(voxel[2]);
  const isInside = slice !== undefined && geometry !== undefined && slice >= 0 && slice < geometry.grid.size[2];
  const all = tiles ?? (shown ? [shown] : []);
  const tile = all.findIndex((each) => each.slice === slice);
  const isOnSlice = tile >= 0;
  const isStored = geometry?.axes[2] === 2;
  const asked = isInside && !isOnSlice && isStored ? { start: slice, end: slice + 1 } : undefined;
  const other = useSlab(asked && source, asked);
  if (!voxel || !isInside || !geometry) return { isPending: false, isOnSlice };
  // Between the rows of a coarse picture no value is known.
  if (isCoarse) return { isPending: true, isOnSlice };
  const volume = isOnSlice ? all[tile].volume : other.status === 'ready' ? other.value : undefined;
  if (!volume) return { isPending: other.status === 'running', isOnSlice };
  const found = readoutAt(volume, [voxel[0], voxel[1], 0]);
  return {
    readout: found && {
      voxel: storedVoxel([found.voxel[0], found.voxel[1], slice + 0], geometry.axes),
      value: found.value,
    },
    isPending: false,
    isOnSlice,
    tile: isOnSlice ? tile : undefined,
  };
}
