import { describe, expect, test } from 'vitest';
import Mask from '#modules/Mask/index.ts';
import Threshold from '#modules/Threshold/index.ts';
import { type Write, writeOptions } from '#modules/Threshold/writtenValues.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Voxels } from '#src/image/volume.ts';
import type { Comparison } from '#src/kernels/thresholdStep.ts';
import { recordingContext, row } from './runModule.ts';

type Params = Parameters<typeof Threshold.run>[1];
const defaults = defaultParams(Threshold.params) as unknown as Params;
const maskDefaults = defaultParams(Mask.params) as unknown as Parameters<typeof Mask.run>[1];

async function threshold(voxels: Voxels, params: Partial<Params>): Promise<Voxels> {
  const { output0 } = await Threshold.run({ input0: row(voxels) }, { ...defaults, ...params }, recordingContext());
  return output0.voxels;
}

describe('Threshold', () => {
  test('writes 1 above 0 and 0 elsewhere by default, as uint8', async () => {
    expect(await threshold(Int16Array.of(-3, 0, 1, 900), {})).toEqual(Uint8Array.of(0, 0, 1, 1));
  });

  test.each<[Comparison, number[]]>([
    ['Less', [1, 0, 0, 0]],
    ['LessEqual', [1, 1, 0, 0]],
    ['Equal', [0, 1, 0, 0]],
    ['NotEqual', [1, 0, 1, 1]],
    ['Greater', [0, 0, 1, 0]],
    ['GreaterEqual', [0, 1, 1, 0]],
  ])('%s compares as its sign says, and NaN as in IEEE 754', async (comparisonOperator, expected) => {
    const voxels = Float32Array.of(59.5, 60, 60.5, Number.NaN);
    expect([...(await threshold(voxels, { comparisonOperator, threshold: 60 }))]).toEqual(expected);
    const integers = Int16Array.of(59, 60, 61);
    expect([...(await threshold(integers, { comparisonOperator, threshold: 60 }))]).toEqual(expected.slice(0, 3));
  });

  test('a relative threshold runs from the minimum to the maximum', async () => {
    const voxels = Int16Array.of(-100, -51, -50, -49, 0);
    const params = { relativeThreshold: true, threshold: 0.5, comparisonOperator: 'GreaterEqual' } as const;
    expect([...(await threshold(voxels, params))]).toEqual([0, 0, 1, 1, 1]);
    await expect(threshold(Float32Array.of(Number.NaN), params)).rejects.toThrow('every voxel is NaN');
  });

  test.each<[Write, number[], string]>([
    ['ImgMin', [-100, 0, 0, 0], 'Int16Array'],
    ['ImgMax', [50, 0, 0, 0], 'Int16Array'],
    ['ImgOrig', [-100, 0, 0, 0], 'Int16Array'],
    ['ImgMaxMinusImgOrig', [150, 0, 0, 0], 'Uint16Array'],
  ])('writes %s where the comparison holds', async (conditionTrueWriteValue, expected, type) => {
    const params = { comparisonOperator: 'Less', threshold: -50, conditionTrueWriteValue } as const;
    const voxels = await threshold(Int16Array.of(-100, 0, 50, 20), params);
    expect([...voxels]).toEqual(expected);
    expect(voxels.constructor.name).toBe(type);
  });

  test('takes the smallest type that holds whatever can be written', async () => {
    const typeOf = async (voxels: Voxels, params: Partial<Params>) =>
      (await threshold(voxels, params)).constructor.name;
    const keep = { conditionTrueWriteValue: 'ImgOrig' } as const;
    const image = Uint8Array.of(1, 2);
    expect(await typeOf(image, { userConditionTrueValue: -1 })).toBe('Int8Array');
    expect(await typeOf(image, { userConditionTrueValue: 256 })).toBe('Uint16Array');
    expect(await typeOf(image, { userConditionTrueValue: 0.5 })).toBe('Float32Array');
    expect(await typeOf(image, { ...keep, userConditionFalseValue: -1000 })).toBe('Int16Array');
    expect(await typeOf(Int32Array.of(1), { ...keep, userConditionFalseValue: 0.5 })).toBe('Float64Array');
    const both = { ...keep, conditionFalseWriteValue: 'ImgMaxMinusImgOrig' } as const;
    expect(await typeOf(Int16Array.of(1), both)).toBe('Int32Array');
    expect(await typeOf(Uint16Array.of(1), both)).toBe('Uint16Array');
  });

  test('the largest difference of a signed type does not wrap', async () => {
    const params = {
      comparisonOperator: 'LessEqual',
      threshold: 32767,
      conditionTrueWriteValue: 'ImgMaxMinusImgOrig',
    } as const;
    expect([...(await threshold(Int16Array.of(-32768, 32767), params))]).toEqual([65535, 0]);
  });

  test('is local unless it needs the range of the whole image', () => {
    expect(Threshold.halo?.(defaults, [1, 1, 1])).toBe(0);
    expect(Threshold.halo?.({ ...defaults, relativeThreshold: true }, [1, 1, 1])).toBeUndefined();
    const needing = Object.keys(writeOptions).filter(
      (write) => Threshold.halo?.({ ...defaults, conditionFalseWriteValue: write as Write }, [1, 1, 1]) === undefined,
    );
    expect(needing).toEqual(['ImgMin', 'ImgMax', 'ImgMaxMinusImgOrig']);
  });

  test('shows its comparison on the node', () => {
    const { summary, params } = Threshold;
    expect(summary?.({ ...defaultParams(params), ...defaults, threshold: 60 })).toBe('> 60');
    expect(summary?.({ ...defaults, comparisonOperator: 'LessEqual', threshold: 0.2, relativeThreshold: true })).toBe(
      '<= 0.2 (relative)',
    );
  });

  test('keeps the unit of an image only while it keeps its values', async () => {
    const image = { ...row(Int16Array.of(1)), meta: { unit: 'HU' } };
    const flat = await Threshold.run({ input0: image }, defaults, recordingContext());
    const kept = await Threshold.run(
      { input0: image },
      { ...defaults, conditionTrueWriteValue: 'ImgOrig' },
      recordingContext(),
    );
    expect(flat.output0.meta).toBeUndefined();
    expect(kept.output0.meta).toEqual({ unit: 'HU' });
  });
});

test('the masking tutorial: out = in where in > 60, else -1000, a voxel of exactly 60 among them', async () => {
  const image = row(
    Uint8Array.from({ length: 256 }, (_, value) => value),
    [16, 4, 4],
  );
  const params = {
    comparisonOperator: 'LessEqual',
    threshold: 60,
    userConditionTrueValue: 0,
    userConditionFalseValue: 1,
  } as const;
  const mask = await Threshold.run({ input0: image }, { ...defaults, ...params }, recordingContext());
  const masked = await Mask.run(
    { input0: image, input1: mask.output0 },
    { ...maskDefaults, background: -1000 },
    recordingContext(),
  );
  expect(masked.output0.voxels).toEqual(Int16Array.from(image.voxels, (value) => (value > 60 ? value : -1000)));
});
