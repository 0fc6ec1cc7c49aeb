import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3, VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { packBand, packForeground, unpackInto } from '#src/kernels/pack.ts';
import { simd } from '#src/kernels/simd.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];
/** Values at and around the ends of the types, zeros of both signs, and what is no number. */
const specials = [
  0,
  -0,
  1,
  -1,
  0.5,
  127,
  128,
  255,
  256,
  32767,
  32768,
  65535,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  -(2 ** 31),
];
const limits = fc.oneof(
  fc.constantFrom(
    ...specials,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    1e-45,
    -1e-45,
    1e300,
    0.1,
  ),
  fc.double({ min: -300, max: 300, noNaN: true }),
);
const sizes: fc.Arbitrary<Vec3> = fc.tuple(
  fc.integer({ min: 1, max: 70 }),
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 5 }),
);

function volume(type: VoxelType, size: Vec3, seeds: readonly number[]) {
  const voxels = new voxelArrays[type](size[0] * size[1] * size[2]);
  for (let n = 0; n < voxels.length; n++) voxels[n] = seeds[(n * 7 + (n >> 3)) % seeds.length];
  return voxels;
}

it('runs the kernels as WebAssembly in these tests', () => {
  expect(simd()).toBeDefined();
  withoutSimd(() => expect(simd()).toBeUndefined());
});

describe.each(types)('packing %s', (type) => {
  it('gives the same bits as WebAssembly as in TypeScript, for a band and for foreground', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.array(limits, { minLength: 1, maxLength: 40 }),
        limits,
        limits,
        (size, seeds, lower, upper) => {
          const voxels = volume(type, size, [...seeds, lower, upper]);
          expect(packBand(voxels, size, lower, upper)).toEqual(withoutSimd(() => packBand(voxels, size, lower, upper)));
          expect(packForeground(voxels, size)).toEqual(withoutSimd(() => packForeground(voxels, size)));
        },
      ),
      { numRuns: process.env.VOXGRAPH_SOAK ? 150 : 60 },
    );
  });
});

describe('unpacking', () => {
  it('gives the same bytes as WebAssembly as in TypeScript', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 200 }), (size, seeds) => {
        const voxels = volume('uint8', size, seeds);
        const mask = packForeground(voxels, size);
        const fast = new Uint8Array(voxels.length);
        const plain = new Uint8Array(voxels.length);
        unpackInto(mask, fast);
        withoutSimd(() => unpackInto(mask, plain));
        expect(fast).toEqual(plain);
        expect(fast).toEqual(voxels);
      }),
    );
  });

  it('works through more than one window', () => {
    const size: Vec3 = [301, 33, 17];
    const voxels = volume('uint8', size, [0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1]);
    const back = new Uint8Array(voxels.length);
    unpackInto(packForeground(voxels, size), back);
    expect(back).toEqual(voxels);
  });
});
