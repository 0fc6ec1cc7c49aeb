import { describe, expect, test } from 'vitest';
import Normalize from '#modules/Normalize/index.ts';
import { percentilesIn } from '#modules/Normalize/percentilesIn.ts';
import Scale from '#modules/Scale/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Voxels } from '#src/image/volume.ts';
import { recordingContext, row } from './runModule.ts';

type Scaling = Parameters<typeof Scale.run>[1];
type Normalizing = Parameters<typeof Normalize.run>[1];

async function scaled(image: Voxels, changes: Partial<Scaling>): Promise<Voxels> {
  const params = { ...(defaultParams(Scale.params) as unknown as Scaling), ...changes };
  return (await Scale.run({ input0: row(image) }, params, recordingContext())).output0.voxels;
}

async function normalized(image: Voxels, changes: Partial<Normalizing>, mask?: Voxels) {
  const params = { ...(defaultParams(Normalize.params) as unknown as Normalizing), ...changes };
  return Normalize.run({ input0: row(image), input1: mask && row(mask) }, params, recordingContext());
}

describe('Scale', () => {
  test('lays the range of the image onto another one', async () => {
    expect(await scaled(Int16Array.of(-100, 0, 100), {})).toEqual(Float32Array.of(0, 0.5, 1));
    expect(await scaled(Int16Array.of(-100, 0, 100), { outputMin: 10, outputMax: 0 })).toEqual(
      Float32Array.of(10, 5, 0),
    );
  });

  test('stays at the ends of a given range, or goes on', async () => {
    const given = { inputRange: 'UserDefined', inputMin: 0, inputMax: 100, outputMax: 10 } as const;
    expect(await scaled(Int16Array.of(-50, 50, 200), given)).toEqual(Float32Array.of(0, 5, 10));
    expect(await scaled(Int16Array.of(-50, 50, 200), { ...given, clamp: false })).toEqual(Float32Array.of(-5, 5, 20));
  });

  test('rounds halves to the even neighbour and never wraps', async () => {
    const given = { inputRange: 'UserDefined', inputMax: 1, outputMax: 1, clamp: false, type: 'uint8' } as const;
    const values = Float32Array.of(0.5, 1.5, 2.5, -3, 300, Number.NaN);
    expect(await scaled(values, given)).toEqual(Uint8Array.of(0, 2, 2, 0, 255, 0));
  });

  test('makes one value the maximum, and refuses infinite ranges', async () => {
    expect(await scaled(Uint8Array.of(7, 7), {})).toEqual(Float32Array.of(1, 1));
    await expect(scaled(Float32Array.of(0, Number.POSITIVE_INFINITY), {})).rejects.toThrow('0 to Infinity');
  });
});

describe('Normalize', () => {
  test('gives the z-score over all voxels, and tells mean and standard deviation', async () => {
    // Mean 5, deviations 3, 1, 1, 3 in squares 9 + 1 + 1 + 9 = 20, over 4 voxels 5.
    const { output0, center, width } = await normalized(Uint8Array.of(2, 4, 6, 8), {});
    expect([center, width]).toEqual([5, Math.sqrt(5)]);
    expect(output0.voxels).toEqual(Float32Array.of(-3, -1, 1, 3).map((value) => value / Math.sqrt(5)));
  });

  test('counts within the mask only, and can leave 0 outside of it', async () => {
    const image = Int16Array.of(-1000, 10, 20, 30);
    const mask = Float32Array.of(Number.NaN, 1, 0, 2);
    const { output0, center } = await normalized(image, { outside: 'Zero' }, mask);
    expect([center, ...output0.voxels]).toEqual([20, 0, -1, 0, 1]);
    expect((await normalized(image, {}, mask)).output0.voxels).toEqual(Float32Array.of(-102, -1, 0, 1));
  });

  test('lays percentiles onto 0 and 1, interpolated as numpy does', async () => {
    expect(percentilesIn(Uint8Array.of(40, 10, 20, 30), [0, 25, 50, 100])).toEqual([10, 17.5, 25, 40]);
    const doubles = Float64Array.of(4, Number.NaN, 1, 3, 2);
    expect(percentilesIn(doubles, [50, 10])).toEqual([2.5, 1.3]);
    const { output0 } = await normalized(Uint8Array.of(0, 10, 20, 30, 40), {
      method: 'Percentiles',
      lower: 25,
      upper: 75,
    });
    expect([...output0.voxels]).toEqual([0, 0, 0.5, 1, 1]);
  });

  test('refuses what does not spread, an empty mask and percentiles in the wrong order', async () => {
    await expect(normalized(Uint8Array.of(3, 3), {})).rejects.toThrow('do not spread');
    await expect(normalized(Uint8Array.of(3, 4), {}, Uint8Array.of(0, 0))).rejects.toThrow('The mask is empty');
    await expect(normalized(Uint8Array.of(3, 4), { method: 'Percentiles', lower: 60, upper: 60 })).rejects.toThrow(
      '(60)',
    );
    await expect(normalized(Uint8Array.of(3, 4), {}, Uint8Array.of(1))).rejects.toThrow('(2×1×1) and the mask (1×1×1)');
  });
});
