import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNifti } from '#src/formats/readNifti.ts';
import type { Vec3, Volume, VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { convolve } from '#src/kernels/convolve.ts';
import type { Border } from '#src/kernels/convolveBorders.ts';
import { gaussian } from '#src/kernels/gaussian.ts';
import { gaussianRadius, gaussianWeights, pairwiseSum } from '#src/kernels/gaussianWeights.ts';
import { naiveConvolution } from './naive/gaussian.ts';
import { randomNumbers } from './naive/masks.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];
const borders = ['Reflect', 'Mirror', 'Nearest', 'Constant'] as const satisfies readonly Border[];
const sizes: fc.Arbitrary<Vec3> = fc.tuple(
  fc.integer({ min: 1, max: 70 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 12 }),
);
const sigmas = fc.constantFrom(0, 0.1, 0.3, 0.7, 1, 2, 3.3);
const sigmaTriples: fc.Arbitrary<Vec3> = fc.tuple(sigmas, sigmas, sigmas);

/** Voxels of a type over its whole range (floats: -1000 to 1000), a few of them at its ends. */
function anyVoxels(type: VoxelType, count: number, seed: number) {
  const random = randomNumbers(seed);
  const voxels = new voxelArrays[type](count);
  const isFloat = type.startsWith('float');
  for (let n = 0; n < count; n++) voxels[n] = isFloat ? 2000 * random() - 1000 : Math.floor(2 ** 32 * random());
  if (!isFloat && seed % 3 === 0) voxels.fill(type.startsWith('u') ? -1 : 2 ** (8 * voxels.BYTES_PER_ELEMENT - 1) - 1);
  return voxels;
}

/** 4 x 3 x 2 voxels of whole numbers from -20 to 80. */
const small: Vec3 = [4, 3, 2];
const smallValues = Array.from({ length: 24 }, (_, n) => ((n * 37 + 11) % 101) - 20);

describe('the weights of a Gaussian', () => {
  test('are those of scipy', () => {
    expect([...gaussianWeights(1)]).toEqual([
      0.00013383062461474175, 0.0044318616200312655, 0.05399112742070441, 0.24197144565660073, 0.39894346935609776,
      0.24197144565660073, 0.05399112742070441, 0.0044318616200312655, 0.00013383062461474175,
    ]);
  });

  test('reach four standard deviations, rounded', () => {
    expect([0, 0.12, 0.125, 1, 1.1, 1.2, 2.5].map(gaussianRadius)).toEqual([0, 0, 1, 4, 4, 5, 10]);
    expect([...gaussianWeights(1e-200)]).toEqual([1]);
  });

  test('are summed as numpy sums: eight at a time, and halves above 128', () => {
    const values = Float64Array.from({ length: 300 }, (_, n) => 1 / (n + 1));
    expect([7, 8, 100, 128, 129, 300].map((count) => pairwiseSum(values, 0, count))).toEqual([
      2.5928571428571425, 2.7178571428571425, 5.187377517639621, 5.433147092589173, 5.440899030573669,
      6.282663880299504,
    ]);
  });

  test('are refused for a negative standard deviation', () => {
    expect(() => gaussianWeights(-1)).toThrow('must be 0 or more, not -1');
    expect(() => gaussianRadius(Number.NaN)).toThrow('must be 0 or more, not NaN');
  });
});

describe('the Gaussian', () => {
  test('gives the float32 of scipy', () => {
    const target = new Float32Array(24);
    gaussian(Float32Array.from(smallValues), target, small, [1, 0.6, 0.4]);
    expect([...target]).toEqual([
      14.42265796661377, 28.68149185180664, 33.68398666381836, 24.461397171020508, 33.148101806640625,
      38.24941635131836, 35.35543441772461, 30.967700958251953, 8.635221481323242, 22.89405632019043, 27.89655113220215,
      18.673959732055664, 41.98680114746094, 39.534027099609375, 30.898889541625977, 27.457664489746094,
      49.56355667114258, 38.99706268310547, 26.365158081054688, 15.399223327636719, 36.199363708496094,
      33.74658966064453, 25.1114559173584, 21.670228958129883,
    ]);
  });

  test('keeps integers and cuts them off after each axis, as scipy does', () => {
    const target = new Int16Array(24);
    gaussian(Int16Array.from(smallValues), target, small, [1, 0.6, 0.4]);
    expect([...target]).toEqual([
      13, 27, 32, 23, 32, 37, 34, 30, 8, 21, 26, 18, 40, 38, 30, 25, 49, 37, 25, 13, 35, 32, 24, 20,
    ]);
  });

  test.each(types)('of %s is what the sums by hand give, in TypeScript and in WebAssembly', (type) => {
    fc.assert(
      fc.property(sizes, sigmaTriples, fc.nat(), (size, sigma, seed) => {
        const voxels = anyVoxels(type, size[0] * size[1] * size[2], seed);
        const round = new voxelArrays[type](1);
        const kernels = sigma.map(gaussianWeights);
        const expected = naiveConvolution(voxels, size, kernels, (value) => {
          round[0] = value;
          return round[0];
        });
        const [plain, fast] = [new voxelArrays[type](voxels.length), new voxelArrays[type](voxels.length)];
        withoutSimd(() => gaussian(voxels, plain, size, sigma));
        gaussian(voxels, fast, size, sigma);
        expect(plain.findIndex((value, n) => value !== expected[n])).toBe(-1);
        expect(fast.findIndex((value, n) => value !== expected[n])).toBe(-1);
      }),
      { numRuns: 25 },
    );
  });

  test('in float32 sums stays within 1e-5 of the largest value, the same bits in TypeScript and in WebAssembly', () => {
    fc.assert(
      fc.property(sizes, sigmaTriples, fc.constantFrom(...types), fc.nat(), (size, sigma, type, seed) => {
        const voxels = anyVoxels(type, size[0] * size[1] * size[2], seed);
        const exact = new Float64Array(voxels.length);
        const [plain, fast] = [new Float32Array(voxels.length), new Float32Array(voxels.length)];
        gaussian(voxels, exact, size, sigma);
        withoutSimd(() => gaussian(voxels, plain, size, sigma, 'Fast'));
        gaussian(voxels, fast, size, sigma, 'Fast');
        expect(fast.findIndex((value, n) => value !== plain[n])).toBe(-1);
        const largest = Float64Array.from(voxels).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const error = exact.reduce((most, value, n) => Math.max(most, Math.abs(fast[n] - value)), 0);
        expect(error).toBeLessThanOrEqual(1e-5 * largest);
      }),
      { numRuns: 60 },
    );
  });

  test('spreads NaN and infinity as far as it reaches', () => {
    const size: Vec3 = [40, 9, 9];
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const precision of ['Exact', 'Fast'] as const) {
        const voxels = new Float32Array(40 * 81);
        voxels[20 + 40 * (4 + 9 * 4)] = odd;
        const [plain, fast] = [new Float32Array(voxels.length), new Float32Array(voxels.length)];
        withoutSimd(() => gaussian(voxels, plain, size, [1, 1, 1], precision));
        gaussian(voxels, fast, size, [1, 1, 1], precision);
        expect(fast).toEqual(plain);
        expect(plain.reduce((count, value) => count + (Object.is(value, odd) ? 1 : 0), 0)).toBe(9 ** 3);
      }
    }
  });

  test('works through many windows of memory, in wide slices and long columns, in place, and tells progress', () => {
    for (const size of [
      [700, 90, 3],
      [5, 3, 900],
      [3, 2000, 2],
      [9000, 3, 2],
    ] as const) {
      const voxels = anyVoxels('float32', size[0] * size[1] * size[2], 1);
      const plain = voxels.slice();
      const seen: number[] = [];
      withoutSimd(() => gaussian(plain, plain, size, [2, 2, 2]));
      gaussian(voxels, voxels, size, [2, 2, 2], 'Exact', (fraction) => seen.push(fraction));
      expect(voxels.findIndex((value, n) => value !== plain[n])).toBe(-1);
      expect(seen.at(-1)).toBe(1);
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    }
  });

  test('goes through a slice too large for the scratch memory in bands', () => {
    const size: Vec3 = [600, 900, 1];
    const voxels = anyVoxels('int16', 540_000, 1);
    for (const sigma of [1, 40]) {
      const [plain, fast] = [new Float32Array(540_000), new Float32Array(540_000)];
      withoutSimd(() => gaussian(voxels, plain, size, [0, sigma, 0]));
      gaussian(voxels, fast, size, [0, sigma, 0]);
      expect(fast.findIndex((value, n) => value !== plain[n])).toBe(-1);
    }
  });

  const head = 'volumes/t1-head-small.nii.gz';
  const golden = 'golden/t1-head-small/gaussian-sigma-2.nii.gz';
  const isThere = referenceData(head) && referenceData(golden);
  if (!isThere) console.info('Skipped the comparison of the Gaussian with scipy: the reference data is not there');

  test.runIf(isThere)('of a head equals scipy to the last bit', async () => {
    const read = (path: string): Promise<Volume> => readNifti(fileSource(referenceData(path) ?? ''), readContext());
    const [image, expected] = [await read(head), await read(golden)];
    const target = new Float32Array(image.voxels.length);
    for (const run of [withoutSimd, (body: () => void) => body()]) {
      run(() => gaussian(Float32Array.from(image.voxels), target, image.size, [2, 2, 2]));
      expect(target.findIndex((value, n) => value !== expected.voxels[n])).toBe(-1);
    }
  });
});

