import { type Fields, type Floodable, parts } from './floodSimd.ts';
import type { Neighbours } from './neighbourSteps.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';

/** What assembly/labels.ts reads behind the numbers of runs. */
export const labelsRoom = 64;

/** The components of runs. */
export interface Connected {
  /** The address of the number of each run's component, 4 bytes, the first one being that of run 0. */
  readonly numbers: number;
  readonly components: number;
}

/**
 * Connects the runs of a mask, from which what was reached is taken out, with each other and, in the rows that are still due, with what was
 * reached; with `isOpen` that is also whatever touches a face of the volume, or with 4 or 8 neighbours an edge of its slice. Components are numbered in
 * the order of their first runs: run 0, of which there is one more than `runs`, and so component 0 stand for all that was reached.
 */
export function connectRest(
  { exports, scratch }: Simd,
  { size, mask }: Fields,
  flooded: Floodable | undefined,
  runs: number,
  neighbours: Neighbours,
  isOpen: boolean,
  progress: Progress,
): Connected {
  const [ni, nj, nk] = size;
  if (neighbours === 26 && !flooded && !isOpen)
    return connectByBlocks({ exports, scratch }, { size, mask }, runs, progress);
  const [tables, numbers] = scratch.reserve(exports.sliceTableBytes(ni, nj), 4 * runs + 4 + labelsRoom);
  const { reached, due, row } = flooded ?? { reached: 0, due: 0, row: 0 };
  let next = 1;
  for (const [start, end] of parts(nk)) {
    progress(start / nk);
    const what = [start, end, neighbours, isOpen] as const;
    next = exports.connectSlices(mask, reached, due, row, ni, nj, nk, ...what, tables, numbers, next);
  }
  return { numbers, components: exports.numberComponents(numbers, runs + 1) >>> 0 };
}

/** The same over corners, where nothing was reached: by blocks of four rows, of whose runs there are no more. */
function connectByBlocks(
  { exports, scratch }: Simd,
  { size, mask }: Fields,
  runs: number,
  progress: Progress,
): Connected {
  const [ni, nj, nk] = size;
  const [numbers] = scratch.reserve(4 * runs + 4 + labelsRoom);
  let components = 1;
  scratch.use(() => {
    const [tables, parents] = scratch.reserve(exports.blockTableBytes(ni, nj), 4 * runs);
    const pairs = Math.ceil(nk / 2);
    let count = 0;
    for (const [start, end] of parts(pairs)) {
      progress(start / (2 * pairs));
      count = exports.connectBlocks(mask, ni, nj, nk, 2 * start, Math.min(nk, 2 * end), tables, parents, count);
    }
    const [numberOf] = scratch.reserve(4 * count);
    scratch.bytes(numberOf, 4 * count).fill(0);
    for (const [start, end] of parts(pairs)) {
      progress(0.5 + start / (2 * pairs));
      const what = [2 * start, Math.min(nk, 2 * end), tables, parents, numberOf, numbers] as const;
      components = exports.spreadBlocks(mask, ni, nj, nk, ...what) >>> 0;
    }
  });
  return { numbers, components };
}
