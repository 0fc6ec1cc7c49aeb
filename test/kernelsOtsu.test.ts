import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { histogramInBins, histogramPerInteger } from '#src/image/histogram.ts';
import { countIntegers } from '#src/image/integerCounts.ts';
import { rangeOf, statisticsOf } from '#src/image/statistics.ts';
import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { plainCounter, type VoxelCounter } from '#src/image/voxelCounter.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { otsuThreshold } from '#src/kernels/otsu.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { naiveHistogram, naiveOtsu, naiveStatistics } from './naive/otsu.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];

describe('histograms', () => {
  test('count integers one by one, negative ones too', () => {
    const { first, counts } = countIntegers(Int16Array.of(-32768, -1, -1, 0, 5, 32767, 32767));
    expect([-32768, -1, 0, 5, 6, 32767].map((value) => counts[value - first])).toEqual([1, 2, 1, 1, 0, 2]);
    expect(countIntegers(Int8Array.of(-128, -128, 127)).counts[0]).toBe(2);
    expect(countIntegers(Uint8Array.of(255, 0, 0)).counts[255]).toBe(1);
    expect(countIntegers(Uint16Array.of(65535)).counts[65535]).toBe(1);
  });

  test('put a value at an edge into the bin above it, and the largest one into the last bin', () => {
    const { counts, centres } = histogramInBins(Float64Array.of(0, 1, 2, 3, 4), 'All', 4);
    expect([...counts]).toEqual([1, 1, 1, 2]);
    expect([...centres]).toEqual([0.5, 1.5, 2.5, 3.5]);
  });

  test('equal a search of the edges, on integers by counting and on floats by division', () => {
    const value = fc.integer({ min: -3000, max: 3000 });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 2, maxLength: 400 }),
        fc.constantFrom(1, 0.1, 1 / 3),
        (values, scale) => {
          fc.pre(new Set(values).size > 1);
          const scaled = values.map((n) => n * scale);
          const expected = naiveHistogram(scaled, 256);
          const found = histogramInBins(Float64Array.from(scaled), 'All', 256);
          expect([...found.counts]).toEqual(expected.counts);
          expect([...found.centres]).toEqual(expected.centres);
          if (scale === 1) expect(histogramInBins(Int16Array.from(values), 'All', 256)).toEqual(found);
        },
      ),
    );
  });

  test('of the positive sample leave out 0, negative values and NaN', () => {
    const voxels = Float32Array.of(-5, 0, Number.NaN, 1, 2, 2);
    expect([...histogramInBins(voxels, 'Positive', 2).counts]).toEqual([1, 2]);
    expect([...histogramInBins(Int16Array.of(-5, 0, 1, 2, 2), 'Positive', 2).counts]).toEqual([1, 2]);
  });

  test('have one bin an integer from the minimum to the maximum', () => {
    const expected = { min: -2, max: 1, nanCount: 0, counts: [1, 0, 2, 1], centres: [-2, -1, 0, 1] };
    for (const voxels of [Int8Array.of(-2, 0, 0, 1), Int32Array.of(-2, 0, 0, 1), Float32Array.of(-2, 0, 0, 1)]) {
      const { counts, centres, ...rest } = histogramPerInteger(voxels, 'All');
      expect({ ...rest, counts: [...counts], centres: [...centres] }).toEqual(expected);
    }
  });

  test('per integer refuse fractions and ranges that are too wide', () => {
    expect(() => histogramPerInteger(Float32Array.of(1, 1.5), 'All')).toThrow('one voxel holds 1.5');
    expect(() => histogramPerInteger(Int32Array.of(0, 2 ** 30), 'All')).toThrow('from 0 to 1073741824');
  });

  test('refuse a sample that reaches infinity', () => {
    expect(() => histogramInBins(Float32Array.of(1, Number.POSITIVE_INFINITY), 'All', 256)).toThrow('1 to Infinity');
  });
});

describe("Otsu's threshold", () => {
  test('of two peaks is the first of the cuts between them, at the centre of its bin', () => {
    const voxels = Uint8Array.of(10, 10, 10, 200, 200);
    expect(otsuThreshold(histogramPerInteger(voxels, 'All'))).toBe(10);
    expect(otsuThreshold(histogramInBins(voxels, 'All', 256))).toBe(10 + 190 / 512);
  });

  test('equals splitting the bins anew for every cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 300 }), (values) => {
        fc.pre(new Set(values).size > 1);
        const { counts, centres } = naiveHistogram(values, 256);
        expect(otsuThreshold(histogramInBins(Uint8Array.from(values), 'All', 256))).toBe(naiveOtsu(counts, centres));
      }),
    );
  });

  test('of a constant image is its value', () => {
    expect(otsuThreshold(histogramInBins(new Float32Array(9).fill(7.5), 'Positive', 256))).toBe(7.5);
    expect(otsuThreshold(histogramPerInteger(new Int16Array(9).fill(-3), 'All'))).toBe(-3);
  });

  test('of an empty sample is refused', () => {
    expect(() => otsuThreshold(histogramInBins(new Uint8Array(8), 'Positive', 256))).toThrow('at least one voxel');
  });
});

