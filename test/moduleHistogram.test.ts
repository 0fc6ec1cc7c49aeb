import { expect, test } from 'vitest';
import Histogram from '#modules/Histogram/index.ts';
import OtsuThreshold from '#modules/OtsuThreshold/index.ts';
import { recordingContext, row } from './runModule.ts';

const defaults = {
  classes: 2,
  sample: 'Positive',
  bins: 'Bins256',
  output: 'Above',
  lowerFactor: 0.5,
  upperFactor: 2,
} as const;

test('an image of few integers has one bin for each value between its extremes', async () => {
  const input0 = row(Int16Array.of(-1, 2, 2, 0, 2));
  const { table } = await Histogram.run({ input0, input1: undefined }, { bins: 256 }, recordingContext());
  expect(table.rows).toEqual([
    [-1, -1, 1],
    [0, 0, 1],
    [1, 1, 0],
    [2, 2, 3],
  ]);
});

test('other images have equal bins, which hold their lower ends, and the last one both', async () => {
  const context = recordingContext();
  const input0 = row(Float32Array.of(0, 1, Number.NaN, 2, 4));
  const { table } = await Histogram.run({ input0, input1: undefined }, { bins: 2 }, context);
  expect(table.rows).toEqual([
    [0, 2, 2],
    [2, 4, 2],
  ]);
  expect(context.warnings).toEqual(['1 of 5 voxels are NaN and were left out']);
});

test('infinite values are left out and told of', async () => {
  const context = recordingContext();
  const input0 = row(Float32Array.of(0, Number.POSITIVE_INFINITY, 3, Number.NEGATIVE_INFINITY, Number.NaN, 4));
  const { table, otsu } = await Histogram.run({ input0, input1: undefined }, { bins: 2 }, context);
  expect(table.rows).toEqual([
    [0, 2, 1],
    [2, 4, 2],
  ]);
  expect(Number.isFinite(otsu)).toBe(true);
  expect(context.warnings).toEqual([
    '2 of 6 voxels are infinite and were left out',
    '1 of 4 voxels are NaN and were left out',
  ]);
});

test('an image of integers with more values than bins has equal bins', async () => {
  const { table } = await Histogram.run(
    { input0: row(Uint8Array.of(0, 10, 200)), input1: undefined },
    { bins: 2 },
    recordingContext(),
  );
  expect(table.rows).toEqual([
    [0, 100, 2],
    [100, 200, 1],
  ]);
});

test('without a number there is nothing to count', async () => {
  const input0 = row(Float32Array.of(Number.NaN));
  const { table } = await Histogram.run({ input0, input1: undefined }, { bins: 4 }, recordingContext());
  expect(table.rows).toEqual([]);
});

test('a mask leaves out what lies outside of it, where it is 0 or NaN', async () => {
  const input0 = row(Int16Array.of(-5, 1, 2, 2, 900));
  const input1 = row(Float32Array.of(0, 1, 3, -1, Number.NaN));
  const { table } = await Histogram.run({ input0, input1 }, { bins: 256 }, recordingContext());
  expect(table.rows).toEqual([
    [1, 1, 1],
    [2, 2, 2],
  ]);
});

test('the Otsu threshold is the one that OtsuThreshold finds, and none where nothing is counted', async () => {
  const input0 = row(Float32Array.of(-7, 0, 1, 1.5, 2, 9, 10, Number.NaN));
  const { value } = await OtsuThreshold.run({ input0 }, defaults, recordingContext());
  const found = await Histogram.run({ input0, input1: undefined }, { bins: 2 }, recordingContext());
  expect(found.otsu).toBe(value);
  const nothing = { input0, input1: row(new Uint8Array(8)) };
  expect((await Histogram.run(nothing, { bins: 2 }, recordingContext())).otsu).toBeNaN();
});
