import type { Step } from './pointwise.ts';
import { computed, constantValue, type VoxelProgram, voxelOf } from './voxelProgram.ts';

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

/** What `linearStep` does as a program for vectors; undefined where the line has no width. */
export function linearProgram(
  from: number,
  to: number,
  low: number,
  high: number,
  isClamped: boolean,
): VoxelProgram | undefined {
  if (to === from) return undefined;
  const share = computed('divide', computed('subtract', voxelOf(0), constantValue(from)), constantValue(to - from));
  const line = computed('add', constantValue(low), computed('multiply', share, constantValue(high - low)));
  return isClamped ? clampedProgram(line, Math.min(low, high), Math.max(low, high)) : line;
}

/** A value, kept between two others; NaN stays. */
export function clampedProgram(value: VoxelProgram, least: number, most: number): VoxelProgram {
  return computed('min', computed('max', value, constantValue(least)), constantValue(most));
}
