import { type Bitmask, emptyBitmask, invertBitmask, lastWordBits } from './bitmask.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { clampedTo, type StructuringElement } from './structuringElement.ts';

/**
 * Foreground wherever the element, centred there, meets foreground. Outside the volume is background, as in
 * skimage.morphology.binary_dilation. Returns a mask of its own.
 *
 * Works on words of 32 voxels. Each input slice is first widened by 0, 1, 2 ... voxels along i. Then |dk| runs from the
 * outermost slice of the element inwards with one accumulator: since the element's rows do not shrink on the way in, only the
 * rows that grew are OR-ed into it, and it is OR-ed into the output slices k + dk and k - dk.
 */
export function dilate(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  const { size, rowWords, words } = mask;
  const [, nj, nk] = size;
  const clamped = clampedTo(element, size);
  const [ri, rj, rk] = clamped.extent;
  const growth = rowsThatGrow(clamped);
  const plane = nj * rowWords;
  // Empty rows above and below let a row be shifted along j by an offset alone.
  const margin = rj * rowWords;
  const padded = plane + 2 * margin;
  const widened = new Int32Array((ri + 1) * padded);
  const disc = new Int32Array(plane);
  const result = emptyBitmask(size);
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    if (isEmpty(words, k * plane, plane)) continue;
    widened.set(words.subarray(k * plane, (k + 1) * plane), margin);
    for (let h = 1; h <= ri; h++) widen(widened, (h - 1) * padded + margin, h * padded + margin, nj, rowWords, size[0]);
    disc.fill(0);
    for (let dk = rk; dk >= 0; dk--) {
      const rows = growth[dk];
      for (let n = 0; n < rows.length; n += 2) {
        const middle = rows[n + 1] * padded + margin;
        const shift = rows[n] * rowWords;
        orBothInto(disc, widened, middle - shift, middle + shift);
      }
      // Where only one of the two slices is within the volume, it is written twice.
      const above = k + dk < nk ? k + dk : k - dk;
      const below = k - dk >= 0 ? k - dk : k + dk;
      if (above >= 0 && below < nk) spread(result.words, above * plane, below * plane, disc);
    }
  }
  progress(1);
  return result;
}

/**
 * Foreground wherever the element, centred there, covers foreground only. Outside the volume is foreground, as in
 * skimage.morphology.binary_erosion, so that nothing is eaten at the faces. Returns a mask of its own.
 */
export function erode(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  const background = { ...mask, words: mask.words.slice() };
  invertBitmask(background);
  const result = dilate(background, element, progress);
  invertBitmask(result);
  return result;
}

/** Dilation, then erosion, as skimage.morphology.binary_closing. Returns a mask of its own. */
export function close(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  return erode(dilate(mask, element, part(progress, 0, 0.5)), element, part(progress, 0.5, 1));
}

/** Erosion, then dilation, as skimage.morphology.binary_opening. Returns a mask of its own. */
export function open(mask: Bitmask, element: StructuringElement, progress: Progress = noProgress): Bitmask {
  return dilate(erode(mask, element, part(progress, 0, 0.5)), element, part(progress, 0.5, 1));
}

/** For each |dk| the rows with dj >= 0 that are wider than at |dk| + 1, as pairs of dj and half width; -dj is like dj. */
function rowsThatGrow({ extent: [, rj, rk], halfWidths }: StructuringElement): Int32Array[] {
  const growth: Int32Array[] = [];
  for (let dk = 0; dk <= rk; dk++) {
    const rows: number[] = [];
    for (let dj = 0; dj <= rj; dj++) {
      const at = dj + (rj + 1) * dk;
      const half = halfWidths[at];
      const outer = dk < rk ? halfWidths[at + rj + 1] : -1;
      if (half < outer) {
        throw new Error(`The structuring element is wider at slice ${dk + 1} (${outer}) than at slice ${dk} (${half})`);
      }
      if (half > outer) rows.push(dj, half);
    }
    growth.push(Int32Array.from(rows));
  }
  return growth;
}

function isEmpty(words: Int32Array, start: number, count: number): boolean {
  for (let n = start; n < start + count; n++) if (words[n] !== 0) return false;
  return true;
}

/** Writes every row of the slice at `from` to the slice at `to`, grown by one voxel at both ends of each run. */
function widen(words: Int32Array, from: number, to: number, nj: number, rowWords: number, ni: number): void {
  const last = lastWordBits(ni);
  for (let row = 0; row < nj * rowWords; row += rowWords) {
    let carry = 0;
    let word = words[from + row];
    for (let n = 1; n < rowWords; n++) {
      const next = words[from + row + n];
      words[to + row + n - 1] = word | (word << 1) | (word >>> 1) | carry | (next << 31);
      carry = word >>> 31;
      word = next;
    }
    words[to + row + rowWords - 1] = (word | (word << 1) | (word >>> 1) | carry) & last;
  }
}

/** ORs the slices of `source` at `a` and at `b`, the rows dj and -dj of the element, into the disc: both in one pass. */
function orBothInto(disc: Int32Array, source: Int32Array, a: number, b: number): void {
  for (let n = 0; n < disc.length; n++) disc[n] |= source[a + n] | source[b + n];
}

/** ORs the disc into the slices of the result at `a` and at `b`. */
function spread(result: Int32Array, a: number, b: number, disc: Int32Array): void {
  for (let n = 0; n < disc.length; n++) {
    result[a + n] |= disc[n];
    result[b + n] |= disc[n];
  }
}
