import { constantValue, type VoxelProgram, voxelOf } from '#src/kernels/voxelProgram.ts';
import type { Program } from './program.ts';

/** The expression as a program for vectors; undefined where it has a function that they do not have, such as exp. */
export function voxelProgramOf({ instructions }: Program): VoxelProgram | undefined {
  const stack: VoxelProgram[] = [];
  for (const instruction of instructions) {
    switch (instruction.kind) {
      case 'image':
        stack.push(voxelOf(instruction.image));
        break;
      case 'constant':
        stack.push(constantValue(instruction.value));
        break;
      case 'operation': {
        const { run, programOf } = instruction.operation;
        if (!programOf) return undefined;
        stack.push(programOf(...stack.splice(-run.takes)));
        break;
      }
      default:
        return instruction satisfies never;
    }
  }
  return stack[0];
}
