import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Hysteresis from '#modules/Hysteresis/index.ts';
import IntervalThreshold from '#modules/IntervalThreshold/index.ts';
import LocalThreshold from '#modules/LocalThreshold/index.ts';
import OtsuThreshold from '#modules/OtsuThreshold/index.ts';
import type { Params } from '#src/graph/module.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Vec3, Volume, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { multiOtsu } from '#src/kernels/multiOtsu.ts';
import { uniform } from '#src/kernels/uniform.ts';
import { drawn, randomNumbers } from './naive/masks.ts';
import { recordingContext, row } from './runModule.ts';

function withDefaults<P>(params: Params, set: Partial<P>): P {
  return { ...(defaultParams(params) as unknown as P), ...set };
}

describe('IntervalThreshold', () => {
  type P = Parameters<typeof IntervalThreshold.run>[1];
  const run = async (voxels: Voxels, params: Partial<P>) =>
    (
      await IntervalThreshold.run(
        { input0: row(voxels) },
        withDefaults<P>(IntervalThreshold.params, params),
        recordingContext(),
      )
    ).output0.voxels;
  const line = Int16Array.of(-5, 10, 15, 20, 21);

  test('gives the mask of the interval with both ends, by its ends or by centre and width', async () => {
    expect(await run(line, { threshMin: 10, threshMax: 20 })).toEqual(Uint8Array.of(0, 1, 1, 1, 0));
    const centred = { centerWidthSet: true, threshCenter: 15, threshWidth: 10 };
    expect(await run(line, centred)).toEqual(Uint8Array.of(0, 1, 1, 1, 0));
    await expect(run(line, { threshMin: 21, threshMax: 20 })).rejects.toThrow('(21) is above its maximum (20)');
  });

  test('writes values of its own below, inside and above, in a type that holds them all', async () => {
    const three = { threshMin: 10, threshMax: 20, lowerUserValue: -1000, innerUserValue: 1.5, upperUserValue: 7 };
    expect(await run(line, three)).toEqual(Float32Array.of(-1000, 1.5, 1.5, 1.5, 7));
    const kept = {
      threshMin: 10,
      threshMax: 20,
      lowerType: 'ImgMin',
      innerType: 'ImgOrig',
      upperType: 'ImgMax',
    } as const;
    expect(await run(line, kept)).toEqual(Int16Array.of(-5, 10, 15, 20, 21));
    const mirrored = { threshMin: 10, threshMax: 20, innerType: 'ImgMaxMinusImgOrig' } as const;
    const found = await run(line, mirrored);
    expect([voxelTypeOf(found), [...found]]).toEqual(['uint16', [0, 11, 6, 1, 0]]);
  });

  test('NaN is written as what lies below', async () => {
    const params = { lowerUserValue: 3, upperUserValue: 4 };
    expect(await run(Float32Array.of(Number.NaN, 50, 101), params)).toEqual(Uint8Array.of(3, 1, 4));
    const infinite = await run(Float32Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN), {});
    expect(infinite).toEqual(Uint8Array.of(0, 0, 0));
  });
});

test('Hysteresis keeps weak voxels that are connected with a strong one; both thresholds are strict', async () => {
  const input0 = row(Uint8Array.of(60, 50, 101, 51, 50, 60, 100, 60));
  const params = withDefaults<Parameters<typeof Hysteresis.run>[1]>(Hysteresis.params, {});
  const context = recordingContext();
  expect((await Hysteresis.run({ input0 }, params, context)).output0.voxels).toEqual(
    Uint8Array.of(0, 0, 1, 1, 0, 0, 0, 0),
  );
  await Hysteresis.run({ input0 }, { ...params, high: 200 }, context);
  expect(context.warnings).toEqual(['No voxel is above the high threshold of 200, so the mask is empty']);
  const swapped = await Hysteresis.run({ input0 }, { ...params, low: 100, high: 59 }, context);
  expect(swapped.output0.voxels).toEqual(Uint8Array.of(1, 0, 1, 0, 0, 1, 1, 1));
});

describe('OtsuThreshold with more classes', () => {
  type P = Parameters<typeof OtsuThreshold.run>[1];
  const run = (voxels: Voxels, params: Partial<P>) =>
    Promise.resolve().then(() =>
      OtsuThreshold.run({ input0: row(voxels) }, withDefaults<P>(OtsuThreshold.params, params), recordingContext()),
    );

  test('labels from 0 on, by thresholds between the clusters', async () => {
    const voxels = Int16Array.of(1, 2, 50, 51, 52, 100, 101, -7);
    const { output0, thresholds, value, upper } = await run(voxels, { classes: 3, bins: 'PerInteger' });
    // A threshold belongs to the class above it, as in numpy.digitize: here 2 and 52 are the last of their clusters.
    expect(thresholds).toEqual([2, 52]);
    expect([...output0.voxels]).toEqual([0, 1, 1, 1, 2, 2, 2, 0]);
    expect([value, upper]).toEqual([2, 104]);
  });

  test('says when there are too few values, or too many bins', async () => {
    await expect(run(Uint8Array.of(1, 1, 2), { classes: 3 })).rejects.toThrow(
      '2 different values, too few for 3 classes',
    );
    const wide = run(
      Int16Array.from({ length: 9 }, (_, n) => 1 + 900 * n),
      { classes: 4, bins: 'PerInteger' },
    );
    await expect(wide).rejects.toThrow('4 classes of 7201 bins would take too long: set Bins to 256 over the range');
  });

  test('counts the lowest bin alone for nothing, as scikit-image does', async () => {
    // What threshold_multiotsu of scikit-image 0.19 says of so many ones, twos, threes ...
    const voxels = Uint8Array.from([16, 0, 16, 4, 9, 9, 1].flatMap((count, n) => new Array<number>(count).fill(n + 1)));
    expect((await run(voxels, { classes: 3, bins: 'PerInteger' })).thresholds).toEqual([2, 4]);
    expect((await run(voxels, { classes: 5, bins: 'PerInteger' })).thresholds).toEqual([2, 3, 4, 5]);
  });

  test('finds the largest variance between classes of all combinations', () => {
    const counts = Float64Array.of(4, 0, 1, 9, 2, 0, 7, 3, 8, 1);
    const centres = Float64Array.from(counts, (_, n) => n);
    const variance = (thresholds: readonly number[]) => {
      const ends = [-1, ...thresholds, counts.length - 1];
      return ends.slice(1).reduce((sum, end, n) => {
        let [weight, moment] = [0, 0];
        for (let bin = ends[n] + 1; bin <= end; bin++) {
          weight += counts[bin];
          // scikit-image counts the first bin as 1.
          moment += counts[bin] * Math.max(bin, 1 - bin);
        }
        return weight > 0 ? sum + (moment * moment) / weight : sum;
      }, 0);
    };
    let best = 0;
    for (let a = 0; a < 8; a++) for (let b = a + 1; b < 9; b++) best = Math.max(best, variance([a, b]));
    expect(variance(multiOtsu({ counts, centres }, 3))).toBeCloseTo(best, 4);
  });
});

