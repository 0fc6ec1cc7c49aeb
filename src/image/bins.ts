/** numpy.linspace(min, max, bins + 1); for a single value the edges of a bin of no width. */
export function equalEdges(min: number, max: number, bins: number): Float64Array {
  if (min === max) return Float64Array.of(min, max);
  const edges = new Float64Array(bins + 1);
  const step = (max - min) / bins;
  for (let n = 0; n < bins; n++) edges[n] = n * step + min;
  edges[bins] = max;
  return edges;
}

/** What numpy multiplies a value's distance from the first edge with, to guess its bin. */
export function normOf(edges: Float64Array): number {
  const bins = edges.length - 1;
  return bins === 1 ? 0 : bins / (edges[bins] - edges[0]);
}

/** The bin of a value between the first and the last edge: numpy's guess, then set right at the edges. */
export function binOf(value: number, edges: Float64Array, norm: number): number {
  const last = edges.length - 2;
  // Where the edges are so close that the factor is infinite, the first one times it is NaN.
  let bin = Math.min(Math.trunc((value - edges[0]) * norm) || 0, last);
  if (value < edges[bin]) bin--;
  else if (bin < last && value >= edges[bin + 1]) bin++;
  return bin;
}
