import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { dropTop, emptyHeap, pushHeap } from './minHeap.ts';
import { type Neighbours, neighbourSteps } from './neighbourSteps.ts';
import { noProgress, type Progress } from './progress.ts';

/**
 * Floods an image from markers, in place: labels that are not 0 are markers and stay, every other voxel gets the label of the flood that
 * reaches it first, voxels outside of the mask none. The lowest value is flooded first, of equal ones what was reached first (P. Soille and
 * L. Vincent). As skimage.segmentation.watershed on array[i, j, k] without compactness and lines, ties included: markers start in
 * the order of i, then j, then k, and neighbours are reached by distance and then in that order. Of scikit-image 0.19 that holds for 6
 * neighbours, whose order for 18 and 26 hangs on numpy's unstable sort. Markers outside of the mask become 0.
 */
export function watershed(
  values: Voxels,
  labels: Int32Array,
  [ni, nj, nk]: Vec3,
  neighbours: Neighbours,
  mask: Bitmask | undefined,
  progress: Progress = noProgress,
): void {
  const plane = ni * nj;
  const steps = byDistance(neighbourSteps(neighbours));
  const heap = emptyHeap();
  for (let i = 0; i < ni; i++) {
    for (let j = 0; j < nj; j++) {
      for (let voxel = i + ni * j; voxel < labels.length; voxel += plane) {
        if (labels[voxel] === 0) continue;
        if (mask && isOutside(mask, i, (voxel - i) / ni)) labels[voxel] = 0;
        else pushHeap(heap, values[voxel], 0, voxel);
      }
    }
  }
  let age = 0;
  for (let flooded = 0; heap.count > 0; flooded++) {
    if (flooded % 65536 === 0) progress(flooded / labels.length);
    const voxel = heap.items[0];
    dropTop(heap);
    const label = labels[voxel];
    const i = voxel % ni;
    const row = (voxel - i) / ni;
    const j = row % nj;
    const k = (row - j) / nj;
    for (let n = 0; n < steps.length; n += 3) {
      const toI = i + steps[n];
      const toJ = j + steps[n + 1];
      const toK = k + steps[n + 2];
      if (toI < 0 || toI >= ni || toJ < 0 || toJ >= nj || toK < 0 || toK >= nk) continue;
      const toRow = toJ + nj * toK;
      const to = toI + ni * toRow;
      if (labels[to] !== 0 || (mask && isOutside(mask, toI, toRow))) continue;
      labels[to] = label;
      pushHeap(heap, values[to], ++age, to);
    }
  }
  progress(1);
}

function isOutside({ rowWords, words }: Bitmask, i: number, row: number): boolean {
  return ((words[(i >> 5) + rowWords * row] >>> (i & 31)) & 1) === 0;
}

/** The steps over faces first, then over edges, then over corners, each in the order in which they were. */
function byDistance(steps: Int32Array): Int32Array {
  const sorted: number[] = [];
  for (let apart = 1; apart <= 3; apart++) {
    for (let n = 0; n < steps.length; n += 3) {
      const step = steps.subarray(n, n + 3);
      if (Math.abs(step[0]) + Math.abs(step[1]) + Math.abs(step[2]) === apart) sorted.push(...step);
    }
  }
  return Int32Array.from(sorted);
}
