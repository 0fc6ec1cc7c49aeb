import { defineModule } from '#src/graph/module.ts';
import { requireSameGrid } from '#src/image/requireSameGrid.ts';
import type { Volume, VoxelType } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { floatTypeFor } from '#src/kernels/resultType.ts';
import { computeProgram } from './computeProgram.ts';
import { imageNames, type Program, programOf } from './program.ts';

const types = {
  Automatic: 'Automatic: mask or float',
  uint8: 'unsigned int8',
  int16: 'int16',
  uint16: 'unsigned int16',
  int32: 'int32',
  float32: 'float',
  float64: 'double',
} as const;

export default defineModule({
  id: 'Expression',
  version: 2,
  genre: 'Image',
  help:
    'Computes every voxel by an expression over up to six images on one grid, called a to f, and the numbers x, y and z, which other modules ' +
    'can feed: where(a > x, (a - b) / 2, 0). Signs: + - * / % ** < <= > >= == != and or not, && || !, condition ? value : other. Functions: abs ' +
    'sqrt exp log log2 log10 sin cos tan asin acos atan atan2 tanh hypot floor ceil round sign min max clip where isnan isfinite; also pi, inf, nan. It ' +
    'is computed in float64 by the rules of numpy: comparisons give 1 and 0, a division by 0 an infinity or NaN, % has the sign of the divisor, ' +
    'round goes to the even neighbour, and everything but 0 is true. What is true or false is stored as a mask, everything else as float32 for ' +
    'images of up to 16 bits and float32, else float64; in a chosen integer type it is rounded and kept within the type, NaN becomes 0.',
  aliases: [
    'Arithmetic',
    'formula',
    'calculator',
    'numexpr',
    'fslmaths',
    'BandMath',
    '3dcalc',
    'ImageMath',
    'mrcalc',
    'wb_command -volume-math',
  ],
  inputs: {
    input0: { type: 'image', label: 'a' },
    input1: { type: 'image', label: 'b', optional: true },
    input2: { type: 'image', label: 'c', optional: true },
    input3: { type: 'image', label: 'd', optional: true },
    input4: { type: 'image', label: 'e', optional: true },
    input5: { type: 'image', label: 'f', optional: true },
  },
  outputs: { output0: { type: 'image', label: 'Result' } },
  params: {
    expression: {
      kind: 'text',
      label: 'Expression',
      default: 'a',
      help: 'Such as clip((a - x) / y, 0, 1), or a > x and b == 0.',
    },
    x: { kind: 'number', label: 'x', default: 0 },
    y: { kind: 'number', label: 'y', default: 0 },
    z: { kind: 'number', label: 'z', default: 0 },
    type: { kind: 'choice', label: 'Type', default: 'Automatic', options: types },
  },

  summary({ expression }) {
    return String(expression);
  },

  changed: { 2: ({ expression }) => (String(expression).includes('**') ? '1 ** nan is 1, not NaN' : undefined) },

  halo() {
    return 0;
  },

  writesOver: () => true,

  run({ input0, ...others }, { expression, x, y, z, type }, context) {
    const program = programOf(expression, { x, y, z, pi: Math.PI, inf: Number.POSITIVE_INFINITY, nan: Number.NaN });
    const images = [input0, others.input1, others.input2, others.input3, others.input4, others.input5];
    requireConnected(program, images);
    images.forEach((image, n) => {
      if (image) requireSameGrid(input0, 'Image a', image, `image ${imageNames[n]}`);
    });
    const used = program.images.flatMap((n) => images[n] ?? []);
    const result = type === 'Automatic' ? automaticType(program, used) : type;
    const voxels = context.allocate(result, input0.voxels.length, input0.voxels);
    const sources = images.map((image) => image?.voxels);
    computeProgram(program, sources, voxels, context.progress);
    const { size, affine } = input0;
    return { output0: { size, affine, voxels } };
  },
});

function requireConnected({ images }: Program, inputs: readonly (Volume | undefined)[]): void {
  const missing = images.find((n) => !inputs[n]);
  if (missing === undefined) return;
  throw new Error(`The expression uses ${imageNames[missing]}, but no image is connected to ${imageNames[missing]}`);
}

function automaticType({ isTruth }: Program, used: readonly Volume[]): VoxelType {
  return isTruth ? 'uint8' : floatTypeFor(...used.map(({ voxels }) => voxelTypeOf(voxels)));
}
