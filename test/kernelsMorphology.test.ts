import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vec3 } from '#src/image/volume.ts';
import { countForeground } from '#src/kernels/bitmask.ts';
import { close, dilate, erode, open } from '#src/kernels/morphology.ts';
import { simd } from '#src/kernels/simd.ts';
import { ball, box, extentOf, type StructuringElement } from '#src/kernels/structuringElement.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { anyMask, type ByteMask, bytesOf, drawn, hasCleanPadding, packed, randomNumbers } from './naive/masks.ts';
import {
  ballOffsets,
  boxOffsets,
  naiveClosing,
  naiveDilation,
  naiveErosion,
  naiveOpening,
  offsetsOf,
  withinRadius,
} from './naive/morphology.ts';
import { withoutSimd } from './withoutSimd.ts';

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

/** Elements of random rows, of which none is longer further out along k. */
const anyElement: fc.Arbitrary<StructuringElement> = fc
  .record({
    rj: fc.nat(3),
    rk: fc.nat(3),
    rows: fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 16, maxLength: 16 }),
  })
  .map(({ rj, rk, rows }) => {
    const count = rj + 1;
    const halfWidths = Int32Array.from(rows.slice(0, count * (rk + 1)));
    for (let n = halfWidths.length - count - 1; n >= 0; n--) {
      halfWidths[n] = Math.max(halfWidths[n], halfWidths[n + count]);
    }
    return { extent: [Math.max(0, ...halfWidths), rj, rk], halfWidths };
  });

const operations = [dilate, erode, close, open];

