import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { componentsFit } from './componentsSimd.ts';
import { type Connectivity, connectRuns } from './connectRuns.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { noProgress, type Progress } from './progress.ts';
import { reconstructSimd } from './reconstructSimd.ts';
import { cutRuns, paintRun } from './runs.ts';
import { simd } from './simd.ts';

/**
 * The components of a mask in which a voxel of the marker lies: morphological reconstruction of the mask from the marker, what
 * scipy.ndimage.binary_propagation gives. With 4 or 8 neighbours every slice is a mask of its own. What the marker has beside the mask
 * does not count. Both have one size; returns a mask of its own. Throws when there is not enough memory for the runs.
 */
export function reconstruct(
  marker: Bitmask,
  mask: Bitmask,
  neighbours: Neighbours,
  progress: Progress = noProgress,
): Bitmask {
  const fast = simd();
  if (fast && componentsFit(mask.size)) return reconstructSimd(fast, marker, mask, neighbours, progress);
  const kept = emptyBitmask(mask.size);
  if (neighbours !== 4 && neighbours !== 8) {
    keepReached(marker, mask, kept, neighbours, progress);
    return kept;
  }
  const nk = mask.size[2];
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    keepReached(sliceOf(marker, k), sliceOf(mask, k), sliceOf(kept, k), neighbours === 4 ? 6 : 26, noProgress);
  }
  progress(1);
  return kept;
}

/** Slice k of a mask as a mask of one slice, without a copy. */
export function sliceOf({ size: [ni, nj], rowWords, words }: Bitmask, k: number): Bitmask {
  return { size: [ni, nj, 1], rowWords, words: words.subarray(k * nj * rowWords, (k + 1) * nj * rowWords) };
}

/** Adds to `kept` the components of the mask that the marker meets. */
function keepReached(
  marker: Bitmask,
  mask: Bitmask,
  kept: Bitmask,
  connectivity: Connectivity,
  progress: Progress,
): void {
  const { size, rowWords } = mask;
  const rows = size[1] * size[2];
  const runs = cutRuns(mask);
  const { bounds, rowStarts } = runs;
  const rootOfRun = connectRuns(runs, size, connectivity, progress);
  const isReached = new Uint8Array(rootOfRun.length);
  for (let row = 0; row < rows; row++) {
    if (rowStarts[row] === rowStarts[row + 1] || isEmptyRow(marker.words, row * rowWords, rowWords)) continue;
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      if (isReached[rootOfRun[run]] === 1) continue;
      if (meetsRun(marker.words, row * rowWords, bounds[2 * run], bounds[2 * run + 1])) isReached[rootOfRun[run]] = 1;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      if (isReached[rootOfRun[run]] === 1) paintRun(kept.words, row * rowWords, bounds[2 * run], bounds[2 * run + 1]);
    }
  }
}

function isEmptyRow(words: Int32Array, first: number, rowWords: number): boolean {
  for (let n = first; n < first + rowWords; n++) if (words[n] !== 0) return false;
  return true;
}

/** Whether one of the voxels start <= i < end of a row is set. */
function meetsRun(words: Int32Array, rowWord: number, start: number, end: number): boolean {
  const first = start >>> 5;
  const last = (end - 1) >>> 5;
  const head = -1 << (start & 31);
  const tail = -1 >>> (-end & 31);
  if (first === last) return (words[rowWord + first] & head & tail) !== 0;
  if ((words[rowWord + first] & head) !== 0 || (words[rowWord + last] & tail) !== 0) return true;
  for (let n = first + 1; n < last; n++) if (words[rowWord + n] !== 0) return true;
  return false;
}
