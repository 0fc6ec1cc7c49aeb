import type { Step } from './pointwise.ts';

/**
 * Looks values up in a table of ascending places with equal steps between them, on the line between two, as numpy.interp does: beyond
 * the ends stands the last value. NaN stays.
 */
export function interpolateTable(places: Float64Array, table: Float64Array): Step {
  const last = places.length - 1;
  const first = places[0];
  const perStep = last > 0 ? last / (places[last] - first) : 0;
  return (values, count) => {
    for (let n = 0; n < count; n++) {
      const value = values[n];
      if (Number.isNaN(value)) continue;
      if (value <= first || last === 0) values[n] = table[0];
      else if (value >= places[last]) values[n] = table[last];
      else {
        let at = Math.min(last - 1, Math.floor((value - first) * perStep));
        // Places are rounded, so the step that was computed may be the one beside the right one.
        while (places[at] > value) at--;
        while (places[at + 1] <= value) at++;
        const slope = (table[at + 1] - table[at]) / (places[at + 1] - places[at]);
        values[n] = slope * (value - places[at]) + table[at];
      }
    }
  };
}
