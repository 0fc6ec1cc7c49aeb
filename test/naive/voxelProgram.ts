import { roundHalfEven } from '#src/kernels/roundHalfEven.ts';
import type { VoxelProgram } from '#src/kernels/voxelProgram.ts';

/** The value of a program for one voxel, by JavaScript's own operators. */
export function evaluated(program: VoxelProgram, voxel: (image: number) => number): number {
  if (program.kind === 'image') return voxel(program.image);
  if (program.kind === 'constant') return program.value;
  const [a, b, c] = program.values.map((value) => evaluated(value, voxel));
  switch (program.name) {
    case 'add':
      return a + b;
    case 'subtract':
      return a - b;
    case 'multiply':
      return a * b;
    case 'divide':
      return a / b;
    case 'min':
      return Math.min(a, b);
    case 'max':
      return Math.max(a, b);
    case 'abs':
      return Math.abs(a);
    case 'negative':
      return -a;
    case 'square':
      return a * a;
    case 'sqrt':
      return Math.sqrt(a);
    case 'floor':
      return Math.floor(a);
    case 'ceil':
      return Math.ceil(a);
    case 'round':
      return roundHalfEven(a);
    case 'sign':
      // That of -0 is 0, as in numpy.
      return Math.sign(a) + 0;
    case 'isnan':
      return Number(Number.isNaN(a));
    case 'isfinite':
      return Number(Number.isFinite(a));
    case 'less':
      return Number(a < b);
    case 'lessOrEqual':
      return Number(a <= b);
    case 'greater':
      return Number(a > b);
    case 'greaterOrEqual':
      return Number(a >= b);
    case 'equal':
      return Number(a === b);
    case 'notEqual':
      return Number(a !== b);
    case 'and':
      return Number(a !== 0 && b !== 0);
    case 'or':
      return Number(a !== 0 || b !== 0);
    case 'not':
      return Number(a === 0);
    case 'where':
      return a !== 0 ? b : c;
    case 'bitAnd':
      return a & b;
    case 'bitOr':
      return a | b;
    case 'bitXor':
      return a ^ b;
    default:
      return program.name satisfies never;
  }
}
