import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Closing from '#modules/Closing/index.ts';
import Dilation from '#modules/Dilation/index.ts';
import Erosion from '#modules/Erosion/index.ts';
import Gradient from '#modules/Gradient/index.ts';
import type { MorphologyValues } from '#modules/morphologyParams.ts';
import Opening from '#modules/Opening/index.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Vec3, Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { elementOf } from '#src/kernels/axisElements.ts';
import { greyMorphology } from '#src/kernels/greyMorphology.ts';
import { type MorphologyBorder, type MorphologyStep, maskMorphology } from '#src/kernels/maskMorphology.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { anyElement } from './naive/anyElement.ts';
import { anyMask, bytesOf, drawn, packed, randomNumbers } from './naive/masks.ts';
import { offsetsOf } from './naive/morphology.ts';
import { recordingContext, row } from './runModule.ts';
import { withoutSimd } from './withoutSimd.ts';

function values(params: Partial<MorphologyValues>): MorphologyValues {
  return { ...(defaultParams(Closing.params) as unknown as MorphologyValues), ...params };
}

interface Values {
  readonly size: Vec3;
  readonly voxels: Voxels;
}

/** The largest or smallest under the offsets, by looking at each; outside of the image nothing, or 0. */
function naiveStep(image: Values, offsets: readonly Vec3[], step: MorphologyStep, border: MorphologyBorder): Voxels {
  const [ni, nj, nk] = image.size;
  return image.voxels.map((_, at) => {
    const [i, j, k] = [at % ni, Math.floor(at / ni) % nj, Math.floor(at / (ni * nj))];
    const seen: number[] = [];
    for (const [di, dj, dk] of offsets) {
      const [ti, tj, tk] = [i + di, j + dj, k + dk];
      const isInside = ti >= 0 && ti < ni && tj >= 0 && tj < nj && tk >= 0 && tk < nk;
      if (isInside) seen.push(image.voxels[ti + ni * (tj + nj * tk)]);
      else if (border === 'Background') seen.push(0);
    }
    const numbers = seen.filter((value) => !Number.isNaN(value));
    if (numbers.length === 0) return Number.NaN;
    return step === 'Dilate' ? Math.max(...numbers) : Math.min(...numbers);
  });
}

function naive(image: Values, offsets: readonly Vec3[], steps: readonly MorphologyStep[], border: MorphologyBorder) {
  return steps.reduce<Voxels>(
    (voxels, step) => naiveStep({ size: image.size, voxels }, offsets, step, border),
    image.voxels,
  );
}

/** Small volumes of a type, with the ends of its range in them, and NaN and infinities where it has these. */
const anyValues: fc.Arbitrary<Values> = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 })),
    type: fc.constantFrom<VoxelType>('uint8', 'int16', 'int32', 'uint32', 'float32', 'float64'),
    seed: fc.nat(),
  })
  .map(({ size, type, seed }) => {
    const random = randomNumbers(seed);
    // Where most are special, some lie among their like only.
    const share = random() < 0.5 ? 0.2 : 0.9;
    const { min, max, integer } = voxelTypes[type];
    const { NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN: none } = Number;
    const special = integer ? [min, max] : [min, max, none, none, NEGATIVE_INFINITY, POSITIVE_INFINITY];
    const voxels = new voxelArrays[type](size[0] * size[1] * size[2]);
    for (let n = 0; n < voxels.length; n++) {
      voxels[n] = random() < share ? special[Math.floor(random() * special.length)] : Math.floor(random() * 100) - 30;
    }
    return { size, voxels };
  });

const anySteps = fc.constantFrom<readonly MorphologyStep[]>(
  ['Dilate'],
  ['Erode'],
  ['Dilate', 'Erode'],
  ['Erode', 'Dilate'],
  ['Erode', 'Erode', 'Dilate', 'Dilate'],
);
const anyBorder = fc.constantFrom<MorphologyBorder>('Ignore', 'Background');
const anyRadii = fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(0, 1, 1.5, 2, 3))) as fc.Arbitrary<
  [number, number, number]
