import { defineModule } from '#src/graph/module.ts';
import { rangeOf } from '#src/image/statistics.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { computeVoxels } from '#src/kernels/computeVoxels.ts';
import { constantResultType, constantStep } from '#src/kernels/constantArithmetic.ts';
import { constantProgram } from '#src/kernels/constantProgram.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';

const functions = {
  Add: 'Add: image + constant',
  Subtract: 'Subtract: constant - image',
  Multiply: 'Multiply: image × constant',
  Divide: 'Divide: constant / image',
  Power: 'Power: image ^ constant',
  Min: 'Min: the smaller of image and constant',
  Max: 'Max: the larger of image and constant',
  Absolute: 'Absolute: |image|',
  Sign: 'Sign: -1, 0 or 1',
  Round: 'Round: to the nearest integer',
  Floor: 'Floor: to the integer below',
  Ceil: 'Ceil: to the integer above',
  SquareRoot: 'Square root',
  Exp: 'Exp: e ^ image',
  Log: 'Log: natural logarithm',
  Log10: 'Log10: decimal logarithm',
  Invert: 'Invert: maximum + minimum - image',
  And: 'And: bits of image and constant',
  Or: 'Or: bits of image or constant',
  Xor: 'Xor: bits of either image or constant',
} as const;

export default defineModule({
  id: 'Arithmetic1',
  version: 2,
  genre: 'Image',
  help:
    'Computes with every voxel and a constant. As in MeVisLab, Subtract is constant - image and Divide is constant / image. No ' +
    'result wraps: with integers and a whole constant the result has the smallest integer type for everything that the ' +
    "image's type allows (uint8 + 10 gives uint16, |int8| gives uint8), beyond 32 bits float64; Divide, negative powers and " +
    'fractions give float32 for 8- and 16-bit images, else float64. Division by 0 gives an infinity, 0 / 0 NaN, as ' +
    'do roots and logarithms of negative values. Round takes halves to the even neighbour, as numpy.rint. And, Or and Xor work on the ' +
    'bits of integer images. MeVisLab’s full list of functions is not published; these are its known ones and those of numpy beside them.',
  aliases: [
    'add',
    'multiply',
    'absolute value',
    'invert',
    'fslmaths',
    'AddImageFilter',
    'Simple filters',
    'sqrt',
    'logarithm',
    'clip',
  ],
  inputs: { input0: { type: 'image', label: 'Image' } },
  outputs: { output0: { type: 'image', label: 'Result' } },
  params: {
    function: { kind: 'choice', label: 'Function', default: 'Add', options: functions },
    constant: {
      kind: 'number',
      label: 'Constant',
      default: 0,
      when: { function: ['Add', 'Subtract', 'Multiply', 'Divide', 'Power', 'Min', 'Max', 'And', 'Or', 'Xor'] },
    },
  },

  summary({ function: name, constant }) {
    const signs: Readonly<Record<string, string>> = { Add: `image + ${constant}`, Subtract: `${constant} - image` };
    const more: Readonly<Record<string, string>> = {
      Multiply: `image × ${constant}`,
      Divide: `${constant} / image`,
      Power: `image ^ ${constant}`,
      Absolute: '|image|',
      Invert: 'Invert',
    };
    const key = String(name);
    const hasConstant = ['Min', 'Max', 'And', 'Or', 'Xor'].includes(key);
    return signs[key] ?? more[key] ?? (hasConstant ? `${key} ${constant}` : key);
  },

  changed: { 2: ({ function: name }) => (name === 'Power' ? '1 to the power of NaN is 1, not NaN' : undefined) },

  halo({ function: name }) {
    return name === 'Invert' ? undefined : 0;
  },

  writesOver: () => true,

  run({ input0 }, { function: name, constant }, context) {
    const { size, affine, meta } = input0;
    const type = constantResultType(name, voxelTypeOf(input0.voxels), constant);
    const voxels = context.allocate(type, input0.voxels.length, input0.voxels);
    const range =
      name === 'Invert'
        ? rangeOf(
            input0.voxels,
            voxelCounter(() => context.progress(0)),
          )
        : undefined;
    const program = constantProgram(name, constant, range);
    computeVoxels(input0.voxels, voxels, program, constantStep(name, constant, range), context.progress);
    return { output0: { size, affine, voxels, meta } };
  },
});
