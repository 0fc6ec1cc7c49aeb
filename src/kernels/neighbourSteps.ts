import type { Connectivity } from './connectRuns.ts';

/** How voxels touch: in 3D as Connectivity has it, or within their slice only, by an edge (4) or also by a corner (8). */
export type Neighbours = 4 | 8 | Connectivity;

/** The steps to the neighbours of a voxel as di, dj, dk in turn, di slowest and dk fastest. */
export function neighbourSteps(neighbours: Neighbours): Int32Array {
  const isFlat = neighbours === 4 || neighbours === 8;
  const farthest = { 4: 1, 6: 1, 8: 2, 18: 2, 26: 3 }[neighbours];
  const steps: number[] = [];
  for (let di = -1; di <= 1; di++) {
    for (let dj = -1; dj <= 1; dj++) {
      for (let dk = -1; dk <= 1; dk++) {
        const apart = Math.abs(di) + Math.abs(dj) + Math.abs(dk);
        if (apart > 0 && apart <= farthest && !(isFlat && dk !== 0)) steps.push(di, dj, dk);
      }
    }
  }
  return Int32Array.from(steps);
}
