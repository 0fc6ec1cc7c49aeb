import { type Bitmask, emptyBitmask, lastWordBits } from './bitmask.ts';
import type { Inversions } from './morphologyPlain.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';
import { clampedTo, rowsThatGrow, type StructuringElement } from './structuringElement.ts';

/** Rows of a column that are computed together: four vectors. */
const tileRows = 16;

/**
 * Dilations one after the other, with the mask inverted before, between and after them. A slice goes through all of them as soon as
 * its neighbours are there: only the slices within reach of the element are in the scratch memory, and no mask in between is ever
 * whole. Returns a mask of its own.
 */
export function dilateSimd(
  simd: Simd,
  mask: Bitmask,
  element: StructuringElement,
  inversions: Inversions,
  progress: Progress,
): Bitmask {
  const result = emptyBitmask(mask.size);
  simd.scratch.use(() => dilateInto(simd, mask, result, element, inversions, progress));
  progress(1);
  return result;
}

/** Apart from the function that is made in each call, of which V8 forgets what it has compiled. */
function dilateInto(
  { exports, scratch }: Simd,
  { size, rowWords, words }: Bitmask,
  result: Bitmask,
  element: StructuringElement,
  inversions: Inversions,
  progress: Progress,
): void {
  const [ni, nj, nk] = size;
  const clamped = clampedTo(element, size);
  const [ri, rj, rk] = clamped.extent;
  const last = lastWordBits(ni);
  const flips = inversions.map((isInverted) => (isInverted ? -1 : 0));
  const dilations = flips.length - 1;
  const plane = nj * rowWords;
  const rowBytes = 4 * rowWords;
  // Tiles, and so margins, begin at addresses that vectors are aligned to.
  const tiles = Math.ceil(nj / tileRows);
  const margin = 16 * Math.ceil(rj / 4);
  const stride = 4 * tiles * tileRows + margin;
  const levelBytes = margin + (rowWords + 2) * stride;
  const rows = rowTable(clamped, levelBytes);
  // A ring of slices for each dilation: those that are not finished yet.
  const slots = 2 * rk + 1;
  const slotBytes = rowBytes * tiles * tileRows;
  const steps = nk + dilations * rk;
  const [levels, table, window, ...rings] = scratch.reserve(
    (ri + 1) * levelBytes,
    4 * rows.length,
    4 * plane,
    ...new Array<number>(dilations).fill(slots * slotBytes),
  );
  scratch.bytes(levels, (ri + 1) * levelBytes).fill(0);
  for (const ring of rings) scratch.bytes(ring, slots * slotBytes).fill(0);
  scratch.words(table, rows.length).set(rows);
  const slice = scratch.words(window, plane);
  const level0 = levels + margin + stride;
  const widest = level0 + ri * levelBytes;
  for (let step = 0; step < steps; step++) {
    progress(step / steps);
    let isSome = 0;
    if (step < nk) {
      slice.set(words.subarray(step * plane, (step + 1) * plane));
      isSome = exports.transpose(window, rowBytes, level0, stride, nj, rowWords, flips[0], last);
    }
    // Each dilation takes in slice k, which the one before has just finished, and finishes slice k - rk itself.
    let k = step;
    for (let n = 0; n < dilations && k >= 0; n++) {
      if (isSome && k < nk) {
        exports.widen(level0, ri, levelBytes, rowWords, stride, tiles);
        exports.spread(level0, widest, margin, rowWords, stride, tiles, table, rk, rings[n], k % slots, last);
      }
      k -= rk;
      const finished = rings[n] + ((k + slots) % slots) * slotBytes;
      isSome = exports.takeSlice(finished, level0, nj, rowWords, stride, tiles, flips[n + 1], last);
    }
    if (k < 0) continue;
    exports.transpose(level0, stride, window, rowBytes, rowWords, nj, 0, -1);
    result.words.set(slice, k * plane);
  }
}

/**
 * What the element adds from its outermost slice inwards: for each slice the number of rows that grew, and for each row the offsets of
 * the rows dj and -dj of its level.
 */
function rowTable(element: StructuringElement, levelBytes: number): Int32Array {
  const table: number[] = [];
  for (const rows of rowsThatGrow(element).toReversed()) {
    table.push(rows.length / 2);
    for (let n = 0; n < rows.length; n += 2) {
      const level = rows[n + 1] * levelBytes;
      table.push(level + 4 * rows[n], level - 4 * rows[n]);
    }
  }
  return Int32Array.from(table);
}
