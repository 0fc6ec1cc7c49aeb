import { type Bitmask, copyBitmask, emptyBitmask, invertBitmask } from './bitmask.ts';
import { fillHolesSimd } from './fillHolesSimd.ts';
import { noProgress, type Progress } from './progress.ts';
import { reachRow } from './reachRow.ts';
import { simd, withScratch } from './simd.ts';

/**
 * The mask with its holes filled: a hole is a part of the background, connected by faces (6), that touches no face of the
 * volume. As scipy.ndimage.binary_fill_holes on a 3D array with its default structure. Returns a mask of its own. In WebAssembly the runs of
 * the background are connected, whose time does not depend on how they wind; throws where there is not enough memory for them.
 */
export function fillHoles(mask: Bitmask, progress: Progress = noProgress): Bitmask {
  const fast = simd();
  if (!fast) return fill(mask, progress);
  return withScratch(fast, (kernels) => fillHolesSimd(kernels, mask, 6, Number.POSITIVE_INFINITY, progress));
}

/**
 * Floods the background from the faces, a row at a time, in sweeps forth and back over the rows beside which something has
 * changed, until there are none. Each change gains a whole run of background, so a row is visited at most once for each run beside
 * it; in a head that is two or three times. Against joining runs into components in plain TypeScript that takes half the time for a
 * head, a tenth for noise, and four times as long for a maze that fills the volume.
 */
function fill(mask: Bitmask, progress: Progress): Bitmask {
  const [, nj, nk] = mask.size;
  const background = copyBitmask(mask);
  invertBitmask(background);
  const outside = emptyBitmask(mask.size);
  copyFaceRows(background, outside);
  const isDue = new Uint8Array(nj * nk).fill(1);
  const isSliceDue = new Uint8Array(nk).fill(1);
  let swept = nk;
  for (let sweep = 0; swept > 0; sweep++) {
    swept = 0;
    const isForth = sweep % 2 === 0;
    for (let n = 1; n < nk - 1; n++) {
      if (sweep === 0) progress(n / nk);
      const k = isForth ? n : nk - 1 - n;
      if (isSliceDue[k] === 0) continue;
      swept++;
      isSliceDue[k] = 0;
      if (sweepSlice(background, outside, isDue, k, isForth)) isSliceDue.fill(1, k - 1, k + 2);
    }
  }
  progress(1);
  invertBitmask(outside);
  return outside;
}

/** Rows with j or k at a face are outside with all of their background; what begins or ends at a face along i comes row by row. */
function copyFaceRows({ size: [, nj, nk], rowWords, words }: Bitmask, outside: Bitmask): void {
  for (let row = 0; row < nj * nk; row++) {
    const j = row % nj;
    if (row >= nj && row < nj * (nk - 1) && j > 0 && j < nj - 1) continue;
    for (let word = row * rowWords; word < (row + 1) * rowWords; word++) outside.words[word] = words[word];
  }
}

/** Visits the rows of a slice that are due, forth (by growing j) or back. Returns whether the outside has grown. */
function sweepSlice(background: Bitmask, outside: Bitmask, isDue: Uint8Array, k: number, isForth: boolean): boolean {
  const [ni, nj] = background.size;
  const step = isForth ? 1 : -1;
  let row = nj * k + (isForth ? 1 : nj - 2);
  let hasGrown = false;
  for (let n = 1; n < nj - 1; n++, row += step) {
    if (isDue[row] === 0) continue;
    isDue[row] = 0;
    if (!reachRow(background.words, outside.words, row, background.rowWords, nj, ni)) continue;
    hasGrown = true;
    // Rows at a face are never visited, so it does no harm to mark them.
    isDue[row - 1] = 1;
    isDue[row + 1] = 1;
    isDue[row - nj] = 1;
    isDue[row + nj] = 1;
  }
  return hasGrown;
}
