import { describe, expect, test } from 'vitest';
import Bilateral from '#modules/Bilateral/index.ts';
import Canny from '#modules/Canny/index.ts';
import CLAHE from '#modules/CLAHE/index.ts';
import HistogramEqualisation from '#modules/HistogramEqualisation/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Voxels } from '#src/image/volume.ts';
import { bilateral } from '#src/kernels/bilateral.ts';
import { noProgress } from '#src/kernels/progress.ts';
import { recordingContext, row } from './runModule.ts';
import { withoutSimd } from './withoutSimd.ts';

describe('HistogramEqualisation', () => {
  const equalised = async (image: Voxels, mask?: Voxels) => {
    const inputs = { input0: row(image), input1: mask && row(mask) };
    return (await HistogramEqualisation.run(inputs, { bins: 4 }, recordingContext())).output0.voxels;
  };

  test('gives each integer the share of voxels that are not brighter', async () => {
    expect(await equalised(Uint8Array.of(0, 7, 7, 200))).toEqual(Float32Array.of(0.25, 0.75, 0.75, 1));
  });

  test('takes floats in bins, on the line between their centres', async () => {
    // The bins of 0 to 8 have the centres 1, 3, 5 and 7; up to them lie 2, 3, 3 and 4 of 4 voxels.
    expect(await equalised(Float32Array.of(0, 1, 2, 8))).toEqual(Float32Array.of(0.5, 0.5, 0.625, 1));
    expect([...(await equalised(Float32Array.of(0, Number.NaN, 8)))]).toEqual([0.5, Number.NaN, 1]);
  });

  test('counts within the mask, and changes all', async () => {
    expect(await equalised(Uint8Array.of(1, 2, 3, 9), Uint8Array.of(0, 1, 1, 0))).toEqual(
      Float32Array.of(0.5, 0.5, 1, 1),
    );
    await expect(equalised(Uint8Array.of(1), Uint8Array.of(0))).rejects.toThrow('The mask holds no value to count');
  });
});

describe('CLAHE', () => {
  const params = { tiles: 1, clipLimit: 0, bins: 256, range: 'Slice' } as const;

  test('of one tile without a limit is the equalised histogram of the slice, from 0 to 1', async () => {
    // Four values, 64 greys apart at least, each a quarter: 1/4, 2/4, 3/4 and 4/4 of 16383, of which the first becomes 0.
    const input0 = row(Uint8Array.of(0, 85, 170, 255), [2, 2, 1]);
    const found = (await CLAHE.run({ input0 }, params, recordingContext())).output0.voxels;
    for (const [n, value] of [0, 1 / 3, 2 / 3, 1].entries()) expect(found[n]).toBeCloseTo(value, 3);
  });

  test('keeps slices comparable with the range of the volume', async () => {
    const input0 = row(Uint8Array.of(0, 0, 10, 10, 10, 10, 10, 255), [2, 2, 2]);
    const found = (await CLAHE.run({ input0 }, { ...params, range: 'Volume' }, recordingContext())).output0.voxels;
    expect([found[0], found[3], found[7]].map((value) => Math.round(100 * value))).toEqual([50, 100, 100]);
  });

  test('shares out what is cut off as scikit-image does', async () => {
    // A bin may hold 14 of 64 voxels: 36 are cut off, each of 8 bins gets 4 of them, and those that then hold 10 or more are filled up.
    const input0 = row(
      Uint8Array.from({ length: 64 }, (_, n) => (n < 50 ? 0 : n < 58 ? 100 : 255)),
      [8, 8, 1],
    );
    const { voxels } = (await CLAHE.run({ input0 }, { ...params, clipLimit: 0.22, bins: 8 }, recordingContext()))
      .output0;
    // What equalize_adapthist(image, (8, 8), 0.22, 8) gives.
    expect([voxels[0], voxels[50], voxels[63]].map((value) => Math.round(1e4 * value))).toEqual([0, 4600, 10000]);
  });

  test('makes 0 of a slice of one value', async () => {
    const { output0 } = await CLAHE.run({ input0: row(Int16Array.of(-5, -5)) }, params, recordingContext());
    expect(output0.voxels).toEqual(Float32Array.of(0, 0));
  });
});

