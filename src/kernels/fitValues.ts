import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { roundHalfEven } from './roundHalfEven.ts';

/**
 * Writes the first `count` values to the target from `start` on. Where it holds integers they are rounded, halves to the even neighbour as
 * numpy.rint does, and what lies beyond its range becomes its end: nothing wraps. NaN becomes 0 there. The values are changed.
 */
export function fitValues(values: Float64Array, count: number, target: Voxels, start: number): void {
  const { integer, min, max } = voxelTypes[voxelTypeOf(target)];
  if (integer) roundWithin(values, count, min, max);
  target.set(count === values.length ? values : values.subarray(0, count), start);
}

/** Rounds halves to the even neighbour, and keeps the values between min and max; NaN becomes 0. */
export function roundWithin(values: Float64Array, count: number, min: number, max: number): void {
  for (let n = 0; n < count; n++) {
    const rounded = roundHalfEven(values[n]);
    values[n] = rounded >= max ? max : rounded <= min ? min : Number.isNaN(rounded) ? 0 : rounded;
  }
}