/** Masks of some words along i and some tiles of 16 rows along j, whose foreground comes in solid blocks and as noise. */
const largeMask: fc.Arbitrary<ByteMask> = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 9 })),
    block: fc.constantFrom(1, 7, 40),
    density: fc.constantFrom(0.01, 0.3, 0.6, 0.97),
    seed: fc.nat(1000),
  })
  .map(({ size, block, density, seed }) => {
    const [ni, nj, nk] = size;
    const bytes = new Uint8Array(ni * nj * nk);
    for (let n = 0; n < bytes.length; n++) {
      const at =
        Math.floor((n % ni) / block) +
        31 * Math.floor((Math.floor(n / ni) % nj) / block) +
        997 * Math.floor(n / ni / nj / block);
      bytes[n] = randomNumbers(seed + 7919 * at)() < density ? 1 : 0;
    }
    return { size, bytes };
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

  test('one voxel becomes the element, an empty mask and a full one stay', () => {
    const one = { size: [9, 7, 5] as const, bytes: new Uint8Array(315) };
    one.bytes[4 + 9 * (3 + 7 * 2)] = 1;
    expect(countForeground(dilate(packed(one), ball(2)))).toBe(33);
    for (const value of [0, 1]) {
      const bytes = new Uint8Array(315).fill(value);
      for (const operation of operations) {
        expect(bytesOf(operation(packed({ size: one.size, bytes }), ball(2)))).toEqual(bytes);
      }
    }
  });

  test('dilation and erosion by a ball equal trying every voxel of it', () => {
    const radius = fc.constantFrom(0, 1, 1.5, 2, 2.3, 3);
    fc.assert(
      fc.property(anyMask(8), radius, (mask, r) => {
        const offsets = ballOffsets(r);
        const dilated = dilate(packed(mask), ball(r));
        const eroded = erode(packed(mask), ball(r));
        expect(hasCleanPadding(dilated) && hasCleanPadding(eroded)).toBe(true);
        expectSameBytes(bytesOf(dilated), naiveDilation(mask, offsets));
        expectSameBytes(bytesOf(eroded), naiveErosion(mask, offsets));
      }),
      { numRuns: 40 },
    );
  });

  test('closing and opening by balls in mm and by boxes equal trying every voxel', () => {
    const radius = anyRadius(3);
    fc.assert(
      fc.property(anyMask(6), radius, fc.boolean(), fc.boolean(), (mask, r, isBall, inMm) => {
        const spacing: Vec3 = inMm ? anisotropic : [1, 1, 1];
        const element = isBall ? ball(r, spacing) : box(r, spacing);
        const offsets = isBall ? ballOffsets(r, spacing) : boxOffsets(r, spacing);
        expectSameBytes(bytesOf(close(packed(mask), element)), naiveClosing(mask, offsets));
        expectSameBytes(bytesOf(open(packed(mask), element)), naiveOpening(mask, offsets));
      }),
      { numRuns: 40 },
    );
  });

  test('any element of rows that do not grow outwards does, with rows missing and longer ones outside', () => {
    fc.assert(
      fc.property(anyMask(6), anyElement, (mask, element) => {
        const offsets = offsetsOf(element);
        expectSameBytes(bytesOf(dilate(packed(mask), element)), naiveDilation(mask, offsets));
        expectSameBytes(bytesOf(close(packed(mask), element)), naiveClosing(mask, offsets));
      }),
      { numRuns: 40 },
    );
  });

  test('WebAssembly and TypeScript give the same words', () => {
    const radius = fc.oneof(anyRadius(5), anyRadius(80));
    const element = fc.oneof(
      fc.tuple(radius, fc.constantFrom(anisotropic, [1, 1, 1] as const)).map(([r, spacing]) => ball(r, spacing)),
      radius.map((r) => box(r)),
      anyElement,
    );
    fc.assert(
      fc.property(largeMask, element, (mask, e) => {
        for (const operation of operations) {
          const fast = operation(packed(mask), e);
          const plain = withoutSimd(() => operation(packed(mask), e));
          expect(fast.words.findIndex((word, n) => word !== plain.words[n])).toBe(-1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a ball of radius 50 reaches across words, and one of 400 beyond the volume', () => {
    const seeds: readonly Vec3[] = [
      [3, 4, 5],
      [120, 60, 1],
    ];
    const mask = { size: [150, 66, 7] as const, bytes: new Uint8Array(150 * 66 * 7) };
    for (const [i, j, k] of seeds) mask.bytes[i + 150 * (j + 66 * k)] = 1;
    for (const run of [(body: () => void) => body(), withoutSimd]) {
      run(() => {
        expectSameBytes(bytesOf(dilate(packed(mask), ball(50))), withinRadius(mask.size, seeds, 50));
        expect(countForeground(dilate(packed(mask), ball(400)))).toBe(mask.bytes.length);
      });
    }
  });

  test('a slab with its halo closes as the same slab of the whole', () => {
    fc.assert(
      fc.property(anyMask(20), fc.integer({ min: 0, max: 4 }), fc.nat(19), fc.nat(19), (mask, r, from, to) => {
        const [ni, nj, nk] = mask.size;
        const [first, last] = [Math.min(from, to, nk - 1), Math.min(Math.max(from, to), nk - 1)];
        const [low, high] = [Math.max(0, first - 2 * r), Math.min(nk, last + 1 + 2 * r)];
        const plane = ni * nj;
        const slab = { size: [ni, nj, high - low] as const, bytes: mask.bytes.subarray(plane * low, plane * high) };
        const ofSlab = bytesOf(close(packed(slab), ball(r))).subarray(plane * (first - low), plane * (last + 1 - low));
        expectSameBytes(ofSlab, bytesOf(close(packed(mask), ball(r))).subarray(plane * first, plane * (last + 1)));
      }),
    );
  });

  test('a run that is given up by its progress leaves the scratch memory free, and the next is right', () => {
    const mask = packed({ size: [40, 30, 20], bytes: new Uint8Array(24000).fill(1) });
    const giveUp = (fraction: number) => {
      if (fraction > 0.3) throw new Error('given up');
    };
    expect(() => close(mask, ball(3), giveUp)).toThrow('given up');
    expect(simd()?.scratch.isFree()).toBe(true);
    expect(countForeground(close(mask, ball(3)))).toBe(24000);
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