describe('statistics', () => {
  test('are those of the values in every type, across chunks', () => {
    const values = Array.from({ length: 20000 }, (_, n) => (n * 7919) % 101);
    for (const type of types) {
      const { min, max, mean, std, nanCount } = statisticsOf(voxelArrays[type].from(values), voxelCounter());
      expect([min, max, nanCount]).toEqual([0, 100, 0]);
      expect(mean).toBeCloseTo(naiveStatistics(values).mean, 10);
      expect(std).toBeCloseTo(naiveStatistics(values).std, 10);
    }
  });

  test('have the standard deviation of the voxels themselves', () => {
    for (const type of types) {
      expect(statisticsOf(voxelArrays[type].of(2, 4, 4, 4, 5, 5, 7, 9), voxelCounter()).std).toBe(2);
    }
  });

  test('lose nothing where the mean is large against the spread', () => {
    const voxels = Float64Array.from({ length: 30000 }, (_, n) => 1e9 + (n % 2));
    expect(statisticsOf(voxels, voxelCounter()).std).toBe(0.5);
    expect(statisticsOf(voxels).std).toBe(0.5);
  });

  test('ignore NaN, and have no values where all are NaN', () => {
    for (const counter of [voxelCounter(), plainCounter]) {
      const found = statisticsOf(Float32Array.of(Number.NaN, -2, 6), counter);
      expect(found).toEqual({ min: -2, max: 6, mean: 2, std: 4, nanCount: 1 });
      expect(statisticsOf(Float32Array.of(Number.NaN), counter).min).toBeNaN();
      expect(() => rangeOf(Float32Array.of(Number.NaN), counter)).toThrow('every voxel is NaN');
    }
  });
});

describe.each(types)('counting %s', (type) => {
  const isFloat = type === 'float32' || type === 'float64';
  const floats = fc.oneof(
    { weight: 40, arbitrary: fc.double({ min: -9, max: 9, noNaN: true }) },
    { weight: 20, arbitrary: fc.constantFrom(0, -0, 0.1, -1, 1, 255, 1e-310, Number.NaN) },
    { weight: 1, arbitrary: fc.constantFrom(1e300, -1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
  );
  const integers = fc.oneof(
    fc.constantFrom(0, 1, -1, 127, 128, 255, 32767, 65535, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1),
    fc.integer({ min: -9, max: 9 }),
  );
  const values = fc.array(isFloat ? floats : integers, { minLength: 1, maxLength: 50 });

  function filled(length: number, valueAt: (n: number) => number): Voxels {
    const voxels = new voxelArrays[type](length);
    for (let n = 0; n < length; n++) voxels[n] = valueAt(n);
    return voxels;
  }

  function expectTheSame(voxels: Voxels, bins: number) {
    const answers = (counter: VoxelCounter) =>
      [
        () => histogramInBins(voxels, 'Positive', bins, counter),
        () => histogramInBins(voxels, 'All', bins, counter),
        () => statisticsOf(voxels, counter),
        () => rangeOf(voxels, counter),
      ].map(answerOf);
    expect(answers(voxelCounter())).toEqual(answers(plainCounter));
  }

  test('gives the same to the last bit as WebAssembly as in TypeScript', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 300 }), (seeds, times, bins) => {
        expectTheSame(
          filled(times * seeds.length, (n) => seeds[n % seeds.length]),
          bins,
        );
      }),
      // The tables of two-byte types are long.
      { numRuns: type.endsWith('16') ? 20 : 60 },
    );
  });

  test('gives the same through more than one window, with stretches of one value in it', () => {
    const scale = isFloat ? 1 / 3 : 1;
    const voxels = filled(150_001, (n) => (n % 1000 < 300 ? 7 : 40 + ((n * 7919) % 215)) * scale);
    expectTheSame(voxels, 256);
    if (isFloat) return;
    expect(histogramPerInteger(voxels, 'All', voxelCounter())).toEqual(histogramPerInteger(voxels, 'All'));
  });
});

test('without SIMD the plain passes count', () => {
  expect(withoutSimd(voxelCounter)).toBe(plainCounter);
  expect(voxelCounter()).not.toBe(plainCounter);
});

/** What a question answers, or the error it throws. */
function answerOf(question: () => unknown): unknown {
  try {
    return question();
  } catch (error) {
    return String(error);
  }
}
