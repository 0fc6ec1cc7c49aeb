import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vec3 } from '#src/image/volume.ts';
import { ball, box, extentOf, type StructuringElement } from '#src/kernels/structuringElement.ts';
import { anisotropic, anyRadius } from './naive/anyElement.ts';
import { ballOffsets, boxOffsets } from './naive/morphology.ts';

/** The number of voxels of an element. */
function voxelsOf({ extent: [, rj, rk], halfWidths }: StructuringElement): number {
  let count = 0;
  for (let dk = -rk; dk <= rk; dk++) {
    for (let dj = -rj; dj <= rj; dj++) count += Math.max(0, 2 * halfWidths[Math.abs(dj) + (rj + 1) * Math.abs(dk)] + 1);
  }
  return count;
}

describe('structuring elements', () => {
  test('a ball in voxels has as many of them as skimage.morphology.ball', () => {
    expect([0, 1, 2, 3, 6, 10].map((radius) => voxelsOf(ball(radius)))).toEqual([1, 7, 33, 123, 925, 4169]);
  });

  test('a ball with a fraction of a radius, or in mm, holds the centres within the radius', () => {
    fc.assert(
      fc.property(anyRadius(9), fc.boolean(), (radius, inMm) => {
        const spacing: Vec3 = inMm ? anisotropic : [1, 1, 1];
        expect(voxelsOf(ball(radius, spacing))).toBe(ballOffsets(radius, spacing).length);
        expect(voxelsOf(box(radius, spacing))).toBe(boxOffsets(radius, spacing).length);
      }),
    );
  });

  test('a voxel at the radius counts although the spacing was rounded to float32', () => {
    const spacing = Math.fround(1 / 3);
    expect(extentOf(1, [spacing, Math.fround(0.1), Math.fround(0.7)])).toEqual([3, 10, 1]);
  });

  test('a negative radius is refused', () => {
    expect(() => ball(-1)).toThrow('must be 0 or more, not -1');
  });
});
