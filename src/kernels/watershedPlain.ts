import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { dropTop, emptyHeap, pushHeap } from './minHeap.ts';
import type { Neighbours } from './neighbourSteps.ts';
import type { Progress } from './progress.ts';
import type { Basins } from './watershed.ts';
import { watershedSteps } from './watershedSteps.ts';

/** The plain form of watershed. NaN is neither lower nor higher than anything, so where there is NaN the order hangs on the heap. */
export function watershedPlain(
  values: Voxels,
  labels: Int32Array,
  size: Vec3,
  neighbours: Neighbours,
  mask: Bitmask | undefined,
  progress: Progress,
  { isLined, compactness }: Basins,
): void {
  const [ni, nj, nk] = size;
  const plane = ni * nj;
  const steps = watershedSteps(neighbours);
  const isLate = isLined || compactness > 0;
  const heap = emptyHeap();
  // The marker of each entry, by the age of the entry; markers have the age 0.
  let sources = new Int32Array(isLate ? 4096 : 1);
  const isLine = new Uint8Array(isLined ? labels.length : 0);
  pushMarkers(values, labels, size, mask, heap);
  let age = 0;
  for (let flooded = 0; heap.count > 0; flooded++) {
    if (flooded % 65536 === 0) progress(Math.min(1, flooded / labels.length));
    const voxel = heap.items[0];
    const ageOfVoxel = heap.ties[0];
    const source = isLate && ageOfVoxel > 0 ? sources[ageOfVoxel] : voxel;
    dropTop(heap);
    const i = voxel % ni;
    const row = (voxel - i) / ni;
    const j = row % nj;
    const k = (row - j) / nj;
    if (isLate) {
      if (labels[voxel] !== 0 && ageOfVoxel > 0) continue;
      if (isLined && (isLine[voxel] === 1 || meetsTwo(labels, isLine, mask, steps, size, i, j, k))) {
        isLine[voxel] = 1;
        continue;
      }
      labels[voxel] = labels[source];
    }
    for (let n = 0; n < steps.length; n += 3) {
      const toI = i + steps[n];
      const toJ = j + steps[n + 1];
      const toK = k + steps[n + 2];
      if (toI < 0 || toI >= ni || toJ < 0 || toJ >= nj || toK < 0 || toK >= nk) continue;
      const toRow = toJ + nj * toK;
      const to = toI + ni * toRow;
      if (labels[to] !== 0 || (isLined && isLine[to] === 1) || (mask && isOutside(mask, toI, toRow))) continue;
      age++;
      let value = values[to];
      if (isLate) {
        if (age >= sources.length) sources = doubled(sources);
        sources[age] = source;
        if (compactness > 0) value += compactness * distanceBetween(to, source, ni, plane);
      } else {
        labels[to] = labels[voxel];
      }
      pushHeap(heap, value, age, to);
    }
  }
  progress(1);
}

/** In the order of i, then j, then k; a marker outside of the mask becomes 0. */
function pushMarkers(
  values: Voxels,
  labels: Int32Array,
  [ni, nj]: Vec3,
  mask: Bitmask | undefined,
  heap: ReturnType<typeof emptyHeap>,
): void {
  for (let i = 0; i < ni; i++) {
    for (let j = 0; j < nj; j++) {
      for (let voxel = i + ni * j; voxel < labels.length; voxel += ni * nj) {
        if (labels[voxel] === 0) continue;
        if (mask && isOutside(mask, i, (voxel - i) / ni)) labels[voxel] = 0;
        else pushHeap(heap, values[voxel], 0, voxel);
      }
    }
  }
}

/** Whether the neighbours of a voxel that are on no line have two different labels. */
function meetsTwo(
  labels: Int32Array,
  isLine: Uint8Array,
  mask: Bitmask | undefined,
  steps: Int32Array,
  [ni, nj, nk]: Vec3,
  i: number,
  j: number,
  k: number,
): boolean {
  let first = 0;
  for (let n = 0; n < steps.length; n += 3) {
    const toI = i + steps[n];
    const toJ = j + steps[n + 1];
    const toK = k + steps[n + 2];
    if (toI < 0 || toI >= ni || toJ < 0 || toJ >= nj || toK < 0 || toK >= nk) continue;
    const toRow = toJ + nj * toK;
    const to = toI + ni * toRow;
    if (labels[to] === 0 || labels[to] === first || isLine[to] === 1 || (mask && isOutside(mask, toI, toRow))) continue;
    if (first !== 0) return true;
    first = labels[to];
  }
  return false;
}

function isOutside({ rowWords, words }: Bitmask, i: number, row: number): boolean {
  return ((words[(i >> 5) + rowWords * row] >>> (i & 31)) & 1) === 0;
}

function distanceBetween(a: number, b: number, ni: number, plane: number): number {
  const di = (a % ni) - (b % ni);
  const dj = Math.floor((a % plane) / ni) - Math.floor((b % plane) / ni);
  const dk = Math.floor(a / plane) - Math.floor(b / plane);
  return Math.sqrt(di * di + dj * dj + dk * dk);
}

function doubled(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * values.length);
  more.set(values);
  return more;
}
