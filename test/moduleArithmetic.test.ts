import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Arithmetic1 from '#modules/Arithmetic1/index.ts';
import Arithmetic2 from '#modules/Arithmetic2/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';
import { type ConstantFunction, constantResultType } from '#src/kernels/constantArithmetic.ts';
import { type PairFunction, pairResultType } from '#src/kernels/pairArithmetic.ts';
import { power } from '#src/kernels/power.ts';
import { recordingContext, row } from './runModule.ts';

const defaults2 = defaultParams(Arithmetic2.params) as unknown as Parameters<typeof Arithmetic2.run>[1];

async function one(image: Voxels, name: ConstantFunction, constant = 0): Promise<Voxels> {
  return (await Arithmetic1.run({ input0: row(image) }, { function: name, constant }, recordingContext())).output0
    .voxels;
}

async function two(a: Voxels, b: Voxels, name: PairFunction, constant = 0): Promise<Voxels> {
  const inputs = { input0: row(a), input1: row(b) };
  return (await Arithmetic2.run(inputs, { ...defaults2, function: name, constant }, recordingContext())).output0.voxels;
}

/** What the function should give for one voxel, in plain numbers. */
const expectedOne: Readonly<Record<ConstantFunction, (v: number, c: number, all: readonly number[]) => number>> = {
  Add: (v, c) => v + c,
  Subtract: (v, c) => c - v,
  Multiply: (v, c) => v * c,
  Divide: (v, c) => c / v,
  Power: power,
  Min: (v, c) => Math.min(v, c),
  Max: (v, c) => Math.max(v, c),
  Absolute: (v) => Math.abs(v),
  Sign: (v) => Math.sign(v),
  Round: (v) => v,
  Floor: (v) => v,
  Ceil: (v) => v,
  SquareRoot: (v) => Math.sqrt(v),
  Exp: (v) => Math.exp(v),
  Log: (v) => Math.log(v),
  Log10: (v) => Math.log10(v),
  Invert: (v, _, all) => Math.max(...all) + Math.min(...all) - v,
  And: (v, c) => Number(BigInt.asIntN(64, BigInt(v) & BigInt(c))),
  Or: (v, c) => Number(BigInt.asIntN(64, BigInt(v) | BigInt(c))),
  Xor: (v, c) => Number(BigInt.asIntN(64, BigInt(v) ^ BigInt(c))),
};

const expectedTwo: Readonly<Record<PairFunction, (a: number, b: number, c: number) => number>> = {
  Add: (a, b) => a + b,
  Subtract: (a, b) => a - b,
  Multiply: (a, b) => a * b,
  Divide: (a, b) => Math.fround(a / b),
  Power: power,
  Min: (a, b) => Math.min(a, b),
  Max: (a, b) => Math.max(a, b),
  AbsMin: (a, b) => Math.min(Math.abs(a), Math.abs(b)),
  AbsMax: (a, b) => Math.max(Math.abs(a), Math.abs(b)),
  Difference: (a, b) => Math.abs(a - b),
  Equal: (a, b) => (a === b ? 1 : 0),
  NotEqual: (a, b) => (a === b ? 0 : 1),
  EqualMask: (a, b) => (a === b ? a : 0),
  NotEqualMask: (a, b) => (a === b ? 0 : a),
  And: (a, b) => Number(BigInt(a) & BigInt(b)),
  Or: (a, b) => Number(BigInt(a) | BigInt(b)),
  Xor: (a, b) => Number(BigInt(a) ^ BigInt(b)),
  MaskConstantIn: (a, b, c) => (b === 0 ? a : c),
};

const smallTypes: readonly VoxelType[] = ['uint8', 'int8', 'uint16', 'int16'];

/** The extremes of a type, what lies next to 0, and some values between. */
function valuesOf(type: VoxelType): number[] {
  const { min, max } = voxelTypes[type];
  return [min, min + 1, Math.trunc(min / 3), 0, 1, 2, 77, Math.trunc(max / 3), max - 1, max];
}

