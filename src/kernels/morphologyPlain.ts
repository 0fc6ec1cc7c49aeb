import { type Bitmask, copyBitmask, emptyBitmask, invertBitmask, lastWordBits } from './bitmask.ts';
import { dilateByDistance } from './distanceMorphology.ts';
import { type Progress, part } from './progress.ts';
import { clampedTo, rowsThatGrow, type StructuringElement } from './structuringElement.ts';

/**
 * Whether the mask is inverted before the first dilation, and after each. Erosion is dilation of the background, so erosion, closing and
 * opening are all made of these two. One longer than the number of dilations.
 */
export type Inversions = readonly boolean[];

/**
 * A ball whose slices together have more rows than this to add, as those of radius 33 and more have, is quicker by the distance
 * transform. Only here: as WebAssembly, rows were quicker by far up to radius 200, on heads, on noise and on single voxels.
 */
const mostRows = 520;

/** Dilations one after the other, with the mask inverted before, between and after them. Returns a mask of its own. */
export function dilatePlain(
  mask: Bitmask,
  element: StructuringElement,
  inversions: Inversions,
  progress: Progress,
): Bitmask {
  const dilations = inversions.length - 1;
  let result = mask;
  if (inversions[0]) {
    result = copyBitmask(mask);
    invertBitmask(result);
  }
  for (let n = 0; n < dilations; n++) {
    result = dilateOnce(result, element, part(progress, n / dilations, (n + 1) / dilations));
    if (inversions[n + 1]) invertBitmask(result);
  }
  return result;
}

/**
 * Works on words of 32 voxels. Each input slice is first widened by 0, 1, 2 ... voxels along i. Then |dk| runs from the
 * outermost slice of the element inwards with one accumulator: since the element's rows do not shrink on the way in, only the
 * rows that grew are OR-ed into it, and it is OR-ed into the output slices k + dk and k - dk.
 */
function dilateOnce(mask: Bitmask, element: StructuringElement, progress: Progress): Bitmask {
  const { size, rowWords, words } = mask;
  const [, nj, nk] = size;
  const clamped = clampedTo(element, size);
  const [ri, rj, rk] = clamped.extent;
  const growth = rowsThatGrow(clamped);
  const { ball } = element;
  if (ball && countRows(growth) > mostRows) return dilateByDistance(mask, ball.radius, ball.spacing, progress);
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

function countRows(growth: readonly Int32Array[]): number {
  return growth.reduce((count, rows) => count + rows.length / 2, 0);
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
