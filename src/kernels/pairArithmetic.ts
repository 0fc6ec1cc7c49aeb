import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes, widen } from '#src/image/voxelType.ts';
import type { PairStep } from './pointwise.ts';
import { power } from './power.ts';
import { floatTypeFor, integerTypeFor, spanOf } from './resultType.ts';

/** The functions of two images, by MeVisLab's names. */
export type PairFunction =
  | 'Add'
  | 'Subtract'
  | 'Multiply'
  | 'Divide'
  | 'Power'
  | 'Min'
  | 'Max'
  | 'AbsMin'
  | 'AbsMax'
  | 'Difference'
  | 'Equal'
  | 'NotEqual'
  | 'EqualMask'
  | 'NotEqualMask'
  | 'And'
  | 'Or'
  | 'Xor'
  | 'MaskConstantIn';

/**
 * The type that holds every result of a function for all values that the two types can hold, so that nothing wraps:
 *
 * | function | two integer types | a float type among them |
 * |---|---|---|
 * | Add, Subtract, Multiply, Min, Max, AbsMin, AbsMax, Difference | the smallest integer type for the results (uint8 + uint8: uint16; int16 - int16: int32), beyond 32 bits float64 | float32 for 8 and 16 bits and float32, else float64 |
 * | Divide | float32 for 8 and 16 bits, else float64 | the same |
 * | Power | float64 | float32 for 8 and 16 bits and float32, else float64 |
 * | Equal, NotEqual | uint8 | uint8 |
 * | EqualMask, NotEqualMask | the first type | the first type |
 * | And, Or, Xor | the smallest integer type that holds both | refused |
 * | MaskConstantIn | the first type, widened to hold the constant | the same |
 *
 * Throws when And, Or and Xor would work on anything but integers of up to 32 bits.
 */
export function pairResultType(name: PairFunction, first: VoxelType, second: VoxelType, constant: number): VoxelType {
  const a = voxelTypes[first];
  const b = voxelTypes[second];
  const areIntegers = a.integer && b.integer;
  const largest = [Math.max(a.max, -a.min), Math.max(b.max, -b.min)];
  const typeFor = (low: number, high: number) =>
    areIntegers ? integerTypeFor(low, high) : floatTypeFor(first, second);
  switch (name) {
    case 'Add':
      return typeFor(a.min + b.min, a.max + b.max);
    case 'Subtract':
      return typeFor(a.min - b.max, a.max - b.min);
    case 'Multiply':
      return typeFor(...spanOf([a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max]));
    case 'Divide':
      return floatTypeFor(first, second);
    case 'Min':
      return typeFor(Math.min(a.min, b.min), Math.min(a.max, b.max));
    case 'Max':
      return typeFor(Math.max(a.min, b.min), Math.max(a.max, b.max));
    case 'AbsMin':
      return typeFor(0, Math.min(...largest));
    case 'AbsMax':
      return typeFor(0, Math.max(...largest));
    case 'Difference':
      return typeFor(0, Math.max(a.max - b.min, b.max - a.min));
    case 'Power':
      return areIntegers ? 'float64' : floatTypeFor(first, second);
    case 'Equal':
    case 'NotEqual':
      return 'uint8';
    case 'EqualMask':
    case 'NotEqualMask':
      return first;
    case 'And':
    case 'Or':
    case 'Xor': {
      const both = integerTypeFor(Math.min(a.min, b.min), Math.max(a.max, b.max));
      if (areIntegers && voxelTypes[both].integer) return both;
      throw new Error(
        `${name} works on the bits of integers of up to 32 bits, but the images hold ${first} and ${second}`,
      );
    }
    case 'MaskConstantIn':
      return widen(first, [constant]);
    default:
      return name satisfies never;
  }
}

/**
 * The function as a step over pairs of float64 values. A division by 0 gives an infinity or, for 0 / 0, NaN; Min and Max of NaN
 * are NaN; NaN equals nothing.
 */
export function pairStep(name: PairFunction, constant: number): PairStep {
  switch (name) {
    case 'Add':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] += b[n];
      };
    case 'Subtract':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] -= b[n];
      };
    case 'Multiply':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] *= b[n];
      };
    case 'Divide':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] /= b[n];
      };
    case 'Power':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = power(a[n], b[n]);
      };
    case 'Min':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = Math.min(a[n], b[n]);
      };
    case 'Max':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = Math.max(a[n], b[n]);
      };
    case 'AbsMin':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = Math.min(Math.abs(a[n]), Math.abs(b[n]));
      };
    case 'AbsMax':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = Math.max(Math.abs(a[n]), Math.abs(b[n]));
      };
    case 'Difference':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = Math.abs(a[n] - b[n]);
      };
    case 'Equal':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? 1 : 0;
      };
    case 'NotEqual':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? 0 : 1;
      };
    // The bit operators give signed 32-bit integers; an unsigned target takes the same bits as it stores them.
    case 'EqualMask':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? a[n] : 0;
      };
    case 'NotEqualMask':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] = a[n] === b[n] ? 0 : a[n];
      };
    case 'And':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] &= b[n];
      };
    case 'Or':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] |= b[n];
      };
    case 'Xor':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) a[n] ^= b[n];
      };
    case 'MaskConstantIn':
      return (a, b, count) => {
        for (let n = 0; n < count; n++) if (b[n] < 0 || b[n] > 0) a[n] = constant;
      };
    default:
      return name satisfies never;
  }
}
