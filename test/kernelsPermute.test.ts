import fc from 'fast-check';
import { expect, it } from 'vitest';
import { voxelsOn } from '#src/engine/voxelsOn.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { permuteAxes } from '#src/kernels/permuteAxes.ts';
import { noProgress } from '#src/kernels/progress.ts';
import { whyNotSameVoxels } from './sameVoxels.ts';
import { withoutSimd } from './withoutSimd.ts';

const anyOrder = fc.record({
  axes: fc.constantFrom(
    ...([
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ] as const),
  ),
  flips: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
});
// Long ones take several blocks.
const anySide = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 60, max: 70 }));
const anyType = fc.constantFrom('uint8' as const, 'int16' as const, 'float32' as const, 'float64' as const);

it('voxels in another order of the axes are the same as WebAssembly and in TypeScript, in memory that is shared or not', () => {
  fc.assert(
    fc.property(
      fc.tuple(anySide, anySide, anySide),
      anyType,
      anyOrder,
      fc.boolean(),
      (size: Vec3, type, order, isShared) => {
        const length = size[0] * size[1] * size[2];
        const width = voxelArrays[type].BYTES_PER_ELEMENT;
        const memory = () => (isShared ? new SharedArrayBuffer(length * width) : new ArrayBuffer(length * width));
        const [source, fast, plain] = [1, 2, 3].map(() => voxelsOn(type, memory()));
        for (let n = 0; n < length; n++) source[n] = (n * 7919) % 251;
        permuteAxes(source, size, fast, order, noProgress);
        withoutSimd(() => permuteAxes(source, size, plain, order, noProgress));
        expect(whyNotSameVoxels(fast, plain)).toBeUndefined();
      },
    ),
    { numRuns: 50 },
  );
});
