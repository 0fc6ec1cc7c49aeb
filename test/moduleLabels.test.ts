import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import GrowFromSeeds from '#modules/GrowFromSeeds/index.ts';
import Watershed from '#modules/Watershed/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Affine, Vec3, Volume } from '#src/image/volume.ts';
import type { Connectivity } from '#src/kernels/connectRuns.ts';
import { growLabels } from '#src/kernels/growLabels.ts';
import { dropTop, emptyHeap, pushHeap } from '#src/kernels/minHeap.ts';
import { neighbourSteps } from '#src/kernels/neighbourSteps.ts';
import { watershed } from '#src/kernels/watershed.ts';
import { packed, randomNumbers } from './naive/masks.ts';
import { recordingContext, row } from './runModule.ts';
import { withoutSimd } from './withoutSimd.ts';

const affine: Affine = [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1];

/** Small volumes with seeds of a few labels and a mask, of few different values or many. */
const anyProblem = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })),
    levels: fc.constantFrom(2, 5, 1e6),
    connectivity: fc.constantFrom<Connectivity>(6, 18, 26),
    seed: fc.nat(),
  })
  .map(({ size, levels, connectivity, seed }) => {
    const random = randomNumbers(seed);
    const count = size[0] * size[1] * size[2];
    const values = Float64Array.from({ length: count }, () => Math.floor(random() * levels));
    const seeds = Int32Array.from({ length: count }, () => (random() < 0.1 ? 1 + Math.floor(random() * 3) : 0));
    const inMask = Uint8Array.from({ length: count }, () => (random() < 0.8 ? 1 : 0));
    return { size, values, seeds, inMask, connectivity };
  });

function neighboursOf(
  voxel: number,
  [ni, nj, nk]: Vec3,
  connectivity: Connectivity,
): readonly (readonly [number, Vec3])[] {
  const steps = neighbourSteps(connectivity);
  const [i, j, k] = [voxel % ni, Math.floor(voxel / ni) % nj, Math.floor(voxel / (ni * nj))];
  const found: [number, Vec3][] = [];
  for (let n = 0; n < steps.length; n += 3) {
    const step: Vec3 = [steps[n], steps[n + 1], steps[n + 2]];
    const [ti, tj, tk] = [i + step[0], j + step[1], k + step[2]];
    if (ti >= 0 && ti < ni && tj >= 0 && tj < nj && tk >= 0 && tk < nk) found.push([ti + ni * (tj + nj * tk), step]);
  }
  return found;
}

describe('GrowFromSeeds', () => {
  test('equals trying every step until no path gets cheaper', () => {
    fc.assert(
      fc.property(anyProblem, fc.constantFrom(0, 0.5), ({ size, values, seeds, inMask, connectivity }, perMm) => {
        const labels = Int32Array.from(seeds, (label, n) => (inMask[n] === 1 ? label : 0));
        const costs = Float64Array.from(labels, (label) => (label === 0 ? Number.POSITIVE_INFINITY : 0));
        for (let hasChanged = true; hasChanged; ) {
          hasChanged = false;
          for (let voxel = 0; voxel < labels.length; voxel++) {
            if (labels[voxel] === 0) continue;
            for (const [to, [i, j, k]] of neighboursOf(voxel, size, connectivity)) {
              if (inMask[to] === 0 || seeds[to] !== 0) continue;
              const step = Math.abs(values[to] - values[voxel]) + perMm * Math.hypot(i, 2 * j, 4 * k);
              const next = costs[voxel] + step;
              if (next > costs[to] || (next === costs[to] && labels[voxel] >= labels[to])) continue;
              [costs[to], labels[to], hasChanged] = [next, labels[voxel], true];
            }
          }
        }
        const found = seeds.slice();
        growLabels(values, found, size, affine, connectivity, perMm, packed({ size, bytes: inMask }));
        expect([...found]).toEqual([...labels]);
      }),
      { numRuns: 100 },
    );
  });

  type P = Parameters<typeof GrowFromSeeds.run>[1];
  const run = (input0: Volume, set: Partial<P>, more: Partial<Parameters<typeof GrowFromSeeds.run>[0]> = {}) =>
    Promise.resolve().then(() => {
      const inputs = { input1: undefined, input2: undefined, seeds: undefined, ...more, input0 };
      return GrowFromSeeds.run(
        inputs,
        { ...(defaultParams(GrowFromSeeds.params) as unknown as P), ...set },
        recordingContext(),
      );
    });

  test('labels stop at edges, and meet halfway where values are even', async () => {
    const line = row(Uint8Array.of(10, 10, 10, 10, 90, 90));
    const ends = { additionalSeeds: [0, 0, 0, 0, 5, 0, 0, 1] };
    expect([...(await run(line, ends)).output0.voxels]).toEqual([1, 1, 1, 1, 2, 2]);
    const even = row(new Uint8Array(6));
    expect([...(await run(even, ends)).output0.voxels]).toEqual([1, 1, 1, 2, 2, 2]);
    // As far from both, and without locality all is: the lower label.
    const odd = await run(row(new Uint8Array(5)), { additionalSeeds: [0, 0, 0, 1, 4, 0, 0, 0] });
    expect([...odd.output0.voxels]).toEqual([2, 2, 1, 1, 1]);
    expect([...(await run(even, { ...ends, seedLocality: 0 })).output0.voxels]).toEqual([1, 1, 1, 1, 1, 2]);
  });

  test('markers come as a label image or as points, stay in a mask, and avoid NaN', async () => {
    const line = row(Float32Array.of(1, 1, Number.NaN, 1, 1, 1));
    const input1 = row(Int16Array.of(7, 0, 0, 0, 0, 0));
    const seeds = [3, 0, 0, 2];
    const input2 = row(Uint8Array.of(1, 1, 1, 1, 1, 0));
    expect([...(await run(line, {}, { input1, seeds, input2 })).output0.voxels]).toEqual([7, 7, 0, 3, 3, 0]);
  });

  test('says what is wrong with markers', async () => {
    const line = row(new Uint8Array(3));
    await expect(run(line, {})).rejects.toThrow('There is no marker in the image: connect a label image to Markers');
    await expect(run(line, {}, { input1: row(Float32Array.of(0, 1.5, 0)) })).rejects.toThrow('one voxel holds 1.5');
    await expect(run(line, {}, { input1: row(new Uint8Array(4)) })).rejects.toThrow(
      'Image (3×1×1) and Markers (4×1×1) lie on different grids',
    );
    await expect(run(line, { additionalSeeds: [0, 0, 0, -2] })).rejects.toThrow('has the type -2');
  });
});

