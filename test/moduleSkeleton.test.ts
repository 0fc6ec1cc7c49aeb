import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Skeleton from '#modules/Skeleton/index.ts';
import type { Volume } from '#src/image/volume.ts';
import { findComponents } from '#src/kernels/components.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { recordingContext } from './runModule.ts';

const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** A slice of rows of points and #. */
const slice = (...rows: readonly string[]): Volume => ({
  ...{ size: [rows[0].length, rows.length, 1] as const, affine },
  voxels: Uint8Array.from(rows.join(''), (sign) => (sign === '#' ? 1 : 0)),
});

function drawn({ size: [ni, nj], voxels }: Volume): string[] {
  return Array.from({ length: nj }, (_, j) =>
    Array.from(voxels.subarray(j * ni, (j + 1) * ni), (v) => (v ? '#' : '.')).join(''),
  );
}

async function thin(input0: Volume, dimension: 'Volume' | 'Slices'): Promise<Volume> {
  return (await Skeleton.run({ input0 }, { dimension }, recordingContext())).output0;
}

describe('Skeleton', () => {
  test('of a bar is the line in its middle, as skimage.morphology.skeletonize has it', async () => {
    const bar = slice('.........', '.#######.', '.#######.', '.#######.', '.........');
    expect(drawn(await thin(bar, 'Slices'))).toEqual(['.........', '.........', '.#####...', '.........', '.........']);
    expect(drawn(await thin(bar, 'Volume'))).toEqual(['.........', '.........', '.#######.', '.........', '.........']);
  });

  test('of a ring is a ring, and the voxels of a line stay', async () => {
    const ring = slice('#####', '#####', '##.##', '#####', '#####');
    expect(drawn(await thin(ring, 'Slices'))).toEqual(['.....', '..#..', '.#.#.', '..#..', '.....']);
    const line = slice('#....', '.#...', '..###');
    for (const dimension of ['Slices', 'Volume'] as const)
      expect(drawn(await thin(line, dimension))).toEqual(drawn(line));
  });

  test('in 3D is part of the mask, of no more parts than it, and is its own skeleton', async () => {
    const anyMask = fc.record({
      size: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 7 })),
      bits: fc.array(fc.boolean(), { minLength: 504, maxLength: 504 }),
    });
    const parts = ({ voxels, size }: Volume) => findComponents(packForeground(voxels, size), 26).sizes.length;
    await fc.assert(
      fc.asyncProperty(anyMask, async ({ size, bits }) => {
        const voxels = Uint8Array.from({ length: size[0] * size[1] * size[2] }, (_, n) => (bits[n] ? 1 : 0));
        const mask: Volume = { size, affine, voxels };
        const skeleton = await thin(mask, 'Volume');
        expect(skeleton.voxels.every((value, n) => value <= voxels[n])).toBe(true);
        expect(parts(skeleton)).toBeLessThanOrEqual(parts(mask));
        expect((await thin(skeleton, 'Volume')).voxels).toEqual(skeleton.voxels);
      }),
      { numRuns: 40 },
    );
  });
});
