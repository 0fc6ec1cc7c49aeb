import { sliceTexts } from '#src/app/texts/slices.ts';

/**
 * The value that would stand at `n` if the values were sorted, which are put into another order for it. Quicker than sorting them: Hoare's
 * "Find" (Communications of the ACM 4, 1961). NaN must not be among them; `n` must be a place of the array, else RangeError.
 */
export function selectNth(values: Float64Array, n: number): number {
  if (!(n >= 0 && n < values.length)) throw new RangeError(sliceTexts.errors.noPlace(n, values.length));
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1];
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (pivot < values[j]) j--;
      if (i <= j) {
        const swapped = values[i];
        values[i] = values[j];
        values[j] = swapped;
        i++;
        j--;
      }
    }
    if (j < n) left = i;
    if (n < i) right = j;
  }
  return values[n];
}
