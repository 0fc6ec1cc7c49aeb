import type { Affine, Vec3, Voxels } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { emptyBuckets, putIn, takeCheapest, takeOut } from './bucketQueue.ts';
import { type Neighbours, neighbourSteps } from './neighbourSteps.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { inVoxelParts } from './voxelParts.ts';

/** Some tens of milliseconds: the neighbours of a voxel are reached far away in memory. */
const voxelsBetweenWords = 2 ** 14;

/** The part of the work until all seeds wait. */
const setUp = 0.1;

/**
 * Gives every voxel the label of the seed from which the cheapest path leads to it, in place: labels that are not 0 are seeds and stay. A
 * step between neighbours costs |difference of values| + `perMm` × its length in mm, a path the sum of its steps from the seed on; of
 * equally cheap paths that of the lower label counts. Paths stay in the mask, and never touch NaN; what no path reaches keeps 0, and
 * seeds outside of the mask become 0. Dijkstra's algorithm, as in the fast GrowCut of L. Zhu and others (MICCAI IMIC 2014), with
 * buckets of costs for a queue (R. B. Dial 1969): within one the order is free, since a voxel that gets a cheaper path or a lower label waits again.
 */
export function growLabels(
  values: Voxels,
  labels: Int32Array,
  [ni, nj, nk]: Vec3,
  affine: Affine,
  neighbours: Neighbours,
  perMm: number,
  mask: Bitmask | undefined,
  progress: Progress = noProgress,
): void {
  const steps = neighbourSteps(neighbours);
  const lengths = stepCosts(steps, affine, perMm);
  const costs = new Float64Array(labels.length);
  inVoxelParts(
    labels.length,
    () => progress(0),
    (start, end) => costs.fill(Number.POSITIVE_INFINITY, start, end),
  );
  const least = lengths.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const longest = lengths.reduce((a, b) => Math.max(a, b), 0);
  progress(0);
  const span = spanOf(values, part(progress, 0, setUp / 2));
  const queue = emptyBuckets(labels.length, span + longest, least);
  progress(setUp / 2);
  for (let voxel = 0; voxel < labels.length; voxel++) {
    if (voxel > 0 && voxel % 2 ** 20 === 0) progress((setUp * (1 + voxel / labels.length)) / 2);
    if (labels[voxel] === 0) continue;
    const i = voxel % ni;
    if (mask && isOutside(mask, i, (voxel - i) / ni)) {
      labels[voxel] = 0;
      continue;
    }
    // Nothing is cheaper than a seed, so none is taken by another.
    costs[voxel] = -1;
    putIn(queue, voxel, 0);
  }
  for (let reached = 0; queue.count > 0; ) {
    const voxel = takeCheapest(queue);
    const cost = Math.max(0, costs[voxel]);
    const label = labels[voxel];
    if (reached++ % voxelsBetweenWords === 0) progress(setUp + (1 - setUp) * Math.min(1, reached / labels.length));
    const value = values[voxel];
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
      const next = cost + (Math.abs(values[to] - value) + lengths[n / 3]);
      // Also false where NaN was met, and at an infinite step.
      const isBetter =
        next < costs[to] || (next === costs[to] && next < Number.POSITIVE_INFINITY && label < labels[to]);
      if (!isBetter) continue;
      if (mask && isOutside(mask, toI, toRow)) continue;
      takeOut(queue, to, costs[to]);
      costs[to] = next;
      labels[to] = label;
      putIn(queue, to, next);
    }
  }
  progress(1);
}

/** How far finite values lie from each other at most; infinite where that is more than a number can be. */
function spanOf(values: Voxels, progress: Progress): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  inVoxelParts(values.length, progress, (start, end) => {
    for (let n = start; n < end; n++) {
      const value = values[n];
      if (value < least && value > Number.NEGATIVE_INFINITY) least = value;
      if (value > most && value < Number.POSITIVE_INFINITY) most = value;
    }
  });
  return most > least ? most - least : 0;
}

/** What the length of each step costs. */
function stepCosts(steps: Int32Array, a: Affine, perMm: number): Float64Array {
  const costs = new Float64Array(steps.length / 3);
  for (let n = 0; n < costs.length; n++) {
    const [i, j, k] = steps.subarray(3 * n, 3 * n + 3);
    const x = a[0] * i + a[1] * j + a[2] * k;
    const y = a[4] * i + a[5] * j + a[6] * k;
    const z = a[8] * i + a[9] * j + a[10] * k;
    costs[n] = perMm * Math.hypot(x, y, z);
  }
  return costs;
}

function isOutside({ rowWords, words }: Bitmask, i: number, row: number): boolean {
  return ((words[(i >> 5) + rowWords * row] >>> (i & 31)) & 1) === 0;
}
