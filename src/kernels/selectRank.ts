import { noTell, type Tell } from './progress.ts';
import { valueAtRank } from './valueAtRank.ts';

/** Below this many values a sort is as quick as another round. */
const fewValues = 24;

/** Some milliseconds of work. */
const stepsBetweenWords = 2 ** 21;

/** Rounds over values in no order take two to three looks at each: after so many they are in an order that gains little. */
const mostLooks = 6;

/**
 * Moves values about within `low <= n <= high` so that the one at `rank` is what it would be after sorting: nothing before it is
 * larger, nothing behind it smaller. Returns it. No value may be NaN. Quickselect (Hoare, 1961) with the median of three; where the
 * rounds gain little, as in values that rise to the middle and fall again, the value is found by its bits and the rest parted by it, so that
 * no order of the values takes more than linear time.
 */
export function selectRank(
  values: Float64Array,
  rank: number,
  low = 0,
  high = values.length - 1,
  tell: Tell = noTell,
): number {
  let [first, last] = [low, high];
  let looks = mostLooks * (last - first + 1);
  while (last - first > fewValues) {
    looks -= last - first + 1;
    if (looks < 0) {
      partBy(values, valueAtRank(values, rank, first, last, tell), first, last, tell);
      return values[rank];
    }
    const pivot = medianOfThree(values[first], values[(first + last) >>> 1], values[last]);
    let [left, right] = [first, last];
    while (left <= right) {
      // No further than this from either side without a word.
      const [leftEnd, rightEnd] = [left + stepsBetweenWords, right - stepsBetweenWords];
      tell();
      while (left <= right && left < leftEnd && right > rightEnd) {
        while (values[left] < pivot && left < leftEnd) left++;
        while (values[right] > pivot && right > rightEnd) right--;
        if (left > right || left === leftEnd || right === rightEnd) break;
        const value = values[left];
        values[left++] = values[right];
        values[right--] = value;
      }
    }
    if (rank <= right) last = right;
    else if (rank >= left) first = left;
    else return values[rank];
  }
  values.subarray(first, last + 1).sort();
  return values[rank];
}

/** What is less than a value before what equals it, and that before what is more (Dijkstra, 1976). */
function partBy(values: Float64Array, pivot: number, first: number, last: number, tell: Tell): void {
  let [less, more] = [first, last];
  for (let n = first, steps = 0; n <= more; steps++) {
    if (steps % stepsBetweenWords === 0) tell();
    const value = values[n];
    if (value < pivot) {
      values[n++] = values[less];
      values[less++] = value;
    } else if (value > pivot) {
      values[n] = values[more];
      values[more--] = value;
    } else n++;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
