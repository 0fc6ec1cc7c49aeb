import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Borders } from './convolveAxis.ts';
import { borderPlaces } from './convolveBorders.ts';

/** Slices around one slice of an image, in float64, with borders around them: what a filter looks at for that slice. */
export interface SlidingPlanes {
  readonly values: Float64Array;
  /** From a voxel to the next one along j. */
  readonly rowLength: number;
  /** Moves on so that slice k lies in the middle. Slices are asked for in ascending order. */
  moveTo(k: number): void;
  /** Where voxel (0, 0) of the slice `dk` slices behind the middle lies. */
  start(dk: number): number;
}

/**
 * Slices of an image and `reach` voxels beyond each side along i, j and k, filled by the border. Only 2 * reach + 1 slices are held, in
 * the memory of `former` where that is given: planes of the same size and reach, which nobody needs any more.
 */
export function slidingPlanes(
  source: Voxels,
  size: Vec3,
  reach: Vec3,
  { border, constant }: Borders,
  former?: SlidingPlanes,
): SlidingPlanes {
  const [ni, nj, nk] = size;
  const [ri, rj, rk] = reach;
  const rowLength = ni + 2 * ri;
  const planeLength = rowLength * (nj + 2 * rj);
  const count = 2 * rk + 1;
  const values = former?.values ?? new Float64Array(planeLength * count);
  const placesI = borderPlaces(ni, ri, border);
  const placesJ = borderPlaces(nj, rj, border);
  const placesK = borderPlaces(nk, rk, border);
  const slots = new Int32Array(count).fill(-rk - 1);
  let middle = 0;

  function load(place: number): void {
    const slot = (place + rk) % count;
    if (slots[slot] === place) return;
    slots[slot] = place;
    const plane = slot * planeLength;
    const k = placesK[place + rk];
    if (k < 0) {
      values.fill(constant, plane, plane + planeLength);
      return;
    }
    for (let j = 0; j < nj; j++) {
      const from = ni * (j + nj * k);
      const row = plane + (j + rj) * rowLength;
      values.set(source.subarray(from, from + ni), row + ri);
      for (let i = 0; i < ri; i++) {
        const before = placesI[i];
        const behind = placesI[ri + ni + i];
        values[row + i] = before < 0 ? constant : values[row + ri + before];
        values[row + ri + ni + i] = behind < 0 ? constant : values[row + ri + behind];
      }
    }
    for (let j = 0; j < nj + 2 * rj; j++) {
      if (j === rj) j += nj;
      if (j >= nj + 2 * rj) break;
      const row = plane + j * rowLength;
      const from = plane + (placesJ[j] + rj) * rowLength;
      if (placesJ[j] < 0) values.fill(constant, row, row + rowLength);
      else values.copyWithin(row, from, from + rowLength);
    }
  }

  return {
    values,
    rowLength,
    moveTo(k) {
      middle = k;
      for (let dk = -rk; dk <= rk; dk++) load(k + dk);
    },
    start: (dk) => ((middle + dk + rk) % count) * planeLength + rj * rowLength + ri,
  };
}
