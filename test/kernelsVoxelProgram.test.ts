import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { fitValues } from '#src/kernels/fitValues.ts';
import { lanesOf } from '#src/kernels/programLanes.ts';
import { runVoxelProgram } from '#src/kernels/runVoxelProgram.ts';
import { computed, constantValue, type VoxelOperation, type VoxelProgram, voxelOf } from '#src/kernels/voxelProgram.ts';
import { anyValueOf } from './anyValueOf.ts';
import { evaluated } from './naive/voxelProgram.ts';
import { whyNotSameVoxels } from './sameVoxels.ts';

const types = Object.keys(voxelArrays) as VoxelType[];
const pairs: readonly VoxelOperation[] = [
  ...(['add', 'subtract', 'multiply', 'divide', 'min', 'max', 'and', 'or'] as const),
  ...(['less', 'lessOrEqual', 'greater', 'greaterOrEqual', 'equal', 'notEqual'] as const),
];
const singles: readonly VoxelOperation[] = [
  ...(['abs', 'negative', 'square', 'sqrt', 'floor', 'ceil', 'round', 'sign', 'isnan', 'isfinite', 'not'] as const),
];
const constants = [0, -0, 1, 2, 3, -1, 0.5, 0.1, 255, 300, -32768, 65536, 2 ** 24 + 1, 1e30, Number.NaN, Infinity];

const { tree: anyProgram } = fc.letrec<{ tree: VoxelProgram }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.nat({ max: 1 }).map(voxelOf),
    fc.constantFrom(...constants).map(constantValue),
    fc
      .tuple(fc.constantFrom(...pairs), tie('tree'), tie('tree'))
      .map(([name, a, b]) => (b.kind === 'constant' && a.kind === 'constant' ? a : computed(name, a, b))),
    fc.tuple(fc.constantFrom(...singles), tie('tree')).map(([name, a]) => computed(name, a)),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map(([a, b, c]) => computed('where', a, b, c)),
  ),
}));

const anyTwoImages = fc.tuple(fc.constantFrom(...types), fc.constantFrom(...types)).chain(anyImagesOf);

function anyImagesOf([first, second]: readonly [VoxelType, VoxelType]): fc.Arbitrary<readonly Voxels[]> {
  return fc
    .array(fc.tuple(anyValueOf(first), anyValueOf(second)), { minLength: 1, maxLength: 20 })
    .map((rows) => [
      voxelArrays[first].from(rows.map(([value]) => value)),
      voxelArrays[second].from(rows.map(([, value]) => value)),
    ]);
}

/** What a program gives voxel by voxel, in float64. */
function plainly(program: VoxelProgram, images: readonly Voxels[], type: VoxelType): Voxels {
  const values = Float64Array.from(images[0], (_, n) => evaluated(program, (image) => images[image][n]));
  const target = new voxelArrays[type](values.length);
  fitValues(values, values.length, target, 0);
  return target;
}

function checkProgram(program: VoxelProgram, images: readonly Voxels[], type: VoxelType): string | undefined {
  const found = images.map((voxels) => types[types.findIndex((each) => voxels instanceof voxelArrays[each])]);
  const lanes = lanesOf(program, found, type);
  if (!lanes) throw new Error('There are no lanes');
  const target = new voxelArrays[type](images[0].length);
  runVoxelProgram(program, images, target, lanes);
  return whyNotSameVoxels(target, plainly(program, images, type));
}

describe('a program of voxels', () => {
  it('gives what float64 gives, voxel by voxel and to the last bit, whatever it computes of whatever types', () => {
    fc.assert(
      fc.property(anyProgram, anyTwoImages, fc.constantFrom(...types), (program, images, type) => {
        expect(checkProgram(program, images, type)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same of bytes, of which sixteen are computed at a time where all values are bytes', () => {
    fc.assert(
      fc.property(anyProgram, anyImagesOf(['uint8', 'uint8']), (program, images) => {
        expect(checkProgram(program, images, 'uint8')).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['u8x16', 'uint8', 'uint8', computed('max', voxelOf(0), constantValue(255))],
    ['i16x8', 'uint8', 'uint8', computed('max', voxelOf(0), constantValue(256))],
    ['i16x8', 'uint8', 'uint16', computed('add', voxelOf(0), constantValue(10))],
    ['i32x4', 'int16', 'int32', computed('multiply', voxelOf(0), voxelOf(0))],
    // 0 times a negative number is -0.
    ['f32x4', 'int16', 'float32', computed('multiply', voxelOf(0), constantValue(3))],
    ['f32x4', 'float32', 'float32', computed('sqrt', voxelOf(0))],
    ['f64x2', 'float32', 'float32', computed('sqrt', computed('add', voxelOf(0), constantValue(1)))],
    ['f32x4', 'uint8', 'float32', computed('sqrt', computed('add', voxelOf(0), constantValue(1)))],
    ['f64x2', 'float32', 'float32', computed('add', voxelOf(0), constantValue(0.1))],
    [undefined, 'float32', 'float32', computed('bitAnd', voxelOf(0), constantValue(1))],
  ] as const)('takes %s for %s to %s where that gives the same', (lanes, from, to, program) => {
    expect(lanesOf(program, [from], to)).toBe(lanes);
  });

  it.each(types)('computes every voxel of an image of %s longer than a window', (type) => {
    const voxels = voxelArrays[type].from(Array.from({ length: 65536 + 13 }, (_, n) => n % 100));
    const target = new voxelArrays[type](voxels.length);
    const program = computed('add', voxelOf(0), constantValue(1));
    runVoxelProgram(program, [voxels], target, lanesOf(program, [type], type) ?? 'f64x2');
    expect([target[0], target[65535], target[65536], target[65548]]).toEqual([1, 36, 37, 49]);
  });

  it('rounds halves to the even integer and stays within the type, where NaN is 0', () => {
    const program = computed('multiply', voxelOf(0), constantValue(0.5));
    for (const type of types.filter((each) => voxelTypes[each].integer)) {
      const target = new voxelArrays[type](5);
      runVoxelProgram(program, [Float64Array.of(1, 3, Number.NaN, -1e12, 1e12)], target, 'f64x2');
      expect([...target]).toEqual([0, 2, 0, voxelTypes[type].min, voxelTypes[type].max]);
    }
  });
});
