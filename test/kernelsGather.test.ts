import fc from 'fast-check';
import { expect, it } from 'vitest';
import { voxelsOn } from '#src/engine/voxelsOn.ts';
import type { Vec3, VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { axisSamples } from '#src/kernels/axisSamples.ts';
import { copyRegion } from '#src/kernels/copyRegion.ts';
import { gatherVoxels, type LinePlaces } from '#src/kernels/gatherVoxels.ts';
import { noProgress } from '#src/kernels/progress.ts';
import { resampleAligned } from '#src/kernels/resampleAligned.ts';
import { whyNotSameVoxels } from './sameVoxels.ts';
import { withoutSimd } from './withoutSimd.ts';

const anySide = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 60, max: 140 }));
const anySize = fc.tuple(anySide, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5 }));
const anyType = fc.constantFrom<VoxelType>('uint8', 'int16', 'float32', 'float64');

/** Voxels with a pattern, in memory that is shared or not and begins at any voxel. */
function voxelsOf(type: VoxelType, length: number, isShared: boolean, skipped = 0) {
  const bytes = (length + skipped) * voxelArrays[type].BYTES_PER_ELEMENT;
  const buffer = isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  const voxels = voxelsOn(type, buffer, skipped * voxelArrays[type].BYTES_PER_ELEMENT, length);
  for (let n = 0; n < length; n++) voxels[n] = (n * 7919) % 251;
  return voxels;
}

function count([ni, nj, nk]: Vec3): number {
  return ni * nj * nk;
}

it('a region is the same as WebAssembly and in TypeScript, wherever it begins and ends, in memory that is shared or not', () => {
  const offsets = fc.integer({ min: -20, max: 50 });
  fc.assert(
    fc.property(
      anySize,
      anySize,
      fc.tuple(offsets, offsets, fc.integer({ min: -3, max: 3 })),
      anyType,
      fc.boolean(),
      fc.integer({ min: 0, max: 7 }),
      (size: Vec3, targetSize: Vec3, start: Vec3, type, isShared, skipped) => {
        const source = voxelsOf(type, count(size), isShared, skipped);
        const [fast, plain] = [0, 1].map(() => voxelsOf(type, count(targetSize), isShared));
        copyRegion(source, size, fast, start, targetSize, 77, noProgress);
        withoutSimd(() => copyRegion(source, size, plain, start, targetSize, 77, noProgress));
        expect(whyNotSameVoxels(fast, plain)).toBeUndefined();
      },
    ),
    { numRuns: 60 },
  );
});

it('the nearest voxels are those that sampling line by line gives, for any distance and direction of the lines', () => {
  const anyStep = fc.oneof(fc.constantFrom(1, 2, 0.5, -1, -2), fc.double({ min: -3, max: 3, noNaN: true }));
  fc.assert(
    fc.property(
      anySize,
      anySize,
      fc.tuple(anyStep, anyStep, anyStep),
      fc.double({ min: -5, max: 40, noNaN: true }),
      anyType,
      fc.boolean(),
      (size: Vec3, targetSize: Vec3, steps, first, type, isShared) => {
        const samples = ([0, 1, 2] as const).map((axis) => {
          const positions = Float64Array.from({ length: targetSize[axis] }, (_, n) => first + n * steps[axis]);
          return axisSamples(positions, size[axis], 'Nearest');
        });
        const [pi, pj, pk] = samples.map(({ places, inside }): LinePlaces => {
          const low = Math.max(0, inside.indexOf(1));
          return { places, low, high: Math.max(low, inside.lastIndexOf(1) + 1) };
        });
        const source = voxelsOf(type, count(size), isShared);
        const [fast, plain, sampled] = [0, 1, 2].map(() => voxelsOf(type, count(targetSize), isShared));
        gatherVoxels(source, size, fast, [pi, pj, pk], 77, noProgress);
        withoutSimd(() => gatherVoxels(source, size, plain, [pi, pj, pk], 77, noProgress));
        resampleAligned(source, size, sampled, [samples[0], samples[1], samples[2]], 77, noProgress);
        expect(whyNotSameVoxels(plain, sampled)).toBeUndefined();
        expect(whyNotSameVoxels(fast, sampled)).toBeUndefined();
      },
    ),
    { numRuns: 60 },
  );
});
