import { type Fields, type Floodable, parts } from './floodSimd.ts';
import type { Neighbours } from './neighbourSteps.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';

/** What assembly/labels.ts reads behind the numbers of runs. */
export const labelsRoom = 64;

/**
 * Connects the runs of a mask, from which what was reached is taken out, with each other and, in the rows that are still due, with what was
 * reached; with `isOpen` that is also whatever touches a face of the volume, or with 4 or 8 neighbours an edge of its slice. Returns the address of their parents, 4 bytes each: run
 * 0 stands for all that was reached, so there is one more than `runs`.
 */
export function connectRest(
  { exports, scratch }: Simd,
  { size, mask }: Fields,
  flooded: Floodable | undefined,
  runs: number,
  neighbours: Neighbours,
  isOpen: boolean,
  progress: Progress,
): number {
  const [ni, nj, nk] = size;
  const [tables, numbers] = scratch.reserve(exports.sliceTableBytes(ni, nj), 4 * runs + 4 + labelsRoom);
  const { reached, due, row } = flooded ?? { reached: 0, due: 0, row: 0 };
  let next = 1;
  for (const [start, end] of parts(nk)) {
    progress(start / nk);
    const what = [start, end, neighbours, isOpen] as const;
    next = exports.connectSlices(mask, reached, due, row, ni, nj, nk, ...what, tables, numbers, next);
  }
  return numbers;
}
