import { isSmallIntegers } from '#src/image/integerCounts.ts';
import type { Slab, Vec3, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import type { Border } from './convolveBorders.ts';
import type { Progress } from './progress.ts';
import { type SlidingPlanes, slidingPlanes } from './slidingPlanes.ts';

/** Some milliseconds of work, with the usual windows. */
const rowsBetweenWords = 32;

/** Voxels of a window that lie in one row: from `reach` before to `reach` behind the middle, `dj` rows and `dk` slices away. */
export interface WindowRow {
  readonly dj: number;
  readonly dk: number;
  readonly reach: number;
}

/** The window of a radius in voxels along i and j, and `depth` along k: all voxels, or those with i² + j² + k² <= radius². */
export function windowRows(shape: 'Box' | 'Ball', radius: number, depth: number): readonly WindowRow[] {
  const rows: WindowRow[] = [];
  for (let dk = -depth; dk <= depth; dk++) {
    for (let dj = -radius; dj <= radius; dj++) {
      const rest = radius * radius - dj * dj - dk * dk;
      if (shape === 'Box') rows.push({ dj, dk, reach: radius });
      else if (rest >= 0) rows.push({ dj, dk, reach: Math.floor(Math.sqrt(rest)) });
    }
  }
  return rows;
}

/**
 * Writes the middle value in order of each voxel's window to a target of the same type. Integers of 8 and 16 bits are counted in a
 * histogram that slides along each row (Huang, Yang and Tang 1979); of others it is selected. NaN counts as infinitely large. The target
 * holds the `wanted` slices.
 */
export function median(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  rows: readonly WindowRow[],
  border: Exclude<Border, 'Constant'>,
  progress: Progress,
  wanted: Slab = { start: 0, end: size[2] },
): void {
  const { start, end } = wanted;
  const [ni, nj] = size;
  const most = (distance: (row: WindowRow) => number) =>
    rows.reduce((reach, row) => Math.max(reach, Math.abs(distance(row))), 0);
  const reach: Vec3 = [most((row) => row.reach), most((row) => row.dj), most((row) => row.dk)];
  const planes = slidingPlanes(source, size, reach, { border, constant: 0 });
  const line = new Float64Array(ni);
  const filterRow = isSmallIntegers(source)
    ? countingRow(rows, voxelTypes[voxelTypeOf(source)].min, source.BYTES_PER_ELEMENT === 1 ? 256 : 65536)
    : selectingRow(rows);
  const starts = new Int32Array(rows.length);
  for (let k = start; k < end; k++) {
    progress((k - start) / (end - start));
    planes.moveTo(k);
    for (let j = 0; j < nj; j++) {
      if (j > 0 && j % rowsBetweenWords === 0) progress((k - start + j / nj) / (end - start));
      for (let n = 0; n < rows.length; n++) starts[n] = planes.start(rows[n].dk) + (j + rows[n].dj) * planes.rowLength;
      filterRow(planes, starts, line);
      target.set(line, ni * (j + nj * (k - start)));
    }
  }
}

type FilterRow = (planes: SlidingPlanes, starts: Int32Array, line: Float64Array) => void;

function voxelsIn(rows: readonly WindowRow[]): number {
  return rows.reduce((sum, { reach }) => sum + 2 * reach + 1, 0);
}

function selectingRow(rows: readonly WindowRow[]): FilterRow {
  const window = new Float64Array(voxelsIn(rows));
  const reaches = Int32Array.from(rows, ({ reach }) => reach);
  const rank = window.length >> 1;
  return ({ values }, starts, line) => {
    for (let i = 0; i < line.length; i++) {
      let count = 0;
      for (let n = 0; n < starts.length; n++) {
        const end = starts[n] + i + reaches[n];
        for (let at = starts[n] + i - reaches[n]; at <= end; at++) {
          const value = values[at];
          window[count++] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
        }
      }
      line[i] = selected(window, rank);
    }
  };
}

/**
 * The value at `rank` in order; moves the values about. Quickselect (Hoare 1961) from the middle: a window has tens of values, for which the
 * safeguards of selectRank.ts would cost more than the rest.
 */
function selected(values: Float64Array, rank: number): number {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const pivot = values[(first + last) >> 1];
    let left = first;
    let right = last;
    do {
      while (values[left] < pivot) left++;
      while (pivot < values[right]) right--;
      if (left <= right) {
        const value = values[left];
        values[left] = values[right];
        values[right] = value;
        left++;
        right--;
      }
    } while (left <= right);
    if (right < rank && rank < left) return values[rank];
    if (rank <= right) last = right;
    else first = left;
  }
  return values[rank];
}

/** Values in one coarse count: with them, long ways to the median are gone in steps of 256. */
const coarseBits = 8;
const coarseMask = (1 << coarseBits) - 1;

function countingRow(rows: readonly WindowRow[], lowest: number, range: number): FilterRow {
  const counts = new Int32Array(range);
  const coarse = new Int32Array(range >> coarseBits);
  const reaches = Int32Array.from(rows, ({ reach }) => reach);
  const rank = voxelsIn(rows) >> 1;
  return ({ values }, starts, line) => {
    counts.fill(0);
    coarse.fill(0);
    let key = 0;
    let below = 0;
    for (let n = 0; n < starts.length; n++) {
      const end = starts[n] + reaches[n];
      for (let at = starts[n] - reaches[n]; at <= end; at++) {
        const value = values[at] - lowest;
        counts[value]++;
        coarse[value >> coarseBits]++;
      }
    }
    for (let i = 0; i < line.length; i++) {
      for (let n = 0; n < starts.length && i > 0; n++) {
        const at = starts[n] + i;
        const gone = values[at - reaches[n] - 1] - lowest;
        counts[gone]--;
        coarse[gone >> coarseBits]--;
        if (gone < key) below--;
        const come = values[at + reaches[n]] - lowest;
        counts[come]++;
        coarse[come >> coarseBits]++;
        if (come < key) below++;
      }
      while (below > rank) {
        if ((key & coarseMask) === 0 && below - coarse[(key >> coarseBits) - 1] > rank) {
          key -= coarseMask + 1;
          below -= coarse[key >> coarseBits];
        } else {
          key--;
          below -= counts[key];
        }
      }
      while (below + counts[key] <= rank) {
        if ((key & coarseMask) === 0 && below + coarse[key >> coarseBits] <= rank) {
          below += coarse[key >> coarseBits];
          key += coarseMask + 1;
        } else {
          below += counts[key];
          key++;
        }
      }
      line[i] = key + lowest;
    }
  };
}
