import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import CalculateVolume from '#modules/CalculateVolume/index.ts';
import ImageStatistics from '#modules/ImageStatistics/index.ts';
import MinMaxScan from '#modules/MinMaxScan/index.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { groupByLabel } from '#src/kernels/groupByLabel.ts';
import { percentilesOf } from '#src/kernels/percentiles.ts';
import { voxelsUnderMask } from '#src/kernels/voxelsUnderMask.ts';
import { askPython, hasPython } from './askPython.ts';
import { anyMask, packed } from './naive/masks.ts';
import { phantoms } from './phantoms.ts';
import { recordingContext, row } from './runModule.ts';

const defaults = { regions: 'Mask', percentiles: [5, 25, 75, 95] } as const;
const elsewhere = { affine: [2, 0, 0, 9, 0, 2, 0, 0, 0, 0, 2.5, 0, 0, 0, 0, 1] };

describe('ImageStatistics', () => {
  test('measures what lies inside the mask, in voxels and ml', async () => {
    const input0 = { ...row(Int16Array.of(1, 2, 3, 4, -900)), ...elsewhere };
    const input1 = { ...row(Float32Array.of(1, 7, -1, 0.5, Number.NaN)), ...elsewhere };
    const found = await ImageStatistics.run({ input0, input1 }, defaults, recordingContext());
    expect(found).toMatchObject({ count: 4, volume: 0.04, mean: 2.5, minValue: 1, maxValue: 4, median: 2.5 });
    expect(found.std).toBe(Math.sqrt(1.25));
    // Of 1, 2, 3, 4: the ranks 0.15, 0.75, 2.25 and 2.85.
    expect(found.table.rows[0].slice(-4)).toEqual([1.15, 1.75, 3.25, 3.8499999999999996]);
    expect(found.table.columns.map(({ name }) => name).slice(-4)).toEqual(['P5', 'P25', 'P75', 'P95']);
  });

  test('gives a row for each label, in their order, and numbers of all of them', async () => {
    const input0 = row(Float32Array.of(10, 1, 20, 3, 5, 99));
    const input1 = row(Int16Array.of(7, -2, 7, -2, -2, 0));
    const { table, count, mean } = await ImageStatistics.run(
      { input0, input1 },
      { ...defaults, regions: 'Labels' },
      recordingContext(),
    );
    expect(table.rows.map((cells) => cells.slice(0, 8))).toEqual([
      [-2, 3, 0.003, 3, Math.sqrt(8 / 3), 1, 5, 3],
      [7, 2, 0.002, 15, 5, 10, 20, 15],
    ]);
    expect([count, mean]).toEqual([5, 39 / 5]);
  });

  test('takes all voxels where there is no mask, and leaves NaN out', async () => {
    const context = recordingContext();
    const input0 = row(Float32Array.of(4, Number.NaN, 2));
    const { count, median } = await ImageStatistics.run({ input0, input1: undefined }, defaults, context);
    expect([count, median]).toEqual([2, 3]);
    expect(context.warnings).toEqual(['1 of 3 voxels are NaN and were left out']);
  });

  test('an empty mask gives no numbers and a warning', async () => {
    const context = recordingContext();
    const input1 = row(Uint8Array.of(0, 0));
    const found = await ImageStatistics.run({ input0: row(Uint8Array.of(1, 2)), input1 }, defaults, context);
    expect(found).toMatchObject({ count: 0, volume: 0, mean: Number.NaN, median: Number.NaN });
    expect(context.warnings).toHaveLength(1);
  });

  test.each([
    ['Labels', row(Float32Array.of(1, 2.5)), 'Labels are whole numbers, but one voxel of the label image holds 2.5'],
    ['Mask', row(Uint8Array.of(1, 1, 1)), 'Image (2×1×1) and Mask or labels (3×1×1) lie on different grids'],
  ] as const)('refuses what is no region: %s %o', (regions, input1, sentence) => {
    const run = () =>
      ImageStatistics.run({ input0: row(Uint8Array.of(1, 2)), input1 }, { ...defaults, regions }, recordingContext());
    expect(run).toThrow(sentence);
  });

  test('refuses a percentile that is none', () => {
    const percentiles = [5, 25, 75, 101];
    const inputs = { input0: row(Uint8Array.of(1)), input1: undefined };
    expect(() => ImageStatistics.run(inputs, { ...defaults, percentiles }, recordingContext())).toThrow('not at 101');
  });

  const script = `
import sys, json, numpy as np, nibabel as nib
image = nib.load(sys.argv[1]).get_fdata(); labels = nib.load(sys.argv[2]).get_fdata()
rows = []
for label in [l for l in np.unique(labels) if l != 0]:
    v = image[labels == label]; v = v[~np.isnan(v)]
    rows.append([label, v.size, v.mean(), v.std(), v.min(), v.max()] + list(np.percentile(v, [50, 5, 25, 75, 95])))
print(json.dumps(rows))
`;
  test.runIf(hasPython('nibabel', 'ImageStatistics'))('equals numpy on each label', async () => {
    for (const name of ['signed integers', 'floats with NaN']) {
      const { image } = phantoms[name]();
      const voxels = Uint8Array.from(image.voxels, (_, n) => (n * 7919) % 5);
      const labels: Volume = { ...image, voxels };
      const { table } = await ImageStatistics.run(
        { input0: image, input1: labels },
        { ...defaults, regions: 'Labels' },
        recordingContext(),
      );
      const files = [image, labels].map((one, n) => [`${n}.nii`, writeNifti(one)] as const);
      const [expected] = askPython(script, files) as [number[][]];
      for (const [n, [label, count, , ...rest]] of table.rows.entries()) {
        const found = [label, count, ...rest].map(Number);
        for (const [at, value] of found.entries()) expect(value).toBeCloseTo(expected[n][at], 9);
      }
    }
  });
});

