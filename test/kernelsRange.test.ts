import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { voxelCounter } from '#src/kernels/voxelCounter.ts';
import { anyValueOf } from './anyValueOf.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];

it.each(types)('the range of voxels of %s is the same as WebAssembly and in TypeScript', (type) => {
  fc.assert(
    fc.property(fc.array(anyValueOf(type), { maxLength: 70 }), (values) => {
      const voxels = voxelArrays[type].from(values);
      const found = voxelCounter().extremes(voxels, 'All');
      expect(found).toEqual(withoutSimd(() => voxelCounter().extremes(voxels, 'All')));
    }),
    { numRuns: 60 },
  );
});

it.each(types)('the range of voxels of %s is found in every window', (type) => {
  const voxels = new voxelArrays[type](131072 + 5).fill(5);
  voxels[131072 + 4] = 7;
  voxels[3] = 1;
  expect(voxelCounter().extremes(voxels, 'All')).toEqual({ min: 1, max: 7, count: voxels.length });
});
