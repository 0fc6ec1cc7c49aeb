import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import type { VoxelProgram } from './voxelProgram.ts';

/** How many values of which type are computed at a time. */
export type Lanes = 'u8x16' | 'i16x8' | 'i32x4' | 'f32x4' | 'f64x2';

/** What is known of a value of a program. */
interface Facts {
  /** The range of a value that is an integer by its form; undefined of others, and of what is beyond 32 bits. */
  readonly span: readonly [low: number, high: number] | undefined;
  /**
   * What float32 gives: the value itself, or that value rounded once, as it is when it is stored as float32, or something else. One sum,
   * difference, product, quotient or root of float32 values is the same whether it is rounded to float64 first or not
   * (S. A. Figueroa, When is double rounding innocuous?, 1995).
   */
  readonly single: 'exact' | 'rounded' | 'wrong';
}

/** What would be wrong somewhere in the program, in each kind of lanes. */
interface Wrongs {
  /** Or a product, for which there is no instruction. */
  beyondUint8: boolean;
  beyondInt16: boolean;
  beyondInt32: boolean;
  float32: boolean;
  floats: boolean;
  /** An integer of JavaScript would be -0. */
  negativeZero: boolean;
}

/**
 * The narrowest lanes in which a program over images of these types gives what float64 gives, to the last bit, stored as the target's
 * type; undefined where none of them does.
 */
export function lanesOf(
  program: VoxelProgram,
  types: readonly (VoxelType | undefined)[],
  target: VoxelType,
): Lanes | undefined {
  const wrongs: Wrongs = {
    beyondUint8: false,
    beyondInt16: false,
    beyondInt32: false,
    float32: false,
    floats: false,
    negativeZero: false,
  };
  const { single } = factsOf(program, types, wrongs);
  const isSmall = target !== 'uint32' && target !== 'float64';
  const hidesZero = !wrongs.negativeZero || voxelTypes[target].integer;
  if (target === 'uint8' && !wrongs.beyondUint8) return 'u8x16';
  if (isSmall && hidesZero && !wrongs.beyondInt16) return 'i16x8';
  if (isSmall && hidesZero && !wrongs.beyondInt32) return 'i32x4';
  if (wrongs.floats) return undefined;
  // Of a rounded value the nearest integer could be another one.
  const isSame = single === 'exact' || (single === 'rounded' && target === 'float32');
  return isSmall && isSame && !wrongs.float32 ? 'f32x4' : 'f64x2';
}

function factsOf(program: VoxelProgram, types: readonly (VoxelType | undefined)[], wrongs: Wrongs): Facts {
  const facts =
    program.kind === 'image'
      ? factsOfType(types[program.image] ?? 'float64')
      : program.kind === 'constant'
        ? factsOfConstant(program.value)
        : factsOfOperation(
            program,
            program.values.map((value) => factsOf(value, types, wrongs)),
            wrongs,
          );
  const [low, high] = facts.span ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (low < 0 || high > 255) wrongs.beyondUint8 = true;
  if (low < -32768 || high > 32767) wrongs.beyondInt16 = true;
  if (low < -(2 ** 31) || high >= 2 ** 31) wrongs.beyondInt32 = true;
  if (facts.single === 'wrong') wrongs.float32 = true;
  return facts;
}

function factsOfType(type: VoxelType): Facts {
  const { integer, min, max, bytes } = voxelTypes[type];
  const isExact = type === 'float32' || bytes <= 2;
  return { span: integer ? [min, max] : undefined, single: isExact ? 'exact' : 'wrong' };
}

function factsOfConstant(value: number): Facts {
  const isInteger = Number.isInteger(value) && !Object.is(value, -0);
  const isExact = Number.isNaN(value) || Math.fround(value) === value;
  return { span: isInteger ? [value, value] : undefined, single: isExact ? 'exact' : 'wrong' };
}

/** The largest integer up to which float32 holds all of them. */
const largestExact = 2 ** 24;
const truth: Facts = { span: [0, 1], single: 'exact' };

