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
  { exports, scratch }: Simd,
  mask: Bitmask,
  element: StructuringElement,
  inversions: Inversions,
  progress: Progress,
): Bitmask {
  const { size, rowWords, words } = mask;
  const [ni, nj, nk] = size;
  const result = emptyBitmask(size);
  const clamped = clampedTo(element, size);
  const [ri, rj, rk] = clamped.extent;
  const last = lastWordBits(ni);
  const plane = nj * rowWords;
  const tiles = Math.ceil(nj / tileRows);
  const margin = 4 * Math.ceil(rj / 4);
  const stride = 4 * (tiles * tileRows + margin);
  const levelBytes = 4 * margin + (rowWords + 2) * stride;
  const growth = tableOf(clamped, levelBytes);
  const flips = inversions.map((isInverted) => (isInverted ? -1 : 0));
  const passes = flips.length - 1;
  const slots = 2 * rk + 1;
  const ringBytes = 4 * slots * rowWords * tiles * tileRows;
  scratch.use(() => {
    const [levels, table, rowsAt, ...rings] = scratch.reserve(
      (ri + 1) * levelBytes,
      4 * growth.length,
      4 * plane,
      ...flips.slice(1).map(() => ringBytes),
    );
    scratch.bytes(levels, (ri + 1) * levelBytes).fill(0);
    scratch.words(table, growth.length).set(growth);
    for (const ring of rings) scratch.bytes(ring, ringBytes).fill(0);
    const rows = scratch.words(rowsAt, plane);
    const level0 = levels + 4 * margin + stride;
    const widest = level0 + ri * levelBytes;
    const sliceBytes = 4 * rowWords * tiles * tileRows;
    for (let step = 0; step < nk + passes * rk; step++) {
      progress(step / (nk + passes * rk));
      let hasForeground = false;
      if (step < nk) {
        rows.set(words.subarray(step * plane, (step + 1) * plane));
        hasForeground = exports.rowsToColumns(rowsAt, level0, nj, rowWords, stride, flips[0], last) !== 0;
      }
      let k = step;
      for (let pass = 0; pass < passes && k >= 0; pass++) {
        if (k < nk && hasForeground) {
          exports.widen(level0, ri, levelBytes, rowWords, stride, tiles);
          exports.spread(level0, widest, 4 * margin, rowWords, stride, tiles, table, rk, rings[pass], k % slots, last);
        }
        k -= rk;
        const finished = rings[pass] + ((k + slots) % slots) * sliceBytes;
        hasForeground = exports.takeSlice(finished, level0, nj, rowWords, stride, tiles, flips[pass + 1], last) !== 0;
      }
      if (k < 0) continue;
      exports.columnsToRows(level0, rowsAt, nj, rowWords, stride);
      result.words.set(rows, k * plane);
    }
  });
  progress(1);
  return result;
}

function tableOf(element: StructuringElement, levelBytes: number): Int32Array {
  const table: number[] = [];
  for (const rows of rowsThatGrow(element).toReversed()) {
    table.push(rows.length / 2);
    for (let n = 0; n < rows.length; n += 2) {
      const level = rows[n + 1] * levelBytes;
      table.push(level - 4 * rows[n], level + 4 * rows[n]);
    }
  }
  return Int32Array.from(table);
}
