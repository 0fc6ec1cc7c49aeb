import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import BoundingBox from '#modules/BoundingBox/index.ts';
import { invert, toWorld } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import { extentOf } from '#src/kernels/extentOf.ts';
import { anyAffine } from './anyVolume.ts';
import { anyMask, drawn, packed } from './naive/masks.ts';
import { recordingContext } from './runModule.ts';

const defaults = { margin: 0, unit: 'Voxels', clamp: true } as const;

function mask(text: string): Volume {
  const { size, bytes } = drawn(text);
  return { size, affine: [-2, 0, 0, 10, 0, 3, 0, 20, 0, 0, 4, 30, 0, 0, 0, 1], voxels: bytes };
}

describe('BoundingBox', () => {
  const input0 = mask(`
    .....
    ..##.
    .....

    .....
    .....
    ..#..`);

  test('gives the first and the last voxel, and the outer corners in mm', async () => {
    const found = await BoundingBox.run({ input0 }, defaults, recordingContext());
    expect(found).toEqual({
      voxelStart: [2, 1, 0],
      voxelEnd: [3, 2, 1],
      voxelSize: [2, 2, 2],
      // x = 10 - 2 i: from i = 1.5 to 3.5; y = 20 + 3 j: from 0.5 to 2.5; z = 30 + 4 k: from -0.5 to 1.5.
      box: [7, 21.5, 28, 3, 27.5, 36],
      centre: [5, 24.5, 32],
    });
  });

  test.each([
    [{ margin: 1 }, [1, 0, 0], [4, 2, 1]],
    [{ margin: 1, clamp: false }, [1, 0, -1], [4, 3, 2]],
    // 3 mm are two voxels of 2 mm, one of 3 mm, one of 4 mm.
    [{ margin: 3, unit: 'mm', clamp: false }, [0, 0, -1], [5, 3, 2]],
  ] as const)('adds a margin: %o', async (changed, voxelStart, voxelEnd) => {
    const found = await BoundingBox.run({ input0 }, { ...defaults, ...changed }, recordingContext());
    expect(found).toMatchObject({ voxelStart, voxelEnd });
  });

  test('an empty mask has no box, and says so', async () => {
    const context = recordingContext();
    const found = await BoundingBox.run({ input0: mask('...') }, defaults, context);
    expect(found).toMatchObject({ box: [], voxelStart: [0, 0, 0], voxelEnd: [-1, -1, -1], voxelSize: [0, 0, 0] });
    expect(context.warnings).toEqual(['The mask has no foreground voxel, so there is no box']);
  });

  test('exactly the voxels of the box lie between its corners, on any grid', async () => {
    await fc.assert(
      fc.asyncProperty(anyMask(), anyAffine, async ({ size, bytes }, affine) => {
        const { box, voxelStart, voxelEnd } = await BoundingBox.run(
          { input0: { size, affine, voxels: bytes } },
          defaults,
          recordingContext(),
        );
        if (box.length === 0) return;
        const inverse = invert(affine);
        const [a, b] = [box.slice(0, 3), box.slice(3)].map(([x, y, z]) => toWorld(inverse, [x, y, z]));
        for (let axis = 0; axis < 3; axis++) {
          expect(Math.min(a[axis], b[axis])).toBeCloseTo(voxelStart[axis] - 0.5, 6);
          expect(Math.max(a[axis], b[axis])).toBeCloseTo(voxelEnd[axis] + 0.5, 6);
        }
      }),
    );
  });
});

test('the extent of a mask is that of its voxels, looked at one by one', () => {
  fc.assert(
    fc.property(anyMask(), (bytes) => {
      const [ni, nj] = bytes.size;
      const [low, high] = [
        [ni, nj, bytes.size[2]],
        [-1, -1, -1],
      ];
      for (let n = 0; n < bytes.bytes.length; n++) {
        if (bytes.bytes[n] === 0) continue;
        const index = [n % ni, Math.floor(n / ni) % nj, Math.floor(n / (ni * nj))];
        for (let axis = 0; axis < 3; axis++) {
          low[axis] = Math.min(low[axis], index[axis]);
          high[axis] = Math.max(high[axis], index[axis]);
        }
      }
      expect(extentOf(packed(bytes))).toEqual(high[0] < 0 ? undefined : { start: low, end: high });
    }),
  );
});
