import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import type { Comparison } from './thresholdStep.ts';

/**
 * A yes or no to the value of a voxel: it lies in lower <= v <= upper, or with `isOutside` it does not; NaN lies in no band. The
 * limits are values of the voxels' own type. An empty band has lower > upper, for floats alone: for integers it is what lies outside of
 * all values of the type.
 */
export interface Flag {
  readonly lower: number;
  readonly upper: number;
  readonly isOutside: boolean;
  /** Whether NaN is "no" although it lies outside the band: so it is for foreground. */
  readonly excludesNaN?: true;
}

/** The flag of what is neither 0 nor NaN. */
export const foregroundFlag: Flag = { lower: 0, upper: 0, isOutside: true, excludesNaN: true };

/** The flag of the band lower <= v <= upper of float64, for voxels of a type: its limits rounded inwards to values of the type. */
export function bandFlag(type: VoxelType, lower: number, upper: number): Flag {
  const low = roundedUp(type, lower);
  const high = roundedDown(type, upper);
  // A band without a value of the type; one without a number has no end that could be compared.
  if (low === undefined || high === undefined || !(low <= high)) return emptyFlag(type);
  return { lower: low, upper: high, isOutside: false };
}

/** The flag of a comparison of float64 with a threshold. With NaN only NotEqual holds. */
export function comparisonFlag(type: VoxelType, comparison: Comparison, t: number): Flag {
  switch (comparison) {
    case 'LessEqual':
      return bandFlag(type, Number.NEGATIVE_INFINITY, t);
    case 'GreaterEqual':
      return bandFlag(type, t, Number.POSITIVE_INFINITY);
    case 'Equal':
      return bandFlag(type, t, t);
    case 'NotEqual':
      return opposite(bandFlag(type, t, t));
    case 'Less':
      return bandFlag(type, Number.NEGATIVE_INFINITY, below(t));
    case 'Greater':
      return bandFlag(type, above(t), Number.POSITIVE_INFINITY);
    default:
      return comparison satisfies never;
  }
}

function emptyFlag(type: VoxelType): Flag {
  const { integer, min, max } = voxelTypes[type];
  return integer ? { lower: min, upper: max, isOutside: true } : { lower: 1, upper: 0, isOutside: false };
}

function opposite(flag: Flag): Flag {
  return { lower: flag.lower, upper: flag.upper, isOutside: !flag.isOutside };
}

/** The smallest value of a type that is not below `value`; undefined when there is none. */
function roundedUp(type: VoxelType, value: number): number | undefined {
  if (Number.isNaN(value)) return undefined;
  const { integer, min, max } = voxelTypes[type];
  if (integer) return value > max ? undefined : Math.max(min, Math.ceil(value));
  if (type === 'float64') return value;
  const nearest = Math.fround(value);
  return nearest >= value ? nearest : neighbour32(nearest, 1);
}

/** The largest value of a type that is not above `value`; undefined when there is none. */
function roundedDown(type: VoxelType, value: number): number | undefined {
  const up = roundedUp(type, -value);
  if (up !== undefined && !voxelTypes[type].integer) return -up;
  if (Number.isNaN(value)) return undefined;
  const { min, max } = voxelTypes[type];
  return value < min ? undefined : Math.min(max, Math.floor(value));
}

/** The next float64 below; NaN for NaN and for minus infinity, below which nothing lies. */
function below(value: number): number {
  return -above(-value);
}

/** The next float64 above; NaN for NaN and for infinity, above which nothing lies. */
function above(value: number): number {
  if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY) return Number.NaN;
  const bits = new BigInt64Array(1);
  const float = new Float64Array(bits.buffer);
  // Adding 0 makes +0 of -0, whose bits would lead the wrong way.
  float[0] = value + 0;
  bits[0] += float[0] >= 0 ? 1n : -1n;
  return float[0];
}

/** The float32 next to a float32, in the direction of the sign. */
function neighbour32(value: number, direction: 1 | -1): number {
  const bits = new Int32Array(1);
  const float = new Float32Array(bits.buffer);
  float[0] = value + 0;
  bits[0] += float[0] >= 0 ? direction : -direction;
  return float[0];
}