describe('LocalThreshold', () => {
  type P = Parameters<typeof LocalThreshold.run>[1];
  const run = async (input0: Volume, params: Partial<P>, context = recordingContext()) =>
    (await LocalThreshold.run({ input0, seeds: undefined }, withDefaults<P>(LocalThreshold.params, params), context))
      .output0.voxels;

  test('compares with the mean of the surroundings, reflected at the borders', async () => {
    // Means over 3 × 1 × 1 are made by a block of 3, since the other axes reflect the one voxel they have: 4, 5, 6, 8, 10.
    const line = row(Uint8Array.of(3, 6, 6, 6, 12));
    expect(await run(line, { method: 'Mean', blockSize: 3 })).toEqual(Uint8Array.of(0, 1, 0, 0, 1));
    expect(await run(line, { method: 'Mean', blockSize: 3, offset: 2.5 })).toEqual(Uint8Array.of(1, 1, 1, 1, 1));
    await expect(run(line, { blockSize: 4 })).rejects.toThrow('must be odd');
  });

  test('a running mean equals the mean of every box', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 })),
        fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(1, 3, 5, 9))) as fc.Arbitrary<[number, number, number]>,
        fc.nat(),
        (size, lengths, seed) => {
          const random = randomNumbers(seed);
          const source = Int16Array.from(
            { length: size[0] * size[1] * size[2] },
            () => Math.floor(random() * 200) - 50,
          );
          const found = new Float64Array(source.length);
          uniform(source, found, size, lengths);
          const expected = naiveMeans(source, size, lengths);
          for (let n = 0; n < found.length; n++) expect(found[n]).toBeCloseTo(expected[n], 9);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('in the band, lets through only what is as wide as the narrowest passage', async () => {
    const mask = drawn(`
      .........
      .###.###.
      .#######.
      .###.###.
      .........`);
    const input0 = row(mask.bytes, mask.size);
    const band = { method: 'Connected', lower: 1, upper: 1, additionalSeeds: [2, 2, 0, 0] } as const;
    expect(await run(input0, band)).toEqual(mask.bytes);
    expect(await run(input0, { ...band, minimumDiameter: 2 })).toEqual(
      drawn(`
        .........
        ..##.....
        .####....
        ..##.....
        .........`).bytes,
    );
    const context = recordingContext();
    expect(await run(input0, { ...band, minimumDiameter: 6 }, context)).toEqual(new Uint8Array(45));
    expect(context.warnings).toEqual(['Around the seeds the band is nowhere 6 mm wide, so nothing is reached']);
    await expect(run(input0, { ...band, additionalSeeds: [0, 0, 0, 0] })).rejects.toThrow(
      'the value at the first one is 0',
    );
    await expect(run(input0, { ...band, additionalSeeds: [] })).rejects.toThrow('There is no seed');
  });

  test('is local in its slices, with a Gaussian by its radius, and otherwise not', () => {
    const halo = (set: Partial<P>) => LocalThreshold.halo?.(withDefaults<P>(LocalThreshold.params, set), [1, 1, 1]);
    expect([halo({ blockSize: 13 }), halo({ blockSize: 13, dimension: 'AcrossK' })]).toEqual([8, 0]);
    expect([halo({ method: 'Mean' }), halo({ method: 'Connected' })]).toEqual([undefined, undefined]);
  });
});

function naiveMeans(source: Int16Array, [ni, nj, nk]: Vec3, [li, lj, lk]: Vec3): readonly number[] {
  const reflected = (n: number, length: number) => {
    const at = ((n % (2 * length)) + 2 * length) % (2 * length);
    return at < length ? at : 2 * length - 1 - at;
  };
  const half = (length: number) => (length - 1) / 2;
  return Array.from(source, (_, at) => {
    const [i, j, k] = [at % ni, Math.floor(at / ni) % nj, Math.floor(at / (ni * nj))];
    let sum = 0;
    for (let dk = -half(lk); dk <= half(lk); dk++) {
      for (let dj = -half(lj); dj <= half(lj); dj++) {
        for (let di = -half(li); di <= half(li); di++) {
          sum += source[reflected(i + di, ni) + ni * (reflected(j + dj, nj) + nj * reflected(k + dk, nk))];
        }
      }
    }
    return sum / (li * lj * lk);
  });
}