describe('Watershed', () => {
  test('where all values differ, equals flooding the lowest voxel beside a label again and again', () => {
    fc.assert(
      fc.property(anyProblem, fc.nat(), ({ size, seeds, inMask, connectivity }, seed) => {
        const random = randomNumbers(seed);
        const values = Float64Array.from(seeds, () => random());
        const expected = Int32Array.from(seeds, (label, n) => (inMask[n] === 1 ? label : 0));
        // What a label beside it claims, in the order of being flooded.
        const queue = [...expected.keys()].filter((voxel) => expected[voxel] !== 0);
        while (queue.length > 0) {
          queue.sort((a, b) => values[b] - values[a]);
          const voxel = queue.pop() ?? 0;
          for (const [to] of neighboursOf(voxel, size, connectivity)) {
            if (expected[to] !== 0 || inMask[to] === 0) continue;
            expected[to] = expected[voxel];
            queue.push(to);
          }
        }
        const found = seeds.slice();
        watershed(values, found, size, connectivity, packed({ size, bytes: inMask }));
        expect([...found]).toEqual([...expected]);
      }),
      { numRuns: 60 },
    );
  });

  test('the kernel in WebAssembly equals the plain one for all types, in a mask, with lines and compact basins', () => {
    const anyBasins = fc.record({ isLined: fc.boolean(), compactness: fc.constantFrom(0, 0, 0.5) });
    const arrays = [Uint8Array, Int8Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array];
    fc.assert(
      fc.property(anyProblem, anyBasins, fc.constantFrom(...arrays), (problem, basins, array) => {
        const { size, seeds, inMask, connectivity } = problem;
        const values = new array(problem.values.map((value) => value - 2));
        const flood = () => {
          const found = seeds.slice();
          watershed(values, found, size, connectivity, packed({ size, bytes: inMask }), undefined, basins);
          return found;
        };
        expect(flood()).toEqual(withoutSimd(flood));
      }),
      { numRuns: 100 },
    );
  });

  test('a line of 0 parts basins where it is asked for, and compactness draws the border towards the middle', async () => {
    const inputs = {
      ...{ input0: row(Uint8Array.of(0, 1, 1, 1, 5, 1, 0)), input1: undefined, input2: undefined },
      seeds: [0, 0, 0, 0, 6, 0, 0, 1],
    };
    type P = Parameters<typeof Watershed.run>[1];
    const params = defaultParams(Watershed.params) as unknown as P;
    const lined = await Watershed.run(inputs, { ...params, watershedLine: true }, recordingContext());
    expect([...lined.output0.voxels]).toEqual([1, 1, 1, 1, 0, 2, 2]);
    const compact = await Watershed.run(inputs, { ...params, compactness: 100 }, recordingContext());
    expect([...compact.output0.voxels]).toEqual([1, 1, 1, 1, 2, 2, 2]);
  });

  test('basins meet on the ridge', async () => {
    const inputs = {
      ...{ input0: row(Uint8Array.of(3, 1, 2, 8, 5, 4, 0)), input1: undefined, input2: undefined },
      seeds: [1, 0, 0, 0, 6, 0, 0, 1],
    };
    type P = Parameters<typeof Watershed.run>[1];
    const context = recordingContext();
    const params = defaultParams(Watershed.params) as unknown as P;
    expect([...(await Watershed.run(inputs, params, context)).output0.voxels]).toEqual([1, 1, 1, 1, 2, 2, 2]);
    const one = await Watershed.run({ ...inputs, seeds: [1, 0, 0, 4, 60, 0, 0, 1] }, params, context);
    expect([...one.output0.voxels]).toEqual([5, 5, 5, 5, 5, 5, 5]);
    expect(context.warnings).toEqual([
      '1 seeds lie outside of the image and do not count',
      'There is only one label, so it takes all that it can reach',
    ]);
  });
});

test('a heap gives its items by key and then by tie, however many', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 300 }), (pairs) => {
      const heap = emptyHeap();
      for (let n = 0; n < 20; n++) for (const [key, tie] of pairs) pushHeap(heap, key, tie, 10 * key + tie);
      const taken: number[] = [];
      while (heap.count > 0) {
        taken.push(heap.items[0]);
        dropTop(heap);
      }
      const all = Array.from({ length: 20 }, () => pairs).flat();
      expect(taken).toEqual(all.toSorted(([a, s], [b, t]) => a - b || s - t).map(([key, tie]) => 10 * key + tie));
    }),
    { numRuns: 20 },
  );
});