describe('Canny', () => {
  const params = { ...(defaultParams(Canny.params) as unknown as Parameters<typeof Canny.run>[1]), sigma: 0 };
  const step = row(
    Uint8Array.from({ length: 49 }, (_, n) => (n % 7 > 3 ? 100 : 0)),
    [7, 7, 1],
  );
  const marked = async (changes: Partial<typeof params>) =>
    (await Canny.run({ input0: step }, { ...params, ...changes }, recordingContext())).output0.voxels;

  test('marks both sides of a step, which are equally strong, and no voxel at the border', async () => {
    // The gradient is 4 times 100 on both sides, but for the last bit.
    const edges = await marked({ unit: 'Values', low: 399, high: 399 });
    expect([...edges.slice(0, 14)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
    expect([...edges].filter((edge) => edge === 1)).toHaveLength(10);
    expect(await marked({ unit: 'Values', low: 0, high: 401 })).toEqual(new Uint8Array(49));
  });

  test('decides between strengths that are equal but for the last bit as scikit-image does', async () => {
    const rows = [
      ...[114, 115, 113, 113, 114, 116, 114, 114, 116, 114, 113, 114, 116, 112, 113, 115, 114, 112, 114, 116, 111, 114],
      ...[115, 114, 113, 114, 116, 113, 116, 115, 114, 114, 115, 115, 114, 116, 116, 116, 114, 115, 114, 113, 115, 115],
      ...[114, 114, 116, 116, 114],
    ];
    const input0 = row(Uint8Array.from(rows), [7, 7, 1]);
    const all = { ...params, unit: 'Values', low: 0, high: 0 } as const;
    const { voxels } = (await Canny.run({ input0 }, all, recordingContext())).output0;
    // Row by row what feature.canny(image, 0, 0, 0) gives.
    const marks = ['0000000', '0010100', '0010100', '0010100', '0110000', '0010010', '0000000'];
    expect(voxels.join('')).toBe(marks.join(''));
  });

  test('refuses thresholds in the wrong order', async () => {
    await expect(marked({ lowQuantile: 0.9, highQuantile: 0.8 })).rejects.toThrow('The low threshold (0.9)');
  });
});

describe('Bilateral', () => {
  test('averages what is alike and leaves alone what is not', async () => {
    const params = { sigmaSpace: 1, sigmaValue: 5, unit: 'Values', border: 'Reflect', constant: 0 } as const;
    const noisy = row(Uint8Array.of(10, 12, 10, 12, 200, 202, 200, 202));
    const found = (await Bilateral.run({ input0: noisy }, params, recordingContext())).output0.voxels;
    for (const [n, value] of [...found].entries()) expect(Math.abs(value - (n < 4 ? 11 : 201))).toBeLessThan(0.7);
    const even = row(Uint8Array.of(4, 4));
    expect((await Bilateral.run({ input0: even }, params, recordingContext())).output0.voxels).toEqual(
      Float32Array.of(4, 4),
    );
  });

  test('the kernel in WebAssembly equals the plain one, with negative values and NaN', () => {
    const size = [13, 9, 2] as const;
    const source = Float32Array.from({ length: 234 }, (_, n) => (n === 150 ? Number.NaN : ((n * 7919) % 101) - 30));
    const smooth = () => {
      const target = new Float64Array(source.length);
      const sigmas = { space: 1.2, value: 0.8, unit: 'Deviations' } as const;
      bilateral(source, target, size, sigmas, { border: 'Reflect', constant: 0 }, noProgress);
      return target;
    };
    expect(smooth()).toEqual(withoutSimd(smooth));
  });
});
