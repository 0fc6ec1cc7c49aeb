import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNifti } from '#src/formats/readNifti.ts';
import type { Vec3, Volume } from '#src/image/volume.ts';
import { distances, squaredDistances } from '#src/kernels/distance.ts';
import { dilateByDistance, erodeByDistance } from '#src/kernels/distanceMorphology.ts';
import { dilate, erode } from '#src/kernels/morphology.ts';
import { packBand } from '#src/kernels/pack.ts';
import { ball } from '#src/kernels/structuringElement.ts';
import { naiveSquaredDistances } from './naive/distance.ts';
import { anyMask, type ByteMask, bytesOf, drawn, hasCleanPadding, packed, randomNumbers } from './naive/masks.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';
import { withoutSimd } from './withoutSimd.ts';

const unit: Vec3 = [1, 1, 1];
const thirds: Vec3 = [Math.fround(0.1), Math.fround(0.3), Math.fround(0.2)];
const spacings = fc.constantFrom<Vec3[]>(
  ...[unit, unit, unit, thirds],
  ...([
    [0.7, 1.5, 3],
    [2, 2, 2],
    [1 / 3, 1 / 3, 2 / 3],
    [0.703125, 0.703125, 1.2],
    [0.9, 0.9, 5],
  ] satisfies Vec3[]),
);

/** Masks with few background voxels, so that distances grow, up to 70 voxels in each direction. */
const deepMasks: fc.Arbitrary<ByteMask> = fc
  .record({
    size: fc.constantFrom<Vec3[]>([70, 9, 8], [9, 70, 7], [8, 9, 70], [33, 31, 30], [1, 70, 3], [64, 1, 1], [3, 2, 65]),
    background: fc.integer({ min: 0, max: 6 }),
    seed: fc.nat(),
  })
  .map(({ size, background, seed }) => {
    const bytes = new Uint8Array(size[0] * size[1] * size[2]).fill(1);
    const random = randomNumbers(seed);
    for (let n = 0; n < background; n++) bytes[Math.floor(random() * bytes.length)] = 0;
    return { size, bytes };
  });

function run(kernel: typeof distances, mask: ByteMask, spacing: Vec3): Float64Array {
  const target = new Float64Array(mask.bytes.length);
  kernel(packed(mask), target, spacing);
  return target;
}

/** Where two arrays differ first, or -1; expect(...).toEqual takes its time with thousands of numbers. */
function firstDifference(found: Float64Array, expected: Float64Array): number {
  return found.findIndex((value, n) => value !== expected[n]);
}

/** 6 x 3 x 3 voxels of foreground but for a corner and another voxel far from it. */
const block: ByteMask = { size: [6, 3, 3], bytes: Uint8Array.from({ length: 54 }, (_, n) => (n % 35 === 0 ? 0 : 1)) };

