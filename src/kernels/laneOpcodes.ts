import type { Lanes } from './programLanes.ts';
import type { ArithmeticOperation, Comparison } from './voxelProgram.ts';
import { vector } from './wasmCode.ts';

/** What is particular to one kind of lanes; instructions that it does not have are left out. */
interface LaneFacts {
  /** How many voxels a vector holds. */
  readonly count: number;
  /** The array of one constant, whose bytes are spread over a vector by `splat`. */
  readonly array: typeof Uint8Array | typeof Int16Array | typeof Int32Array | typeof Float32Array | typeof Float64Array;
  readonly splat: number;
  readonly opcodes: Readonly<Partial<Record<ArithmeticOperation | Comparison | LaneFunction, number>>>;
}

type LaneFunction = 'abs' | 'negative' | 'sqrt' | 'floor' | 'ceil' | 'round';

/** Opcodes by the WebAssembly specification 2.0, 5.4.9; of integers all but those of bytes are signed. */
export const laneFacts: Readonly<Record<Lanes, LaneFacts>> = {
  // What is 0 to 255 all the way is no product, and is its own absolute value.
  u8x16: {
    count: 16,
    array: Uint8Array,
    splat: vector.load8Splat,
    opcodes: {
      ...{ add: 0x6e, subtract: 0x71, min: 0x77, max: 0x79 },
      ...{ equal: 0x23, notEqual: 0x24, less: 0x26, greater: 0x28, lessOrEqual: 0x2a, greaterOrEqual: 0x2c },
    },
  },
  i16x8: {
    count: 8,
    array: Int16Array,
    splat: vector.load16Splat,
    opcodes: {
      ...{ add: 0x8e, subtract: 0x91, multiply: 0x95, min: 0x96, max: 0x98, abs: 0x80, negative: 0x81 },
      ...{ equal: 0x2d, notEqual: 0x2e, less: 0x2f, greater: 0x31, lessOrEqual: 0x33, greaterOrEqual: 0x35 },
    },
  },
  i32x4: {
    count: 4,
    array: Int32Array,
    splat: vector.load32Splat,
    opcodes: {
      ...{ add: 0xae, subtract: 0xb1, multiply: 0xb5, min: 0xb6, max: 0xb8, abs: 0xa0, negative: 0xa1 },
      ...{ equal: 0x37, notEqual: 0x38, less: 0x39, greater: 0x3b, lessOrEqual: 0x3d, greaterOrEqual: 0x3f },
    },
  },
  f32x4: {
    count: 4,
    array: Float32Array,
    splat: vector.load32Splat,
    opcodes: {
      ...{ add: 0xe4, subtract: 0xe5, multiply: 0xe6, divide: 0xe7, min: 0xe8, max: 0xe9, abs: 0xe0, negative: 0xe1 },
      ...{ sqrt: 0xe3, ceil: 0x67, floor: 0x68, round: 0x6a },
      ...{ equal: 0x41, notEqual: 0x42, less: 0x43, greater: 0x44, lessOrEqual: 0x45, greaterOrEqual: 0x46 },
    },
  },
  f64x2: {
    count: 2,
    array: Float64Array,
    splat: vector.load64Splat,
    opcodes: {
      ...{ add: 0xf0, subtract: 0xf1, multiply: 0xf2, divide: 0xf3, min: 0xf4, max: 0xf5, abs: 0xec, negative: 0xed },
      ...{ sqrt: 0xef, ceil: 0x74, floor: 0x75, round: 0x94 },
      ...{ equal: 0x47, notEqual: 0x48, less: 0x49, greater: 0x4a, lessOrEqual: 0x4b, greaterOrEqual: 0x4c },
    },
  },
};

/** The smaller or larger one, which of two equal ones or with NaN is the first: one instruction of the processor. */
export const quickExtremes: Readonly<Partial<Record<Lanes, { readonly min: number; readonly max: number }>>> = {
  f32x4: { min: 0xea, max: 0xeb },
  f64x2: { min: 0xf6, max: 0xf7 },
};
