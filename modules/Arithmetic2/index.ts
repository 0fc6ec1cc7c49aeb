import { defineModule } from '#src/graph/module.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { computeVoxelPairs } from '#src/kernels/computeVoxels.ts';
import { pairResultType, pairStep } from '#src/kernels/pairArithmetic.ts';
import { pairProgram } from '#src/kernels/pairProgram.ts';

const functions = {
  Add: 'Add: first + second',
  Subtract: 'Subtract: first - second',
  Multiply: 'Multiply: first × second',
  Divide: 'Divide: first / second',
  Power: 'Power: first ^ second',
  Min: 'Min: the smaller value',
  Max: 'Max: the larger value',
  AbsMin: 'AbsMin: the smaller absolute value',
  AbsMax: 'AbsMax: the larger absolute value',
  Difference: 'Difference: |first - second|',
  Equal: 'Equal: 1 where they are equal',
  NotEqual: 'NotEqual: 1 where they differ',
  EqualMask: 'EqualMask: the first where they are equal, else 0',
  NotEqualMask: 'NotEqualMask: the first where they differ, else 0',
  And: 'And: bits of both',
  Or: 'Or: bits of any',
  Xor: 'Xor: bits of only one',
  MaskConstantIn: 'MaskConstantIn: the constant where the second is foreground',
} as const;

export default defineModule({
  id: 'Arithmetic2',
  version: 2,
  genre: 'Image',
  help:
    'Computes with the voxels of two images on one grid. No result wraps: with integers it has the smallest integer type for ' +
    "everything that the images' types allow (uint8 + uint8 gives uint16, int16 - int16 int32), beyond 32 bits float64; " +
    'Divide and floats give float32 for up to 16 bits and float32, else float64. Division by 0 gives an infinity, 0 / 0 NaN. ' +
    'Equal and NotEqual give masks. And, Or and Xor work on the bits of integer images. MaskConstantIn writes the constant ' +
    'where the second image is neither 0 nor NaN and the first image elsewhere.',
  aliases: ['add', 'subtract', 'difference', 'maximum', 'AddImageFilter', 'fslmaths', 'Add scalar volumes'],
  inputs: { input0: { type: 'image', label: 'First image' }, input1: { type: 'image', label: 'Second image' } },
  outputs: { output0: { type: 'image', label: 'Result' } },
  params: {
    function: { kind: 'choice', label: 'Function', default: 'Add', options: functions },
    constant: { kind: 'number', label: 'Constant', default: 0, when: { function: ['MaskConstantIn'] } },
    outputImageSize: {
      kind: 'choice',
      label: 'Output Image Size',
      default: 'InvalidateOutputIfSizesDiffer',
      options: { InvalidateOutputIfSizesDiffer: 'Invalidate output if sizes differ' },
      help: 'Both images must lie on one grid.',
    },
  },

  summary({ function: name }) {
    return String(name);
  },

  changed: { 2: ({ function: name }) => (name === 'Power' ? '1 to the power of NaN is 1, not NaN' : undefined) },

  halo() {
    return 0;
  },

  writesOver: () => true,

  run({ input0, input1 }, { function: name, constant }, context) {
    requireSameGrid(input0, 'The first image', input1, 'the second');
    const { size, affine, meta } = input0;
    const type = pairResultType(name, voxelTypeOf(input0.voxels), voxelTypeOf(input1.voxels), constant);
    const voxels = context.allocate(type, input0.voxels.length, input0.voxels);
    const program = pairProgram(name, constant);
    computeVoxelPairs(input0.voxels, input1.voxels, voxels, program, pairStep(name, constant), context.progress);
    const isMask = name === 'Equal' || name === 'NotEqual';
    return { output0: isMask ? { size, affine, voxels } : { size, affine, voxels, meta } };
  },
});
