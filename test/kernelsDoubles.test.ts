import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { mapVoxelPairs, mapVoxels } from '#src/kernels/pointwise.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];

/** Values that the type holds, its ends among them. */
function anyOf(type: VoxelType): fc.Arbitrary<number> {
  const { integer, min, max } = voxelTypes[type];
  if (integer) return fc.oneof(fc.constantFrom(min, max, 0), fc.integer({ min, max }));
  const special = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, min, max);
  return fc.oneof(special, type === 'float32' ? fc.float() : fc.double());
}

describe.each(types)('%s', (type) => {
  it('is the same after a way through float64, as WebAssembly and in TypeScript', () => {
    fc.assert(
      fc.property(fc.array(anyOf(type), { minLength: 1, maxLength: 70 }), (values) => {
        const source = voxelArrays[type].from(values);
        const fast = new voxelArrays[type](values.length);
        const plain = new voxelArrays[type](values.length);
        mapVoxels(source, fast, () => {});
        withoutSimd(() => mapVoxels(source, plain, () => {}));
        expect(fast).toEqual(source);
        expect(plain).toEqual(source);
      }),
    );
  });

  it('gives the same sums with voxels of every other type', () => {
    const arbitrary = fc
      .constantFrom(...types)
      .chain((other) =>
        fc.tuple(fc.constant(other), fc.array(fc.tuple(anyOf(type), anyOf(other)), { minLength: 1, maxLength: 70 })),
      );
    fc.assert(
      fc.property(arbitrary, fc.constantFrom('float32' as const, 'float64' as const), ([other, pairs], to) => {
        const first = voxelArrays[type].from(pairs.map(([value]) => value));
        const second = voxelArrays[other].from(pairs.map(([, value]) => value));
        const add = (values: Float64Array, others: Float64Array, count: number) => {
          for (let n = 0; n < count; n++) values[n] += others[n];
        };
        const fast = new voxelArrays[to](pairs.length);
        const plain = new voxelArrays[to](pairs.length);
        mapVoxelPairs(first, second, fast, add);
        withoutSimd(() => mapVoxelPairs(first, second, plain, add));
        expect(fast).toEqual(plain);
      }),
    );
  });
});

it('fractions written to integers are cut towards zero, and NaN is 0, also in the voxels behind a window', () => {
  const source = Float32Array.from({ length: 8192 + 5 }, (_, n) => [1.9, -1.9, Number.NaN, 0.5][n % 4]);
  const target = new Int16Array(source.length);
  mapVoxels(source, target, () => {});
  expect([...target.slice(0, 4)]).toEqual([1, -1, 0, 0]);
  expect([...target.slice(8192)]).toEqual([1, -1, 0, 0, 1]);
});

it.each(['uint32', 'int32', 'uint16', 'int16', 'uint8', 'int8'] as const)(
  '32 bits written to %s wrap, signed or not',
  (type) => {
    const bits = [-1, -2, -(2 ** 31), 2 ** 31, 2 ** 32 - 1, 2 ** 32 - 256, 65536, 65535, 0x12345678];
    const source = Float64Array.from(bits);
    const target = new voxelArrays[type](source.length);
    mapVoxels(source, target, () => {});
    expect(target).toEqual(voxelArrays[type].from(bits));
  },
);
