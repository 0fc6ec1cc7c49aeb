import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes, widen } from '#src/image/voxelType.ts';
import { exponential } from './exponential.ts';
import type { Step } from './pointwise.ts';
import { power } from './power.ts';
import { floatTypeFor, integerTypeFor, spanOf } from './resultType.ts';
import { roundHalfEven } from './roundHalfEven.ts';

/** The functions of one image and a constant, by MeVisLab's names. */
export type ConstantFunction =
  | 'Add'
  | 'Subtract'
  | 'Multiply'
  | 'Divide'
  | 'Power'
  | 'Min'
  | 'Max'
  | 'Absolute'
  | 'Sign'
  | 'Round'
  | 'Floor'
  | 'Ceil'
  | 'SquareRoot'
  | 'Exp'
  | 'Log'
  | 'Log10'
  | 'Invert'
  | 'And'
  | 'Or'
  | 'Xor';

/**
 * The type that holds every result of a function for every value that the image's type can hold, so that nothing wraps:
 *
 * | function | integers and a whole constant | otherwise |
 * |---|---|---|
 * | Add, Subtract, Multiply, Power (constant >= 0), Min, Max, Absolute | the smallest integer type for the results, beyond 32 bits float64 | float32 for 8 and 16 bits and float32, else float64 |
 * | Divide | float32 for 8 and 16 bits, else float64 | the same |
 * | SquareRoot, Log, Log10 | float32 for 8 and 16 bits, else float64 | the same |
 * | Exp | float64 | the image's type |
 * | Sign | uint8, int8 for signed types | the image's type |
 * | Invert, Round, Floor, Ceil | the image's type | the image's type |
 * | And, Or, Xor | the image's type, widened to hold the constant | refused |
 *
 * Throws when And, Or and Xor would work on anything but integers of up to 32 bits.
 */
export function constantResultType(name: ConstantFunction, type: VoxelType, constant: number): VoxelType {
  const { integer, min, max } = voxelTypes[type];
  const isWhole = integer && Number.isInteger(constant);
  switch (name) {
    case 'Add':
      return isWhole ? integerTypeFor(min + constant, max + constant) : roundedType(type, constant);
    case 'Subtract':
      return isWhole ? integerTypeFor(constant - max, constant - min) : roundedType(type, constant);
    case 'Multiply':
      return isWhole ? integerTypeFor(...spanOf([min * constant, max * constant])) : roundedType(type, constant);
    case 'Power': {
      if (!isWhole || constant < 0) return max ** constant <= voxelTypes.float32.max ? floatTypeFor(type) : 'float64';
      // With an even power the smallest result of a signed type is that of 0.
      return integerTypeFor(...spanOf([min ** constant, max ** constant, 0]));
    }
    case 'Min':
      return isWhole ? integerTypeFor(Math.min(min, constant), Math.min(max, constant)) : roundedType(type, constant);
    case 'Max':
      return isWhole ? integerTypeFor(Math.max(min, constant), Math.max(max, constant)) : roundedType(type, constant);
    case 'Absolute':
      return integer ? integerTypeFor(0, Math.max(max, -min)) : type;
    case 'Sign':
      return integer ? (min < 0 ? 'int8' : 'uint8') : type;
    case 'SquareRoot':
    case 'Log':
    case 'Log10':
      return floatTypeFor(type);
    case 'Exp':
      return integer ? 'float64' : type;
    case 'Divide':
      return roundedType(type, constant);
    case 'Invert':
    case 'Round':
    case 'Floor':
    case 'Ceil':
      return type;
    case 'And':
    case 'Or':
    case 'Xor': {
      const wide = widen(type, [constant]);
      if (!integer) throw new Error(`${name} works on the bits of integers, but the image holds ${type} values`);
      if (voxelTypes[wide].integer) return wide;
      throw new Error(`${name} works on at most 32 bits, which do not hold both ${type} values and ${constant}`);
    }
    default:
      return name satisfies never;
  }
}

/** Where rounding is allowed, float32 does for small types, unless the constant alone would overflow it. */
function roundedType(type: VoxelType, constant: number): VoxelType {
  const { integer, max } = voxelTypes[type];
  const largest = Math.abs(constant) * (integer ? max + 1 : 1);
  return largest <= voxelTypes.float32.max ? floatTypeFor(type) : 'float64';
}

/**
 * The function as a step over float64 values. Subtract is constant - voxel, Divide is constant / voxel, as in MeVisLab; a
 * division by 0 gives an infinity or, for 0 / 0, NaN. `range` is the image's, needed by Invert alone: max + min - voxel.
 */
export function constantStep(
  name: ConstantFunction,
  constant: number,
  range: { readonly min: number; readonly max: number } = { min: 0, max: 0 },
): Step {
  const c = constant;
  switch (name) {
    case 'Add':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] += c;
      };
    case 'Subtract':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = c - values[n];
      };
    case 'Multiply':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] *= c;
      };
    case 'Divide':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = c / values[n];
      };
    case 'Power':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = power(values[n], c);
      };
    case 'Absolute':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.abs(values[n]);
      };
    case 'Min':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.min(values[n], c);
      };
    case 'Max':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.max(values[n], c);
      };
    case 'Sign':
      // Of -0 numpy gives 0.
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.sign(values[n]) + 0;
      };
    case 'Floor':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.floor(values[n]);
      };
    case 'Ceil':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.ceil(values[n]);
      };
    case 'SquareRoot':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.sqrt(values[n]);
      };
    case 'Exp':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = exponential(values[n]);
      };
    case 'Log':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.log(values[n]);
      };
    case 'Log10':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = Math.log10(values[n]);
      };
    case 'Round':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = roundHalfEven(values[n]);
      };
    case 'Invert': {
      const sum = range.max + range.min;
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] = sum - values[n];
      };
    }
    // The bit operators give signed 32-bit integers; an unsigned target takes the same bits as it stores them.
    case 'And':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] &= c;
      };
    case 'Or':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] |= c;
      };
    case 'Xor':
      return (values, count) => {
        for (let n = 0; n < count; n++) values[n] ^= c;
      };
    default:
      return name satisfies never;
  }
}
