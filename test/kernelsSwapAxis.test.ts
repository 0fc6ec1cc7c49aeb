import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '#src/image/volume.ts';
import { isSameMask } from '#src/kernels/bitmask.ts';
import { packForeground, unpackInto } from '#src/kernels/pack.ts';
import { swapWithLast } from '#src/kernels/swapAxis.ts';
import { withoutSimd } from './withoutSimd.ts';

const size = fc.tuple(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 1, max: 100 }),
) as fc.Arbitrary<Vec3>;

function differingVoxels(found: Uint8Array, wanted: Uint8Array): number {
  return found.reduce((count, voxel, n) => count + Number(voxel !== wanted[n]), 0);
}

describe('swapWithLast', () => {
  it('exchanges an axis with the last, voxel by voxel, and undoes it when done twice', () => {
    fc.assert(
      fc.property(size, fc.integer(), fc.constantFrom(0 as const, 1 as const), ([ni, nj, nk], seed, axis) => {
        const voxels = Uint8Array.from({ length: ni * nj * nk }, (_, n) => (Math.imul(n + 1, seed | 1) >>> 13) & 1);
        const mask = packForeground(voxels, [ni, nj, nk]);
        const swapped = swapWithLast(mask, axis);
        expect(swapped.size).toEqual(axis === 0 ? [nk, nj, ni] : [ni, nk, nj]);
        const found = new Uint8Array(voxels.length);
        unpackInto(swapped, found);
        const wanted = new Uint8Array(voxels.length);
        let at = 0;
        for (let k = 0; k < swapped.size[2]; k++) {
          for (let j = 0; j < swapped.size[1]; j++) {
            for (let i = 0; i < swapped.size[0]; i++) {
              wanted[at++] = axis === 0 ? voxels[k + ni * (j + nj * i)] : voxels[i + ni * (k + nj * j)];
            }
          }
        }
        expect(differingVoxels(found, wanted)).toBe(0);
        expect(isSameMask(swapWithLast(swapped, axis), mask)).toBe(true);
        expect(withoutSimd(() => isSameMask(swapWithLast(mask, axis), swapped))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
