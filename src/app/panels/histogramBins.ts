import { usualPercentiles, type ValueRange } from '#src/app/viewers/valueRange.ts';
import type { Table } from '#src/graph/ports.ts';

/** Bars of a histogram along an axis of values. */
export interface HistogramBins {
  /** `from` and `to` are the same where a bin is one value. */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  readonly total: number;
  readonly highest: number;
  /** The smallest and the largest value that was counted. */
  readonly min: number;
  readonly max: number;
  /** The values at the two ends of the axis: a bin of one value stands around it. */
  readonly low: number;
  readonly high: number;
}

/** The bins of the table that the Histogram module gives; undefined when nothing was counted. */
export function binsOf(table: Table): HistogramBins | undefined {
  const bins = table.rows.map(([from, to, count]) => ({ from: Number(from), to: Number(to), count: Number(count) }));
  const last = bins.at(-1);
  if (!last) return undefined;
  const [min, max] = [bins[0].from, last.to];
  const half = bins[0].from === bins[0].to ? 0.5 : 0;
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const highest = bins.reduce((most, { count }) => Math.max(most, count), 0);
  return { bins, total, highest, min, max, low: min - half, high: max + half };
}

/** Where a value stands on the axis: 0 is its left end, 1 the right one. */
export function placeOf({ low, high }: HistogramBins, value: number): number {
  return (value - low) / (high - low);
}

/** The value at a place of the axis, rounded to what a hand can choose and a document holds shortly. */
export function valueAt(histogram: HistogramBins, place: number): number {
  const { low, high } = histogram;
  const grain = grainOf(histogram);
  return Number((Math.round((low + place * (high - low)) / grain) * grain).toPrecision(12));
}

/** A power of ten near to three hundredths of a hundredth of the axis; 1 for values that are counted one by one. */
export function grainOf({ bins, low, high }: HistogramBins): number {
  const fine = 10 ** Math.floor(Math.log10((high - low) / 300));
  return bins[0].from === bins[0].to ? 1 : high - low > 300 ? Math.min(1, fine) : fine;
}

/**
 * The part of the voxels, 0 to 1, whose values lie in low <= v <= high; exact where each bin is one value, else bins that are cut
 * count by the part of their width.
 */
export function shareBetween({ bins, total }: HistogramBins, low: number, high: number): number {
  let sum = 0;
  for (const { from, to, count } of bins) {
    if (from === to) sum += from >= low && from <= high ? count : 0;
    else sum += (count * Math.max(0, Math.min(to, high) - Math.max(from, low))) / (to - from);
  }
  return sum / total;
}

/** Images with so few different values are masks or labels, of which none is an outlier. */
const fewValues = 16;

/** The range from which a view takes its automatic window by default: without the brightest 0.2 % of the voxels, of few values all. */
export function usualRange({ bins, total, min, max }: HistogramBins): ValueRange {
  if (bins.filter(({ count }) => count > 0).length <= fewValues) return { min, max };
  let sum = 0;
  const last = bins.find(({ count }) => {
    sum += count;
    return sum >= (usualPercentiles.high / 100) * total;
  });
  return last && last.to > min ? { min, max: last.to } : { min, max };
}
