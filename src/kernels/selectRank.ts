import { noTell, type Tell } from './progress.ts';

/** Below this many values a sort is as quick as another round. */
const fewValues = 24;

/** Some milliseconds of work where values are in no order. */
const swapsBetweenWords = 2 ** 18;

/**
 * Moves values about within `low <= n <= high` so that the one at `rank` is what it would be after sorting: nothing before it is
 * larger, nothing behind it smaller. Returns it. No value may be NaN. Quickselect (Hoare, 1961) with the median of three; where the
 * rounds gain little, the rest is sorted, so that no order of the values takes quadratic time.
 */
export function selectRank(
  values: Float64Array,
  rank: number,
  low = 0,
  high = values.length - 1,
  tell: Tell = noTell,
): number {
  let [first, last] = [low, high];
  for (let rounds = 2 * Math.log2(high - low + 2); last - first > fewValues && rounds > 0; rounds--) {
    const pivot = medianOfThree(values[first], values[(first + last) >>> 1], values[last]);
    let [left, right] = [first, last];
    for (let swaps = 1; left <= right; swaps++) {
      if (swaps % swapsBetweenWords === 0) tell();
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const value = values[left];
      values[left++] = values[right];
      values[right--] = value;
    }
    if (rank <= right) last = right;
    else if (rank >= left) first = left;
    else return values[rank];
  }
  values.subarray(first, last + 1).sort();
  return values[rank];
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