test('percentiles are those of the sorted values, whatever their order', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 })), {
    minLength: 1,
    maxLength: 200,
  });
  const percents = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(values, percents, (numbers, asked) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      const expected = asked.map((percent) => {
        const at = (sorted.length - 1) * (percent / 100);
        const [low, high] = [sorted[Math.floor(at)], sorted[Math.min(sorted.length - 1, Math.floor(at) + 1)]];
        return low + (high - low) * (at - Math.floor(at));
      });
      const found = percentilesOf(Float64Array.from(numbers), asked);
      for (const [n, value] of found.entries()) expect(Math.abs(value - expected[n])).toBeLessThan(1e-6);
    }),
  );
});

test('percentiles of an order that misleads the choice of pivots are found as well', () => {
  const organPipe = Float64Array.from({ length: 4001 }, (_, n) => Math.min(n, 4000 - n));
  expect(percentilesOf(organPipe, [0, 50, 100])).toEqual([0, 1000, 2000]);
});

test('the voxels under a mask are those where it is foreground, in their order', () => {
  fc.assert(
    fc.property(anyMask(4, 100), (mask) => {
      const voxels = Int16Array.from(mask.bytes, (_, n) => n - 300);
      const expected = voxels.filter((_, n) => mask.bytes[n] === 1);
      expect(voxelsUnderMask(voxels, packed(mask))).toEqual(expected);
    }),
  );
});

test.each(['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32'] as const)(
  'voxels by labels of %s are those by the same labels of a float type, be they near each other or far apart',
  (type) => {
    const { min, max } = voxelTypes[type];
    const near = fc.integer({ min: Math.max(min, -5), max: 20 });
    const anyLabels = fc.oneof(fc.array(near), fc.array(fc.oneof(near, fc.constantFrom(min, max))));
    fc.assert(
      fc.property(anyLabels, (numbers) => {
        const voxels = Int16Array.from(numbers, (_, n) => 7 * n - 300);
        const found = groupByLabel(voxels, voxelArrays[type].from(numbers));
        expect(found).toEqual(groupByLabel(voxels, Float64Array.from(numbers)));
      }),
    );
  },
);

test('more than 65,536 labels are refused', () => {
  const labels = Int32Array.from({ length: 65_538 }, (_, n) => n);
  expect(() => groupByLabel(labels, labels)).toThrow('more than 65536 labels');
});

describe('MinMaxScan', () => {
  test.each<[Voxels, number, number, string]>([
    [Int16Array.of(-3, 200, 7), -3, 200, 'int16'],
    [Int32Array.of(0, 255), 0, 255, 'uint8'],
    [Float32Array.of(0.5, Number.NaN, 2), 0.5, 2, 'float32'],
  ])('finds the range of %o and the smallest type for it', async (voxels, min, max, proposedType) => {
    const found = await MinMaxScan.run({ input0: row(voxels) }, {}, recordingContext());
    expect(found).toEqual({ trueMinValue: min, trueMaxValue: max, proposedType });
  });

  test('refuses an image of NaN alone', () => {
    const input0 = row(Float32Array.of(Number.NaN));
    expect(() => MinMaxScan.run({ input0 }, {}, recordingContext())).toThrow('every voxel is NaN');
  });
});

describe('CalculateVolume', () => {
  const params = { minMode: 'UserDefined', intMin: 1, maxMode: 'ImageMax', intMax: 1, unit: 'Milliliters' } as const;
  // A voxel of 2 x 2 x 2.5 mm is 0.01 ml.
  const input0 = { ...row(Float32Array.of(0, 1, 2, 2, Number.NaN, 3)), ...elsewhere };

  test.each([
    [{}, 4, 0.04],
    [{ unit: 'CubicMillimeters' }, 4, 40],
    [{ unit: 'Voxels', maxMode: 'UserDefined', intMax: 2 }, 3, 3],
    [{ unit: 'Liters', minMode: 'ImageMin' }, 5, 0.00005],
  ] as const)('counts the voxels of the interval with their volume: %o', async (changed, voxels, totalVolume) => {
    const found = await CalculateVolume.run({ input0 }, { ...params, ...changed }, recordingContext());
    expect(found.voxels).toBe(voxels);
    expect(found.totalVolume).toBeCloseTo(totalVolume, 12);
  });

  test('warns of an interval without values', async () => {
    const context = recordingContext();
    const found = await CalculateVolume.run({ input0 }, { ...params, maxMode: 'UserDefined', intMax: 0 }, context);
    expect(found.voxels).toBe(0);
    expect(context.warnings).toEqual(['No value lies between 1 and 0: exchange minimum and maximum']);
  });
});
