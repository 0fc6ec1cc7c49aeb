/** What a program can do with values; "square" is a value times itself. Comparisons and logic give 1 and 0. */
export type VoxelOperation =
  | ArithmeticOperation
  | 'abs'
  | 'negative'
  | 'square'
  | 'sqrt'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'sign'
  | 'isnan'
  | 'isfinite'
  | Comparison
  | 'and'
  | 'or'
  | 'not'
  | 'where'
  | BitOperation;

export type ArithmeticOperation = 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max';

export type Comparison = 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual' | 'equal' | 'notEqual';

/** On the bits of integers. */
export type BitOperation = 'bitAnd' | 'bitOr' | 'bitXor';

/**
 * What is computed for each voxel, as a tree. It stands for the same values as loops of JavaScript over float64: NaN spreads through min and
 * max, everything but 0 is true, round takes halves to the even neighbour.
 */
export type VoxelProgram =
  | { readonly kind: 'image'; readonly image: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'operation'; readonly name: VoxelOperation; readonly values: readonly VoxelProgram[] };

/** The value of the voxel in the image with this number. */
export function voxelOf(image: number): VoxelProgram {
  return { kind: 'image', image };
}

/** The same value for every voxel. */
export function constantValue(value: number): VoxelProgram {
  return { kind: 'constant', value };
}

/** An operation on values. Dividing by a power of two is written as the multiplication that gives the same, which takes a tenth of the time. */
export function computed(name: VoxelOperation, ...values: readonly VoxelProgram[]): VoxelProgram {
  const [first, second] = values;
  if (name === 'divide' && second.kind === 'constant' && isPowerOfTwo(second.value)) {
    return computed('multiply', first, constantValue(1 / second.value));
  }
  return { kind: 'operation', name, values };
}

/** 2 to a whole power from -64 to 64. */
function isPowerOfTwo(value: number): boolean {
  return value > 0 && Math.abs(Math.log2(value)) <= 64 && 2 ** Math.round(Math.log2(value)) === value;
}

/** Whether a program gives 1 and 0 by its form. */
export function givesTruth(program: VoxelProgram): boolean {
  return program.kind === 'operation' && truths.has(program.name);
}

const truths: ReadonlySet<VoxelOperation> = new Set([
  'isnan',
  'isfinite',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'equal',
  'notEqual',
  'and',
  'or',
  'not',
]);
