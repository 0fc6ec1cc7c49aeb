import type { Voxels } from '#src/image/volume.ts';
import { asDoubles } from './asDoubles.ts';
import { selectNth } from './selectNth.ts';
import type { WindowLevel } from './windowLevel.ts';

/** The values between which an image is worth looking at. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

const sampleSize = 16384;

/** The percentiles of the values, 0 to 100, between which a range lies; 0 and 100 are the lowest and the highest value. */
export interface Percentiles {
  readonly low: number;
  readonly high: number;
}

/** A few bright voxels shall not darken the rest. */
export const usualPercentiles: Percentiles = { low: 0, high: 99.8 };
/** Images with so few different values are masks or labels: none of them is an outlier. */
const fewValues = 16;

/**
 * The range that a picture of these voxels shall show: what lies between two percentiles, by default their minimum and their 99.8th
 * percentile, so that a few bright voxels do not darken the rest; of masks, labels and other images of few values all. A constant image is measured
 * against 0 (0 to 1 where it is 0), so that an empty mask is black and a full one white. NaN and infinities are left out.
 * Percentiles come from an even sample of at most 16384 voxels, minimum and maximum from all. Undefined when no value is finite.
 */
export function valueRange(voxels: Voxels, percentiles: Percentiles = usualPercentiles): ValueRange | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const values = asDoubles(voxels);
  for (let p = 0; p < values.length; p++) {
    const value = values[p];
    if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
    if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
  }
  if (min > max) return undefined;
  if (min === max) return min === 0 ? { min: 0, max: 1 } : { min: Math.min(0, min), max: Math.max(0, min) };
  const sample = evenSample(values);
  if (hasFewValues(sample)) return { min, max };
  const at = (percent: number) => selectNth(sample, Math.floor((percent / 100) * (sample.length - 1)));
  const lower = percentiles.low > 0 ? at(percentiles.low) : min;
  const upper = percentiles.high < 100 ? at(percentiles.high) : max;
  return upper > lower ? { min: lower, max: upper } : { min, max };
}

/** Finite values, evenly spread over the voxels. An odd stride does not fall in step with rows of even length. */
function evenSample(values: Float64Array): Float64Array {
  const stride = Math.max(1, Math.ceil(values.length / sampleSize)) | 1;
  const sample = new Float64Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let p = 0; p < values.length; p += stride) {
    if (Number.isFinite(values[p])) sample[count++] = values[p];
  }
  return sample.subarray(0, count);
}

function hasFewValues(sample: Float64Array): boolean {
  const different: number[] = [];
  for (let n = 0; n < sample.length; n++) {
    if (different.includes(sample[n])) continue;
    if (different.length === fewValues) return false;
    different.push(sample[n]);
  }
  return true;
}

/** Air has −1000 HU. What lies below this is no tissue: scanners write it where they have not measured, outside of their round field. */
const lowestHounsfield = -1024;

/** A range without the values that CT scanners fill pictures up with, which would take half of a window; of other units all. */
export function withoutPadding(range: ValueRange | undefined, unit: string | undefined): ValueRange | undefined {
  if (!range || unit !== 'HU' || range.min >= lowestHounsfield || range.max <= lowestHounsfield) return range;
  return { min: lowestHounsfield, max: range.max };
}

/** The range that holds both. */
export function joinRanges(a: ValueRange | undefined, b: ValueRange | undefined): ValueRange | undefined {
  if (!a || !b) return a ?? b;
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}

/** The window that shows a range from black to white: center 0.5 and width 1 for a mask. */
export function windowOf(range: ValueRange): WindowLevel {
  return { center: (range.min + range.max) / 2, width: range.max - range.min };
}