describe('Arithmetic1', () => {
  test.each(Object.keys(expectedOne) as ConstantFunction[])('%s never wraps for whole constants', async (name) => {
    const whole = fc.integer({ min: name === 'Power' ? 0 : -70000, max: name === 'Power' ? 3 : 70000 });
    const check = async (type: VoxelType, constant: number) => {
      const values = valuesOf(type);
      const found = await one(voxelArrays[type].from(values), name, constant);
      const isRounded = ['Divide', 'SquareRoot', 'Log', 'Log10'].includes(name);
      const round = isRounded ? Math.fround : (value: number) => value;
      expect([...found].map((v) => v + 0)).toEqual(
        values.map((v) => round(expectedOne[name](v, constant, values)) + 0),
      );
    };
    await fc.assert(fc.asyncProperty(fc.constantFrom(...smallTypes), whole, check), { numRuns: 100 });
  });

  test('a fraction makes floats, wide enough for the type', () => {
    expect(constantResultType('Multiply', 'uint8', 0.5)).toBe('float32');
    expect(constantResultType('Multiply', 'int32', 0.5)).toBe('float64');
    expect(constantResultType('Add', 'float32', 0.1)).toBe('float32');
    expect(constantResultType('Multiply', 'uint8', 1e38 + 0.5)).toBe('float64');
  });

  test('gives the types of its table', () => {
    const types = (name: ConstantFunction, constant: number) =>
      smallTypes.map((type) => constantResultType(name, type, constant));
    expect(types('Add', 10)).toEqual(['uint16', 'int16', 'uint32', 'int32']);
    expect(types('Absolute', 0)).toEqual(['uint8', 'uint8', 'uint16', 'uint16']);
    expect(types('Invert', 0)).toEqual(['uint8', 'int8', 'uint16', 'int16']);
    expect(constantResultType('Power', 'uint16', 3)).toBe('float64');
  });

  test('the sign of either zero is 0, as in numpy, and that of NaN is NaN', async () => {
    const zeros = Float32Array.of(-0, 0, Number.NaN, -2);
    expect(await one(zeros, 'Sign', 0)).toEqual(Float32Array.of(0, 0, Number.NaN, -1));
  });

  test('a division by 0 is infinite, 0 / 0 is NaN', async () => {
    expect([...(await one(Int8Array.of(0, 2), 'Divide', 3))]).toEqual([Number.POSITIVE_INFINITY, 1.5]);
    expect([...(await one(Int8Array.of(0), 'Divide', 0))]).toEqual([Number.NaN]);
  });

  test('rounds halves to the even neighbour, and fractions down and up', async () => {
    const image = Float32Array.of(-1.5, 0.5, 1.5, 2.25);
    expect([...(await one(image, 'Round'))].map((v) => v + 0)).toEqual([-2, 0, 2, 2]);
    expect([...(await one(image, 'Floor'))]).toEqual([-2, 0, 1, 2]);
    expect([...(await one(image, 'Ceil'))].map((v) => v + 0)).toEqual([-1, 1, 2, 3]);
  });

  test('gives NaN for the root and the logarithm of negative values', async () => {
    expect([...(await one(Int8Array.of(-1, 4), 'SquareRoot'))]).toEqual([Number.NaN, 2]);
    expect([...(await one(Int8Array.of(-1, 0, 100), 'Log10'))]).toEqual([Number.NaN, Number.NEGATIVE_INFINITY, 2]);
  });

  test('works on bits beyond the sign of 32-bit integers', async () => {
    const image = Uint32Array.of(0xf0000001, 7);
    expect(await one(image, 'And', 0xf0000000)).toEqual(Uint32Array.of(0xf0000000, 0));
    expect(await one(Int32Array.of(-1), 'Xor', 1)).toEqual(Int32Array.of(-2));
  });

  test('refuses bits of floats and of fractions', async () => {
    await expect(one(Float32Array.of(1), 'And', 1)).rejects.toThrow('the image holds float32 values');
    await expect(one(Uint8Array.of(1), 'Or', 0.5)).rejects.toThrow('uint8 values and 0.5');
    await expect(one(Uint32Array.of(1), 'Or', -1)).rejects.toThrow('uint32 values and -1');
  });

  test('inverts within the range of the image, floats and negative values too', async () => {
    expect(await one(Int16Array.of(-100, 0, 50), 'Invert')).toEqual(Int16Array.of(50, -50, -100));
    expect([...(await one(Float32Array.of(1, Number.NaN, 4), 'Invert'))]).toEqual([4, Number.NaN, 1]);
  });
});

describe('Arithmetic2', () => {
  test.each(Object.keys(expectedTwo) as PairFunction[])('%s never wraps', async (name) => {
    const type = fc.constantFrom(...smallTypes);
    const check = async (first: VoxelType, second: VoxelType) => {
      const pairs = valuesOf(first).flatMap((a) => valuesOf(second).map((b) => [a, b] as const));
      const a = voxelArrays[first].from(pairs.map(([value]) => value));
      const b = voxelArrays[second].from(pairs.map(([, value]) => value));
      const expected = pairs.map((pair) => expectedTwo[name](...pair, -1000) + 0);
      expect([...(await two(a, b, name, -1000))].map((v) => v + 0)).toEqual(expected);
    };
    await fc.assert(fc.asyncProperty(type, type, check), { numRuns: 16 });
  });

  test('gives the types of its table', () => {
    expect(pairResultType('Add', 'uint8', 'uint8', 0)).toBe('uint16');
    expect(pairResultType('Subtract', 'int16', 'int16', 0)).toBe('int32');
    expect(pairResultType('Max', 'uint16', 'int16', 0)).toBe('uint16');
    expect(pairResultType('Difference', 'int16', 'int16', 0)).toBe('uint16');
    expect(pairResultType('Multiply', 'int32', 'int32', 0)).toBe('float64');
    expect(pairResultType('Add', 'float32', 'int16', 0)).toBe('float32');
    expect(pairResultType('Add', 'float32', 'int32', 0)).toBe('float64');
    expect(pairResultType('And', 'uint8', 'int8', 0)).toBe('int16');
    expect(() => pairResultType('And', 'uint32', 'int8', 0)).toThrow('uint32 and int8');
  });

  test('NaN equals nothing and is the smaller and the larger of any two', async () => {
    const a = Float32Array.of(Number.NaN, Number.NaN, 1);
    const b = Float32Array.of(Number.NaN, 0, 1);
    expect(await two(a, b, 'Equal')).toEqual(Uint8Array.of(0, 0, 1));
    expect([...(await two(a, b, 'Max'))]).toEqual([Number.NaN, Number.NaN, 1]);
  });

  test('works on images longer than one chunk', async () => {
    const a = Int16Array.from({ length: 20001 }, (_, n) => n);
    const sum = await two(a, a, 'Add');
    expect([voxelTypeOf(sum), sum[20000], sum[8192]]).toEqual(['int32', 40000, 16384]);
  });
});
