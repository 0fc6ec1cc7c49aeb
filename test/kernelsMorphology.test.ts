import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vec3 } from '#src/image/volume.ts';
import { countForeground } from '#src/kernels/bitmask.ts';
import { close, dilate, erode, open } from '#src/kernels/morphology.ts';
import { simd } from '#src/kernels/simd.ts';
import { ball, box, type StructuringElement } from '#src/kernels/structuringElement.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { anisotropic, anyElement, anyRadius, largeMask } from './naive/anyElement.ts';
import { anyMask, bytesOf, drawn, hasCleanPadding, packed } from './naive/masks.ts';
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

/** From 1 on. */
function wholeNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n + 1);
}

const operations = [dilate, erode, close, open];

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

  test('a full mask stays full at every width and height', () => {
    for (const size of [...wholeNumbers(140).map((ni) => [ni, 5, 2]), ...wholeNumbers(40).map((nj) => [5, nj, 2])]) {
      const [ni, nj, nk] = size;
      const full = packed({ size: [ni, nj, nk], bytes: new Uint8Array(ni * nj * nk).fill(1) });
      for (const operation of operations) expect(operation(full, ball(2)).words).toEqual(full.words);
    }
  });

  test('one voxel becomes the element, and an empty mask stays empty', () => {
    const one = { size: [9, 7, 5] as const, bytes: new Uint8Array(315) };
    one.bytes[4 + 9 * (3 + 7 * 2)] = 1;
    expect(countForeground(dilate(packed(one), ball(2)))).toBe(33);
    const empty = packed({ size: one.size, bytes: new Uint8Array(315) });
    for (const operation of operations) expect(countForeground(operation(empty, ball(2)))).toBe(0);
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

  test('a ball that is large in every direction gives the same by rows and by distances', () => {
    const size: Vec3 = [70, 60, 50];
    const seeds: readonly Vec3[] = [
      [2, 3, 4],
      [66, 50, 9],
    ];
    const bytes = new Uint8Array(70 * 60 * 50);
    for (const [i, j, k] of seeds) bytes[i + 70 * (j + 60 * k)] = 1;
    const mask = packed({ size, bytes });
    expectSameBytes(bytesOf(dilate(mask, ball(36.5))), withinRadius(size, seeds, 36.5));
    expectSameBytes(bytesOf(withoutSimd(() => dilate(mask, ball(36.5)))), withinRadius(size, seeds, 36.5));
    const closed = close(mask, ball(40, [1, 1, 1.25]));
    const plain = withoutSimd(() => close(mask, ball(40, [1, 1, 1.25])));
    expectSameBytes(bytesOf(closed), bytesOf(plain));
    expect(countForeground(closed)).toBeGreaterThan(2);
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
