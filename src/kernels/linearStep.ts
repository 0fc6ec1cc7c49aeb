import type { Step } from './pointwise.ts';

/**
 * Lays the values from..to onto low..high: low + (v - from) / (to - from) * (high - low), in that order of operations. With
 * `isClamped` what lies beyond from..to stays at the ends. Where from equals to, values below it become low, others high.
 */
export function linearStep(from: number, to: number, low: number, high: number, isClamped: boolean): Step {
  const width = to - from;
  const range = high - low;
  const least = Math.min(low, high);
  const most = Math.max(low, high);
  return (values, count) => {
    if (width === 0) {
      for (let n = 0; n < count; n++) {
        const value = values[n];
        values[n] = Number.isNaN(value) ? value : value < from ? low : high;
      }
      return;
    }
    for (let n = 0; n < count; n++) values[n] = low + ((values[n] - from) / width) * range;
    if (!isClamped) return;
    for (let n = 0; n < count; n++) values[n] = Math.min(Math.max(values[n], least), most);
  };
}
