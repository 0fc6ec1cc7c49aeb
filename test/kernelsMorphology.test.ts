import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vec3 } from '#src/image/volume.ts';
import { close, dilate, erode, open } from '#src/kernels/morphology.ts';
import { ball, box, extentOf, type StructuringElement } from '#src/kernels/structuringElement.ts';
import { anyMask, bytesOf, drawn, hasCleanPadding, packed } from './naive/masks.ts';
import {
  ballOffsets,
  boxOffsets,
  naiveClosing,
  naiveDilation,
  naiveErosion,
  naiveOpening,
} from './naive/morphology.ts';

/** The number of voxels of an element. */
function voxelsOf({ extent: [, rj, rk], halfWidths }: StructuringElement): number {
  let count = 0;
  for (let dk = -rk; dk <= rk; dk++) {
    for (let dj = -rj; dj <= rj; dj++) count += Math.max(0, 2 * halfWidths[Math.abs(dj) + (rj + 1) * Math.abs(dk)] + 1);
  }
  return count;
}

const anisotropic: Vec3 = [0.7, 1.5, 3];

/** Radii in mm that no voxel lies at, where rounding would decide; that case has a test of its own. */
function anyRadius(max: number) {
  return fc.integer({ min: 0, max: 10 * max }).map((n) => n / 10 + 0.0123);
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

describe('morphology', () => {
  test('dilation by a ball of radius 1 adds the six neighbours', () => {
    const mask = drawn(`
      .....
      .....
      .....

      .....
      ..#..
      .....

      .....
      .....
      .....`);
    const expected = drawn(`
      .....
      ..#..
      .....

      ..#..
      .###.
      ..#..

      .....
      ..#..
      .....`);
    expect(bytesOf(dilate(packed(mask), ball(1)))).toEqual(expected.bytes);
    expect(bytesOf(erode(dilate(packed(mask), ball(1)), ball(1)))).toEqual(mask.bytes);
  });

  test('erosion eats nothing at the faces, and closing keeps what touches them', () => {
    const full = { size: [5, 4, 3] as const, bytes: new Uint8Array(60).fill(1) };
    expect(bytesOf(erode(packed(full), ball(2)))).toEqual(full.bytes);
    const corner = drawn(`
      ##...
      #....`);
    expect(bytesOf(close(packed(corner), ball(2)))).toEqual(naiveClosing(corner, ballOffsets(2)));
    expect(bytesOf(close(packed(corner), ball(2)))[0]).toBe(1);
  });

  test('dilation and erosion by a ball equal trying every voxel of it', () => {
    const radius = fc.constantFrom(0, 1, 1.5, 2, 2.3, 3, 4);
    fc.assert(
      fc.property(anyMask(8), radius, (mask, r) => {
        const offsets = ballOffsets(r);
        const dilated = dilate(packed(mask), ball(r));
        const eroded = erode(packed(mask), ball(r));
        expect(hasCleanPadding(dilated) && hasCleanPadding(eroded)).toBe(true);
        expect(bytesOf(dilated)).toEqual(naiveDilation(mask, offsets));
        expect(bytesOf(eroded)).toEqual(naiveErosion(mask, offsets));
      }),
      { numRuns: 60 },
    );
  });

  test('closing and opening by balls in mm and by boxes equal trying every voxel', () => {
    const radius = anyRadius(4);
    fc.assert(
      fc.property(anyMask(6), radius, fc.boolean(), fc.boolean(), (mask, r, isBall, inMm) => {
        const spacing: Vec3 = inMm ? anisotropic : [1, 1, 1];
        const element = isBall ? ball(r, spacing) : box(r, spacing);
        const offsets = isBall ? ballOffsets(r, spacing) : boxOffsets(r, spacing);
        expect(bytesOf(close(packed(mask), element))).toEqual(naiveClosing(mask, offsets));
        expect(bytesOf(open(packed(mask), element))).toEqual(naiveOpening(mask, offsets));
      }),
      { numRuns: 60 },
    );
  });

  test('a ball of radius 50 reaches across words, and beyond the volume without harm', () => {
    const size: Vec3 = [150, 30, 70];
    const bytes = new Uint8Array(150 * 30 * 70);
    const seeds: Vec3[] = [
      [3, 4, 5],
      [120, 20, 60],
    ];
    for (const [i, j, k] of seeds) bytes[i + 150 * (j + 30 * k)] = 1;
    const expected = bytes.map((_, n) => {
      const [i, j, k] = [n % 150, Math.floor(n / 150) % 30, Math.floor(n / 4500)];
      return seeds.some((s) => (i - s[0]) ** 2 + (j - s[1]) ** 2 + (k - s[2]) ** 2 <= 2500) ? 1 : 0;
    });
    expect(bytesOf(dilate(packed({ size, bytes }), ball(50)))).toEqual(expected);
    expect(bytesOf(dilate(packed({ size, bytes }), ball(400)))).toEqual(bytes.map(() => 1));
  });

  test('the mask that was given stays as it was, and progress ends at 1', () => {
    const mask = packed(drawn('.#.#.'));
    const before = mask.words.slice();
    const seen: number[] = [];
    close(mask, ball(1), (fraction) => seen.push(fraction));
    expect(mask.words).toEqual(before);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test('an element that widens away from its middle slice is refused', () => {
    const hourglass: StructuringElement = { extent: [1, 0, 1], halfWidths: Int32Array.of(0, 1) };
    expect(() => dilate(packed(drawn('#..\n\n...')), hourglass)).toThrow('wider at slice 1 (1) than at slice 0 (0)');
  });
});
