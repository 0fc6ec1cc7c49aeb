import type { Vec3, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { gatherSimd } from './gatherSimd.ts';
import type { Progress } from './progress.ts';
import { simd } from './simd.ts';

/** Which voxel of a line each voxel of a target's line is, from `low` on and below `high`; what lies outside of these is filled. */
export interface LinePlaces {
  readonly places: Int32Array;
  readonly low: number;
  readonly high: number;
}

/** Places along i, j and k. */
export type GridPlaces = readonly [LinePlaces, LinePlaces, LinePlaces];

/**
 * Writes to every voxel of a target, whose sides are as long as the places, the voxel of the source at its place along each axis, or
 * `fillValue`. The target's type holds both.
 */
export function gatherVoxels(
  source: Voxels,
  size: Vec3,
  target: Voxels,
  grid: GridPlaces,
  fillValue: number,
  progress: Progress,
): void {
  const fast = voxelTypeOf(source) === voxelTypeOf(target) ? simd() : undefined;
  if (fast) {
    gatherSimd(fast, source, size, target, grid, fillValue, progress);
    return;
  }
  const [si, sj] = size;
  const [along, down, deep] = grid;
  const ni = along.places.length;
  const nj = down.places.length;
  for (let k = 0; k < deep.places.length; k++) {
    progress(k / deep.places.length);
    for (let j = 0; j < nj; j++) {
      const at = ni * (j + nj * k);
      if (k < deep.low || k >= deep.high || j < down.low || j >= down.high) {
        target.fill(fillValue, at, at + ni);
        continue;
      }
      target.fill(fillValue, at, at + along.low);
      target.fill(fillValue, at + along.high, at + ni);
      const from = si * (down.places[j] + sj * deep.places[k]);
      for (let i = along.low; i < along.high; i++) target[at + i] = source[from + along.places[i]];
    }
  }
}
