import type { Vec3 } from '#src/image/volume.ts';
import { noProgress, type Progress } from './progress.ts';
import type { Runs } from './runs.ts';

/** How voxels touch: by a face (6), also by an edge (18), also by a corner (26). */
export type Connectivity = 6 | 18 | 26;

/**
 * For each run the first run of its component (a run that is the first has itself), by union-find over runs: each row is
 * merged with its neighbours before it, two rows at a time with one pointer in each.
 */
export function connectRuns(
  { bounds, rowStarts }: Runs,
  [, nj, nk]: Vec3,
  connectivity: Connectivity,
  progress: Progress = noProgress,
): Int32Array {
  const parents = new Int32Array(bounds.length >>> 1);
  for (let run = 0; run < parents.length; run++) parents[run] = run;
  // Rows that touch by a side meet their neighbours straight on, and with 18 also one voxel further along i (over an edge);
  // rows that touch by an edge only do so for 18 straight on, and for 26 also one voxel further (over a corner).
  const besides = connectivity === 6 ? 0 : 1;
  const across = connectivity === 26 ? 1 : 0;
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    for (let j = 0; j < nj; j++) {
      const row = j + nj * k;
      if (rowStarts[row] === rowStarts[row + 1]) continue;
      if (j > 0) mergeRows(bounds, rowStarts, parents, row, row - 1, besides);
      if (k === 0) continue;
      mergeRows(bounds, rowStarts, parents, row, row - nj, besides);
      if (connectivity === 6) continue;
      if (j > 0) mergeRows(bounds, rowStarts, parents, row, row - nj - 1, across);
      if (j + 1 < nj) mergeRows(bounds, rowStarts, parents, row, row - nj + 1, across);
    }
  }
  // Parents have lower indices than their children, so in this order every parent is a root already.
  for (let run = 0; run < parents.length; run++) parents[run] = parents[parents[run]];
  progress(1);
  return parents;
}

/** Unites each run of a row with those of another that it overlaps, or comes within `reach` voxels of along i. */
function mergeRows(
  bounds: Int32Array,
  rowStarts: Int32Array,
  parents: Int32Array,
  row: number,
  other: number,
  reach: number,
): void {
  let a = rowStarts[row];
  let b = rowStarts[other];
  const aEnd = rowStarts[row + 1];
  const bEnd = rowStarts[other + 1];
  while (a < aEnd && b < bEnd) {
    const aStop = bounds[2 * a + 1];
    const bStop = bounds[2 * b + 1];
    if (bounds[2 * a] < bStop + reach && bounds[2 * b] < aStop + reach) unite(parents, a, b);
    // Runs of a row are at least one voxel apart, so the one that stops first can reach no further run of the other row.
    if (aStop < bStop) a++;
    else b++;
  }
}

/** Links the two components' roots, the higher index to the lower one. */
function unite(parents: Int32Array, a: number, b: number): void {
  const rootA = rootOf(parents, a);
  const rootB = rootOf(parents, b);
  if (rootA < rootB) parents[rootB] = rootA;
  else parents[rootA] = rootB;
}

/** The root of a run; the path to it is halved on the way. */
function rootOf(parents: Int32Array, run: number): number {
  let at = run;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}