describe('convolution', () => {
  const row = Float64Array.of(1, 2, 4, 8);
  const cases: readonly (readonly [Border, readonly number[], readonly number[]])[] = [
    [
      'Reflect',
      [0.5, -1, 2, 1 / 3, 0.1],
      [2.533333333333333, 4.433333333333334, 4.766666666666666, 11.533333333333331],
    ],
    [
      'Mirror',
      [0.5, -1, 2, 1 / 3, 0.1],
      [3.0666666666666664, 4.533333333333333, 2.7666666666666657, 14.533333333333331],
    ],
    [
      'Nearest',
      [0.5, -1, 2, 1 / 3, 0.1],
      [2.4333333333333336, 4.433333333333334, 4.766666666666666, 13.533333333333331],
    ],
    [
      'Constant',
      [0.5, -1, 2, 1 / 3, 0.1],
      [5.033333333333333, 5.033333333333333, 4.266666666666666, 14.033333333333331],
    ],
    ['Mirror', [-1 / 3, 0, 1 / 3], [0, -1, -2, 0]],
    ['Constant', [-1 / 3, 0, 1 / 3], [1.6666666666666665, -1, -2, -1]],
    ['Reflect', [0.1, 0.2, 0.3, 0.4, 0.5, 0.4, 0.3, 0.2, 0.1], [7.5, 8.5, 10.1, 11.400000000000002]],
    ['Mirror', [0.1, 0.2, 0.3, 0.4, 0.5, 0.4, 0.3, 0.2, 0.1], [8.5, 8.6, 8.8, 9.200000000000001]],
  ];

  test.each(cases)('beyond borders of %s with the weights %j is that of scipy', (border, weights, expected) => {
    const kernel = Float64Array.from(weights);
    const at = { border, constant: 7 };
    for (const size of [
      [4, 1, 1],
      [1, 4, 1],
      [1, 1, 4],
    ] as const) {
      const kernels = size.map((length) => (length === 4 ? kernel : undefined));
      const target = new Float64Array(4);
      convolve(row, target, size, [kernels[0], kernels[1], kernels[2]], at);
      expect([...target]).toEqual(expected);
    }
  });

  test('is the same in WebAssembly as in TypeScript, for all types, borders and symmetries', () => {
    const anyKernel = fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(1, -1, 0), fc.nat())
      .map(([radius, symmetry, seed]) => {
        const random = randomNumbers(seed);
        const kernel = Float64Array.from({ length: 2 * radius + 1 }, () => random() - 0.5);
        return kernel.map((value, n) => value + symmetry * kernel[2 * radius - n]);
      });
    const anyBorders = fc.record({ border: fc.constantFrom(...borders), constant: fc.constantFrom(0, -2.5, 100) });
    const anyTypes = fc.tuple(fc.constantFrom(...types), fc.constantFrom(...types));
    fc.assert(
      fc.property(
        sizes,
        fc.tuple(anyKernel, anyKernel, anyKernel),
        anyBorders,
        anyTypes,
        fc.nat(),
        (size, kernels, at, [from, to], seed) => {
          const voxels = anyVoxels(from, size[0] * size[1] * size[2], seed);
          const [plain, fast] = [new voxelArrays[to](voxels.length), new voxelArrays[to](voxels.length)];
          withoutSimd(() => convolve(voxels, plain, size, kernels, at));
          convolve(voxels, fast, size, kernels, at);
          expect(fast.findIndex((value, n) => value !== plain[n])).toBe(-1);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('without any weights copies the voxels', () => {
    const target = new Float32Array(4);
    convolve(row, target, [4, 1, 1], [undefined, undefined, undefined], { border: 'Reflect', constant: 0 });
    expect([...target]).toEqual([1, 2, 4, 8]);
  });

  test('with an even number of weights, or in float32 with other targets or weights, is refused', () => {
    const reflect = { border: 'Reflect', constant: 0 } as const;
    const run = (kernel: Float64Array, target: Float32Array | Float64Array) =>
      convolve(row, target, [4, 1, 1], [kernel, undefined, undefined], reflect, 'Fast');
    expect(() => run(Float64Array.of(1, 1), new Float32Array(4))).toThrow('an odd number of weights');
    expect(() => run(Float64Array.of(1, 2, 1), new Float64Array(4))).toThrow('need a target of float32');
    expect(() => run(Float64Array.of(1, 2, 3), new Float32Array(4))).toThrow('need symmetric weights');
  });
});
