/** What finding an envelope needs beside the line: one for all lines, as long as the longest of them. */
export interface EnvelopeStack {
  readonly places: Int32Array;
  readonly heights: Float64Array;
}

/** A stack for lines of up to so many voxels. */
export function envelopeStack(length: number): EnvelopeStack {
  return { places: new Int32Array(length), heights: new Float64Array(length) };
}

/**
 * Replaces each of the `length` values of a line by the smallest `line[m] + (spacing * (m - n))²` over all m: how
 * squared distances within slices become squared distances within the volume. Infinity stands for "nothing there". The
 * line's values lie `step` apart from `at` on.
 *
 * Each value is the lowest point of a parabola; one pass keeps, on a stack, those that are the lowest somewhere, a
 * second one walks along them (Maurer, Qi and Raghavan 2003; Felzenszwalb and Huttenlocher 2012). Where two are equally
 * near but for rounding, what is taken hangs on the order of each product and sum, which is that of
 * scipy.ndimage.distance_transform_edt.
 */
export function lowerEnvelope(
  line: Float64Array,
  at: number,
  step: number,
  length: number,
  spacing: number,
  { places, heights }: EnvelopeStack,
): void {
  let last = -1;
  for (let n = 0; n < length; n++) {
    const height = line[at + n * step];
    if (height === Number.POSITIVE_INFINITY) continue;
    while (last >= 1) {
      const a = (places[last] - places[last - 1]) * spacing;
      const b = (n - places[last]) * spacing;
      const c = a + b;
      if (c * heights[last] - b * heights[last - 1] - a * height - a * b * c <= 0) break;
      last--;
    }
    last++;
    places[last] = n;
    heights[last] = height;
  }
  if (last < 0) return;
  let lowest = 0;
  for (let n = 0; n < length; n++) {
    let value = heights[lowest] + ((places[lowest] - n) * spacing) ** 2;
    while (lowest < last) {
      const next = heights[lowest + 1] + ((places[lowest + 1] - n) * spacing) ** 2;
      if (value <= next) break;
      value = next;
      lowest++;
    }
    line[at + n * step] = value;
  }
}
