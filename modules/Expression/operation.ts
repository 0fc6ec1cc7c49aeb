import type { VoxelProgram } from '#src/kernels/voxelProgram.ts';

/** Replaces the first `count` values. */
export type Unary = (a: Float64Array, count: number) => void;
/** Replaces the first `count` values of `a` by a function of both. */
export type Binary = (a: Float64Array, b: Float64Array, count: number) => void;
/** Replaces the first `count` values of `a` by a function of all three. */
export type Ternary = (a: Float64Array, b: Float64Array, c: Float64Array, count: number) => void;

/** What a program makes of the values of an operation. */
export type ProgramOf = (...values: readonly VoxelProgram[]) => VoxelProgram;

/**
 * What a name or a sign does, by the rules of numpy on float64: comparisons and logic give 1 and 0, everything but 0 is true (NaN too),
 * % has the sign of the divisor, round goes to the even neighbour, min and max of NaN are NaN.
 */
export interface Operation {
  readonly gives: 'Number' | 'Truth';
  readonly run:
    | { readonly takes: 1; readonly step: Unary }
    | { readonly takes: 2; readonly step: Binary }
    | { readonly takes: 3; readonly step: Ternary };
  /** The same as a program for vectors, where there is one. */
  readonly programOf?: ProgramOf;
}
