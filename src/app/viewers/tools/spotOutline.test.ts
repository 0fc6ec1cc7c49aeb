import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Affine } from '#src/image/volume.ts';
import { spotOutline } from './spotOutline.ts';

/** Anisotropic and turned; sheared, as of a tilted gantry. */
const affines: readonly Affine[] = [
  [0, -2, 0, 5, 3, 0, 0, -7, 0, 0, 4, 1, 0, 0, 0, 1],
  [2, 0, 0, 5, 0, 1, 4, -7, 0, 0, 3, 1, 0, 0, 0, 1],
];
const columnOf = (affine: Affine, axis: number) => [0, 4, 8].map((row) => affine[row + axis]);

/** The upright edges of a path: where each begins, and its length. */
function uprightIn(path: string): readonly (readonly number[])[] {
  return [...path.matchAll(/M(\S+) (\S+)v(\d+)/g)].map(([, x, y, length]) => [x, y, length].map(Number));
}

/** Whether a point lies within what has these edges: a ray from it crosses an odd number of them. */
function isWithin(edges: readonly (readonly number[])[], u: number, v: number): boolean {
  return edges.filter(([x, y, length]) => x > u && v > y && v < y + length).length % 2 === 1;
}

it('The outline of a brush is the edges of the voxels that it paints, on anisotropic and sheared grids', () => {
  const quarter = fc.integer({ min: -40, max: 40 }).map((n) => n / 4);
  fc.assert(
    fc.property(
      fc.constantFrom(...affines),
      fc.constantFrom(0 as const, 1 as const, 2 as const),
      fc.integer({ min: 0, max: 24 }).map((n) => n / 4),
      quarter,
      quarter,
      (affine, axis, radius, u, v) => {
        const edges = uprightIn(spotOutline({ size: [1, 1, 1], affine }, axis, radius, u, v));
        const [a, b] = [0, 1, 2].filter((each) => each !== axis).map((each) => columnOf(affine, each));
        const [found, expected]: [boolean[], boolean[]] = [[], []];
        for (let y = Math.round(v) - 8; y <= Math.round(v) + 8; y++) {
          for (let x = Math.round(u) - 8; x <= Math.round(u) + 8; x++) {
            const squares = a.reduce((sum, step, row) => sum + (step * (x - u) + b[row] * (y - v)) ** 2, 0);
            const isNearest = x === Math.round(u) && y === Math.round(v);
            found.push(isWithin(edges, x, y));
            expected.push(isNearest || squares <= radius * radius);
          }
        }
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 40 },
  );
});

it('The outline among voxels too small to be seen runs at the radius in mm', () => {
  const affine = affines[1].map((value) => value / 1000);
  const corners = spotOutline({ size: [1, 1, 1], affine }, 0, 5, 10, 20)
    .slice(1, -1)
    .split('L');
  const [a, b] = [1, 2].map((axis) => columnOf(affine, axis));
  for (const corner of corners) {
    const [x, y] = corner.split(' ').map(Number);
    const distance = Math.hypot(...a.map((step, row) => step * (x - 10) + b[row] * (y - 20)));
    expect(distance).toBeCloseTo(5, 9);
  }
});
