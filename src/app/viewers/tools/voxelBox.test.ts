import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toWorld } from '#src/image/affine.ts';
import type { Grid, Vec3 } from '#src/image/volume.ts';
import { boxOfVoxels, boxText, cutAt, movedBox, type VoxelBox, voxelBoxOf, withSide } from './voxelBox.ts';

/** Oblique, left-handed, three spacings. */
const grid: Grid = {
  size: [20, 16, 10],
  affine: [0.6, -0.1, 0.3, -20, 0.2, 1.1, -0.4, 31, 0.1, -0.3, -2.4, -7, 0, 0, 0, 1],
};
const box: VoxelBox = { first: [2, 3, 4], last: [5, 6, 7] };

const anyBox = fc.tuple(...[20, 16, 10].map((n) => fc.tuple(fc.nat(n - 1), fc.nat(n - 1)))).map((pairs) => ({
  first: pairs.map(([a, b]) => Math.min(a, b)) as unknown as Vec3,
  last: pairs.map(([a, b]) => Math.max(a, b)) as unknown as Vec3,
}));

test('voxels come back from the outer corners that a box keeps of them, whatever the affine', () => {
  fc.assert(
    fc.property(anyBox, (voxels) => {
      expect(voxelBoxOf(grid, boxOfVoxels(grid, voxels))).toEqual(voxels);
    }),
  );
});

test('the corners are the outer edges of the voxels in the world, and any two opposite ones will do', () => {
  const corners = boxOfVoxels(grid, box);
  const low = toWorld(grid.affine, [1.5, 2.5, 3.5]);
  for (let axis = 0; axis < 3; axis++) expect(corners[axis]).toBeCloseTo(low[axis], 3);
  const others = [...toWorld(grid.affine, [5.5, 2.5, 7.5]), ...toWorld(grid.affine, [1.5, 6.5, 3.5])];
  expect(voxelBoxOf(grid, others)).toEqual(box);
});

test('a box without the centre of a voxel holds none', () => {
  const thin = [...toWorld(grid.affine, [2.1, 3, 4]), ...toWorld(grid.affine, [2.9, 6, 7])];
  expect(voxelBoxOf(grid, thin)).toBeUndefined();
  expect(voxelBoxOf(grid, [])).toBeUndefined();
});

test('a side stays within the image and does not pass the other side', () => {
  expect(withSide(grid, box, 0, 'first', 9).first).toEqual([5, 3, 4]);
  expect(withSide(grid, box, 1, 'last', 99).last).toEqual([5, 15, 7]);
  expect(withSide(grid, box, 2, 'last', -3).last).toEqual([5, 6, 4]);
});

test('a box is moved whole, and stops at the edge of the image', () => {
  expect(movedBox(grid, box, [1.4, -2, 99])).toEqual({ first: [3, 1, 6], last: [6, 4, 9] });
  expect(movedBox(grid, box, [-99, 0, 0])).toEqual({ first: [0, 3, 4], last: [3, 6, 7] });
});

test('a box that is cut beyond its other side is one slice thick there', () => {
  expect(cutAt(box, 2, 'first', 6)).toEqual({ first: [2, 3, 6], last: [5, 6, 7] });
  expect(cutAt(box, 2, 'first', 9)).toEqual({ first: [2, 3, 9], last: [5, 6, 9] });
  expect(cutAt(box, 2, 'last', 1)).toEqual({ first: [2, 3, 1], last: [5, 6, 1] });
});

test('the size of a box is told in voxels and mm', () => {
  expect(boxText({ size: [9, 9, 9], affine: [2, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1] }, box)).toBe(
    '4×4×4 voxels, 8 × 2 × 12 mm',
  );
});