describe('the distance to the background', () => {
  test('along a row counts voxels', () => {
    expect([...run(distances, drawn('.####.##'), unit)]).toEqual([0, 1, 2, 2, 1, 0, 1, 2]);
    expect([...run(distances, drawn('.####.##'), [0.5, 9, 9])]).toEqual([0, 0.5, 1, 1, 0.5, 0, 0.5, 1]);
  });

  test('in voxels is that of scipy', () => {
    expect([...run(squaredDistances, block, unit)]).toEqual([
      0, 1, 4, 9, 6, 5, 1, 2, 5, 6, 3, 2, 4, 5, 8, 5, 2, 1, 1, 2, 5, 8, 5, 4, 2, 3, 6, 5, 2, 1, 5, 6, 9, 4, 1, 0, 4, 5,
      8, 9, 6, 5, 5, 6, 9, 6, 3, 2, 8, 9, 10, 5, 2, 1,
    ]);
  });

  test('with different spacings is that of scipy', () => {
    expect([...run(distances, block, [0.7, 1.5, 3])]).toEqual([
      0, 0.7, 1.4, 2.0999999999999996, 2.8, 3.5, 1.5, 1.6552945357246849, 2.0518284528683193, 2.580697580112788,
      3.176476034853718, 3.3541019662496847, 3, 3.0805843601498726, 3.3105890714493698, 3.3105890714493698,
      3.0805843601498726, 3, 3, 3.0805843601498726, 3.3105890714493698, 3.3105890714493698, 3.0805843601498726, 3,
      3.3541019662496847, 3.176476034853718, 2.580697580112788, 2.0518284528683193, 1.6552945357246849, 1.5, 3.5, 2.8,
      2.0999999999999996, 1.4, 0.7, 0, 5.5, 5.083306010855534, 4.733920151417849, 4.467661580737736, 4.3,
      4.242640687119285, 4.847679857416329, 4.369210454990696, 3.9572717874818757, 3.6345563690772495,
      3.4263683398023628, 3.3541019662496847, 4.6097722286464435, 4.1036569057366385, 3.6619666847201104,
      3.3105890714493698, 3.0805843601498726, 3,
    ]);
  });

  test('is what measuring to every background voxel gives', () => {
    fc.assert(
      fc.property(fc.oneof(anyMask(8), deepMasks), spacings, (mask, spacing) => {
        const expected = naiveSquaredDistances(mask, spacing);
        const found = run(squaredDistances, mask, spacing);
        const tolerance = spacing === unit ? 0 : 1e-12;
        for (let n = 0; n < expected.length; n++) {
          // The difference of two infinities would be no number.
          if (found[n] !== expected[n]) expect(Math.abs(found[n] - expected[n])).toBeLessThan(tolerance);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is the same in WebAssembly as in TypeScript, to the last bit', () => {
    fc.assert(
      fc.property(fc.oneof(anyMask(12), deepMasks), spacings, (mask, spacing) => {
        const plain = withoutSimd(() => run(distances, mask, spacing));
        expect(firstDifference(run(distances, mask, spacing), plain)).toBe(-1);
        const squares = withoutSimd(() => run(squaredDistances, mask, spacing));
        expect(firstDifference(run(squaredDistances, mask, spacing), squares)).toBe(-1);
      }),
      { numRuns: 150 },
    );
  });

  test('reaches across hundreds of voxels, in each direction', () => {
    for (const size of [
      [600, 3, 2],
      [3, 600, 2],
      [2, 3, 600],
    ] as const) {
      const bytes = new Uint8Array(size[0] * size[1] * size[2]).fill(1);
      bytes[0] = 0;
      const expected = naiveSquaredDistances({ size, bytes }, unit);
      expect(run(squaredDistances, { size, bytes }, unit)).toEqual(expected);
      expect(withoutSimd(() => run(squaredDistances, { size, bytes }, unit))).toEqual(expected);
      const scaled = expected.map((square) => square * 0.9375 ** 2);
      expect(run(squaredDistances, { size, bytes }, [0.9375, 0.9375, 0.9375])).toEqual(scaled);
      const diagonal = Math.hypot(size[0] - 1, size[1] - 1, size[2] - 1);
      expect(run(distances, { size, bytes }, unit).at(-1)).toBeCloseTo(diagonal, 10);
    }
  });

  test.each([
    [256, 2, 1],
    [257, 2, 1],
    [1, 256, 2],
    [2, 257, 1],
    [3, 1, 256],
    [1, 3, 257],
    [190, 1, 180],
    [70, 240, 60],
  ])('holds squares on both sides of 16 bits: %i x %i x %i', (ni, nj, nk) => {
    const bytes = new Uint8Array(ni * nj * nk).fill(1);
    bytes[0] = 0;
    const found = run(squaredDistances, { size: [ni, nj, nk], bytes }, unit);
    const expected = Float64Array.from(bytes, (_, n) => (n % ni) ** 2 + (Math.floor(n / ni) % nj) ** 2);
    for (let n = 0; n < expected.length; n++) expected[n] += Math.floor(n / (ni * nj)) ** 2;
    expect(firstDifference(found, expected)).toBe(-1);
  });

  test('is infinite where there is no background, and 0 where there is nothing else', () => {
    const full: ByteMask = { size: [40, 3, 2], bytes: new Uint8Array(240).fill(1) };
    const empty: ByteMask = { size: [40, 3, 2], bytes: new Uint8Array(240) };
    for (const spacing of [unit, thirds]) {
      expect(run(distances, full, spacing)).toEqual(new Float64Array(240).fill(Number.POSITIVE_INFINITY));
      expect(run(distances, empty, spacing)).toEqual(new Float64Array(240));
    }
  });

  test('overwrites what the target held, leaves the mask alone, and tells progress', () => {
    const mask = packed(block);
    const before = mask.words.slice();
    const target = new Float64Array(54).fill(Number.NaN);
    const seen: number[] = [];
    distances(mask, target, unit, (fraction) => seen.push(fraction));
    expect(target).toEqual(run(distances, block, unit));
    expect(mask.words).toEqual(before);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  const head = 'volumes/t1-head-small.nii.gz';
  const golden = 'golden/t1-head-small/distance-to-background.nii.gz';
  const isThere = referenceData(head) && referenceData(golden);
  if (!isThere) console.info('Skipped the comparison of distances with scipy: the reference data is not there');

  test.runIf(isThere)('of a head equals scipy, as far as float32 holds it', async () => {
    const read = (path: string): Promise<Volume> => readNifti(fileSource(referenceData(path) ?? ''), readContext());
    const [image, expected] = [await read(head), await read(golden)];
    const mask = packBand(image.voxels, image.size, 60.00001, Number.POSITIVE_INFINITY);
    const target = new Float64Array(image.voxels.length);
    distances(mask, target, unit);
    expect(target.findIndex((value, n) => Math.fround(value) !== expected.voxels[n])).toBe(-1);
  });
});

describe('morphology by distances', () => {
  const radii = fc.oneof(
    fc.integer({ min: 0, max: 40 }),
    fc.integer({ min: 0, max: 200 }).map((n) => n / 10 + 0.0123),
  );

  test('is that of a ball, at the borders too', () => {
    fc.assert(
      fc.property(fc.oneof(anyMask(9), deepMasks), radii, spacings, (mask, radius, spacing) => {
        const element = ball(radius, spacing);
        const dilated = dilateByDistance(packed(mask), radius, spacing);
        const eroded = erodeByDistance(packed(mask), radius, spacing);
        expect(dilated).toEqual(dilate(packed(mask), element));
        expect(eroded).toEqual(erode(packed(mask), element));
        expect(hasCleanPadding(dilated) && hasCleanPadding(eroded)).toBe(true);
        expect(withoutSimd(() => dilateByDistance(packed(mask), radius, spacing))).toEqual(dilated);
      }),
      { numRuns: 100 },
    );
  });

  test.each([254, 254.9, 255, 256, 300])('reaches %f voxels far', (radius) => {
    const size: Vec3 = [330, 2, 3];
    const bytes = Uint8Array.from({ length: 1980 }, (_, n) => (n === 3 ? 1 : 0));
    const mask = packed({ size, bytes });
    expect(dilateByDistance(mask, radius)).toEqual(dilate(mask, ball(radius)));
    expect(erodeByDistance(mask, radius)).toEqual(erode(mask, ball(radius)));
  });

  test('counts a voxel at the radius although the spacing was rounded to float32', () => {
    const third = Math.fround(1 / 3);
    const mask = packed(drawn('...#....'));
    expect([...bytesOf(dilateByDistance(mask, 1, [third, third, third]))]).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
  });

  test('refuses a negative radius', () => {
    expect(() => dilateByDistance(packed(block), -1)).toThrow('must be 0 or more, not -1');
  });
});
