import type { PairFunction } from './pairArithmetic.ts';
import { computed, constantValue, type VoxelOperation, type VoxelProgram, voxelOf } from './voxelProgram.ts';

const direct = {
  Add: 'add',
  Subtract: 'subtract',
  Multiply: 'multiply',
  Divide: 'divide',
  Min: 'min',
  Max: 'max',
  Equal: 'equal',
  NotEqual: 'notEqual',
  And: 'bitAnd',
  Or: 'bitOr',
  Xor: 'bitXor',
} as const satisfies Partial<Record<PairFunction, VoxelOperation>>;

/** What `pairStep` does as a program for vectors; undefined for Power, which they do not have. */
export function pairProgram(name: PairFunction, constant: number): VoxelProgram | undefined {
  const [a, b] = [voxelOf(0), voxelOf(1)];
  const zero = constantValue(0);
  switch (name) {
    case 'Add':
    case 'Subtract':
    case 'Multiply':
    case 'Divide':
    case 'Min':
    case 'Max':
    case 'Equal':
    case 'NotEqual':
    case 'And':
    case 'Or':
    case 'Xor':
      return computed(direct[name], a, b);
    case 'AbsMin':
      return computed('min', computed('abs', a), computed('abs', b));
    case 'AbsMax':
      return computed('max', computed('abs', a), computed('abs', b));
    case 'Difference':
      return computed('abs', computed('subtract', a, b));
    case 'EqualMask':
      return computed('where', computed('equal', a, b), a, zero);
    case 'NotEqualMask':
      return computed('where', computed('equal', a, b), zero, a);
    case 'MaskConstantIn': {
      const isForeground = computed('or', computed('less', b, zero), computed('greater', b, zero));
      return computed('where', isForeground, constantValue(constant), a);
    }
    case 'Power':
      return undefined;
    default:
      return name satisfies never;
  }
}
