import type { ConstantFunction } from './constantArithmetic.ts';
import { computed, constantValue, type VoxelOperation, type VoxelProgram, voxelOf } from './voxelProgram.ts';

const withConstant = {
  Add: 'add',
  Multiply: 'multiply',
  Min: 'min',
  Max: 'max',
  And: 'bitAnd',
  Or: 'bitOr',
  Xor: 'bitXor',
} as const satisfies Partial<Record<ConstantFunction, VoxelOperation>>;

const alone = {
  Absolute: 'abs',
  Sign: 'sign',
  Round: 'round',
  Floor: 'floor',
  Ceil: 'ceil',
  SquareRoot: 'sqrt',
} as const satisfies Partial<Record<ConstantFunction, VoxelOperation>>;

/** What `constantStep` does as a program for vectors; undefined for powers, exponentials and logarithms, which they do not have. */
export function constantProgram(
  name: ConstantFunction,
  constant: number,
  range: { readonly min: number; readonly max: number } = { min: 0, max: 0 },
): VoxelProgram | undefined {
  const value = voxelOf(0);
  switch (name) {
    case 'Add':
    case 'Multiply':
    case 'Min':
    case 'Max':
    case 'And':
    case 'Or':
    case 'Xor':
      return computed(withConstant[name], value, constantValue(constant));
    case 'Subtract':
      return computed('subtract', constantValue(constant), value);
    case 'Divide':
      return computed('divide', constantValue(constant), value);
    case 'Invert':
      return computed('subtract', constantValue(range.max + range.min), value);
    case 'Absolute':
    case 'Sign':
    case 'Round':
    case 'Floor':
    case 'Ceil':
    case 'SquareRoot':
      return computed(alone[name], value);
    case 'Power':
    case 'Exp':
    case 'Log':
    case 'Log10':
      return undefined;
    default:
      return name satisfies never;
  }
}
