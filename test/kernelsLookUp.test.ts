import { expect, it } from 'vitest';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { mapVoxels } from '#src/kernels/pointwise.ts';
import { whyNotSameVoxels } from './sameVoxels.ts';
import { withoutSimd } from './withoutSimd.ts';

const types = Object.keys(voxelArrays) as VoxelType[];

it.each(['uint8', 'int8', 'uint16', 'int16'] as const)(
  'every value of %s is looked up in a table of any type, as WebAssembly and in TypeScript',
  (type) => {
    const bits = Uint16Array.from({ length: 65536 + 13 }, (_, n) => 40503 * n);
    const source = new voxelArrays[type](bits.buffer, 0, bits.length);
    const step = (values: Float64Array, count: number) => {
      for (let n = 0; n < count; n++) values[n] = Math.abs(values[n] % 100);
    };
    for (const to of types) {
      const [fast, plain] = [new voxelArrays[to](source.length), new voxelArrays[to](source.length)];
      mapVoxels(source, fast, step);
      withoutSimd(() => mapVoxels(source, plain, step));
      expect(whyNotSameVoxels(fast, plain)).toBeUndefined();
    }
  },
);