function factsOfOperation(
  { name }: VoxelProgram & { readonly kind: 'operation' },
  values: readonly Facts[],
  wrongs: Wrongs,
): Facts {
  const [first, second] = values;
  const areExact = values.every(({ single }) => single === 'exact');
  const kept = areExact ? 'exact' : values.every(({ single }) => single !== 'wrong') ? 'rounded' : 'wrong';
  const [low, high] = first.span ?? [Number.NaN, Number.NaN];
  const [low2, high2] = second?.span ?? [Number.NaN, Number.NaN];
  switch (name) {
    case 'add':
      return sumOrProduct(areExact, [low + low2, high + high2]);
    case 'subtract':
      return sumOrProduct(areExact, [low - high2, high - low2]);
    case 'multiply':
    case 'square': {
      wrongs.beyondUint8 = true;
      const [c, d] = name === 'square' ? [low, high] : [low2, high2];
      if (name === 'multiply' && (low < 0 || c < 0)) wrongs.negativeZero = true;
      const ends = [low * c, low * d, high * c, high * d];
      return sumOrProduct(areExact, [Math.min(...ends), Math.max(...ends)]);
    }
    case 'divide':
    case 'sqrt':
      return { span: undefined, single: areExact ? 'rounded' : 'wrong' };
    case 'min':
      return { span: spanOf(Math.min(low, low2), Math.min(high, high2)), single: kept };
    case 'max':
      return { span: spanOf(Math.max(low, low2), Math.max(high, high2)), single: kept };
    case 'abs':
      return { span: spanOf(Math.max(low, 0), Math.max(Math.abs(low), Math.abs(high))), single: kept };
    case 'negative':
      wrongs.negativeZero = true;
      return { span: spanOf(-high, -low), single: kept };
    case 'floor':
    case 'ceil':
    case 'round':
      return { span: first.span, single: areExact ? 'exact' : 'wrong' };
    case 'sign':
      return { span: first.span && [-1, 1], single: areExact ? 'exact' : 'wrong' };
    case 'where': {
      const [condition, yes, no] = values;
      const single = condition.single !== 'exact' ? 'wrong' : worse(yes.single, no.single);
      const [lowYes, highYes] = yes.span ?? [Number.NaN, Number.NaN];
      const [lowNo, highNo] = no.span ?? [Number.NaN, Number.NaN];
      return { span: spanOf(Math.min(lowYes, lowNo), Math.max(highYes, highNo)), single };
    }
    case 'isnan':
    case 'isfinite':
      wrongs.beyondUint8 = true;
      wrongs.beyondInt16 = true;
      wrongs.beyondInt32 = true;
      return areExact ? truth : { ...truth, single: 'wrong' };
    case 'bitAnd':
    case 'bitOr':
    case 'bitXor': {
      wrongs.floats = true;
      const bits = 2 ** Math.ceil(Math.log2(Math.max(high + 1, high2 + 1, -low, -low2)));
      return { span: spanOf(Math.min(low, low2) < 0 ? -bits : 0, bits - 1), single: 'wrong' };
    }
    case 'less':
    case 'lessOrEqual':
    case 'greater':
    case 'greaterOrEqual':
    case 'equal':
    case 'notEqual':
    case 'and':
    case 'or':
    case 'not':
      return areExact ? truth : { ...truth, single: 'wrong' };
    default:
      return name satisfies never;
  }
}

function sumOrProduct(areExact: boolean, [low, high]: readonly [number, number]): Facts {
  const span = spanOf(low, high);
  const isExact = span !== undefined && low >= -largestExact && high <= largestExact;
  return { span, single: !areExact ? 'wrong' : isExact ? 'exact' : 'rounded' };
}

function spanOf(low: number, high: number): Facts['span'] {
  return Number.isNaN(low + high) ? undefined : [low, high];
}

function worse(a: Facts['single'], b: Facts['single']): Facts['single'] {
  return a === 'wrong' || b === 'wrong' ? 'wrong' : a === 'rounded' || b === 'rounded' ? 'rounded' : 'exact';
}