>;
const anyShape = fc.constantFrom('Ball' as const, 'Box' as const, 'Cross' as const);
const inVoxels: Vec3 = [1, 1, 1];

describe('the elements', () => {
  test('of one radius on all axes have as many voxels as scikit-image says, and a cross those on the axes', () => {
    const count = (shape: 'Ball' | 'Box' | 'Cross', radii: Vec3) => offsetsOf(elementOf(shape, radii, inVoxels)).length;
    expect([1, 2, 3].map((r) => count('Ball', [r, r, r]))).toEqual([7, 33, 123]);
    expect([1, 2].map((r) => count('Box', [r, r, r]))).toEqual([27, 125]);
    expect([1, 2].map((r) => count('Cross', [r, r, r]))).toEqual([7, 13]);
    expect([count('Box', [1, 1, 0]), count('Cross', [3, 0, 1]), count('Ball', [0, 0, 4])]).toEqual([9, 9, 9]);
  });

  test('an ellipsoid holds exactly the voxels with a sum of squares of 1 or less', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7)), (radii) => {
        const found = new Set(offsetsOf(elementOf('Ball', radii, inVoxels)).map(String));
        const [ri, rj, rk] = radii;
        // In whole numbers, multiplied by all squares, so that nothing is rounded.
        const squares = radii.map((r) => (r === 0 ? 1 : r * r));
        const whole = squares[0] * squares[1] * squares[2];
        let expected = 0;
        for (let k = -rk; k <= rk; k++) {
          for (let j = -rj; j <= rj; j++) {
            for (let i = -ri; i <= ri; i++) {
              const sum =
                i * i * squares[1] * squares[2] + j * j * squares[0] * squares[2] + k * k * squares[0] * squares[1];
              if (sum > whole) continue;
              expected++;
              if (!found.has(String([i, j, k]))) throw new Error(`${[i, j, k]} is missing`);
            }
          }
        }
        expect(found.size).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe('morphology of grey values', () => {
  test('takes the largest and the smallest under the element, which nothing outside changes', async () => {
    const line = row(Int16Array.of(5, -3, 4, 9, 7));
    const grey = values({ mode: 'Grey', radius: 1 });
    const context = recordingContext();
    expect((await Dilation.run({ input0: line }, grey, context)).output0.voxels).toEqual(Int16Array.of(5, 5, 9, 9, 9));
    expect((await Erosion.run({ input0: line }, grey, context)).output0.voxels).toEqual(
      Int16Array.of(-3, -3, -3, 4, 7),
    );
    expect((await Opening.run({ input0: line }, grey, context)).output0.voxels).toEqual(Int16Array.of(-3, -3, 4, 7, 7));
    expect((await Closing.run({ input0: line }, grey, context)).output0.voxels).toEqual(Int16Array.of(5, 5, 5, 9, 9));
  });

  test('in WebAssembly and without it equals looking at every voxel under the element, of every type, shape and border', () => {
    fc.assert(
      fc.property(anyValues, anyShape, anyRadii, anySteps, anyBorder, (image, shape, radii, steps, border) => {
        const element = elementOf(shape, radii, inVoxels);
        const before = image.voxels.slice();
        const expected = [...naive(image, offsetsOf(element), steps, border)];
        const found = image.voxels.slice().fill(0);
        greyMorphology(image.voxels, found, image.size, steps, element, border);
        expect([...found]).toEqual(expected);
        withoutSimd(() => greyMorphology(image.voxels, found, image.size, steps, element, border));
        expect([...found]).toEqual(expected);
        expect(image.voxels).toEqual(before);
      }),
      { numRuns: 120 },
    );
  });

  test('may write over its source', () => {
    fc.assert(
      fc.property(anyValues, anyElement, anySteps, (image, element, steps) => {
        const expected = image.voxels.slice();
        greyMorphology(image.voxels, expected, image.size, steps, element, 'Ignore');
        greyMorphology(image.voxels, image.voxels, image.size, steps, element, 'Ignore');
        expect([...image.voxels]).toEqual([...expected]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('morphology of masks', () => {
  test('equals looking at every voxel under the element, with either border and any iterations', () => {
    fc.assert(
      fc.property(anyMask(5), anyShape, anyRadii, anySteps, anyBorder, (mask, shape, radii, steps, border) => {
        const element = elementOf(shape, radii, inVoxels);
        const found = bytesOf(maskMorphology(packed(mask), steps, element, border));
        const expected = naive({ size: mask.size, voxels: mask.bytes }, offsetsOf(element), steps, border);
        expectSameBytes(found, Uint8Array.from(expected));
      }),
      { numRuns: 80 },
    );
  });

  test('with background outside, erosion eats at the faces once for each iteration', async () => {
    const full = row(new Uint8Array(7).fill(1));
    const params = values({ shape: 'Box', perAxis: true, radii: [1, 0, 0], border: 'Background', iterations: 2 });
    const { output0 } = await Erosion.run({ input0: full }, params, recordingContext());
    expect(output0.voxels).toEqual(Uint8Array.of(0, 0, 1, 1, 1, 0, 0));
    const ignored = await Erosion.run({ input0: full }, { ...params, border: 'Ignore' }, recordingContext());
    expect(ignored.output0.voxels).toEqual(full.voxels);
  });

  test('radii per axis count in voxels or in mm, and wrong ones are refused', async () => {
    const mask = drawn('.......\n.......\n...#...\n.......\n.......');
    const input0 = { ...row(mask.bytes, mask.size), affine: [2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] };
    const params = values({ shape: 'Box', perAxis: true, radii: [2, 1, 0] });
    const dilated = async (unit: 'Voxels' | 'mm') =>
      (await Dilation.run({ input0 }, { ...params, unit }, recordingContext())).output0.voxels;
    expect(await dilated('Voxels')).toEqual(drawn('.......\n.#####.\n.#####.\n.#####.\n.......').bytes);
    expect(await dilated('mm')).toEqual(drawn('.......\n..###..\n..###..\n..###..\n.......').bytes);
    expect(() => Dilation.run({ input0 }, { ...params, radii: [1, -1, 0] }, recordingContext())).toThrow(
      'Radii must be three numbers from 0 to 200, not 1, -1, 0',
    );
  });

  test('a slab needs the reach of every iteration of every step', () => {
    const params = values({ perAxis: true, radii: [1, 1, 4], iterations: 3, unit: 'mm' });
    expect([Dilation.halo?.(params, [1, 1, 2]), Opening.halo?.(params, [1, 1, 2])]).toEqual([6, 12]);
  });
});

describe('Gradient', () => {
  type Params = Parameters<typeof Gradient.run>[1];
  const gradient = (voxels: Voxels, params: Partial<Params>) =>
    Gradient.run(
      { input0: row(voxels) },
      { ...(defaultParams(Gradient.params) as unknown as Params), ...params },
      recordingContext(),
    );

  test('is dilated minus eroded, of a mask its border', async () => {
    const mask = Uint8Array.of(0, 0, 1, 1, 1, 1, 0);
    const parts = await Promise.all(
      (['Both', 'Inside', 'Outside'] as const).map(async (part) => [
        ...(await gradient(mask, { part })).output0.voxels,
      ]),
    );
    expect(parts).toEqual([
      [0, 1, 1, 0, 0, 1, 1],
      [0, 0, 1, 0, 0, 1, 0],
      [0, 1, 0, 0, 0, 0, 1],
    ]);
  });

  test('of grey values does not wrap', async () => {
    const { output0 } = await gradient(Int16Array.of(-30000, 30000, 30000), { mode: 'Grey' });
    expect(output0.voxels).toEqual(Uint16Array.of(60000, 60000, 0));
  });
});
