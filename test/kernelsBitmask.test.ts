import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyBitmask, countForeground, invertBitmask } from '#src/kernels/bitmask.ts';
import { packBand, packForeground } from '#src/kernels/pack.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { anyMask, bytesOf, hasCleanPadding, packed } from './naive/masks.ts';

describe('bit-packed masks', () => {
  test('unpack to the bytes that were packed, with clean padding, whatever the width', () => {
    fc.assert(
      fc.property(anyMask(), ({ size, bytes }) => {
        const mask = packForeground(bytes, size);
        expect(hasCleanPadding(mask)).toBe(true);
        expectSameBytes(bytesOf(mask), bytes);
        expect(mask.words).toEqual(packed({ size, bytes }).words);
      }),
    );
  });

  test('inverting swaps foreground and background of the voxels and leaves the padding clean', () => {
    fc.assert(
      fc.property(anyMask(), ({ size, bytes }) => {
        const mask = copyBitmask(packed({ size, bytes }));
        invertBitmask(mask);
        expect(hasCleanPadding(mask)).toBe(true);
        expectSameBytes(
          bytesOf(mask),
          bytes.map((value) => 1 - value),
        );
      }),
    );
  });

  test('count their foreground', () => {
    fc.assert(
      fc.property(anyMask(), (mask) => {
        expect(countForeground(packed(mask))).toBe(mask.bytes.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  test('take everything but 0 and NaN as foreground, in every voxel type', () => {
    expect([...bytesOf(packForeground(Uint8Array.of(0, 1, 128, 255), [4, 1, 1]))]).toEqual([0, 1, 1, 1]);
    expect([...bytesOf(packForeground(Int8Array.of(0, 1, -1, -128), [4, 1, 1]))]).toEqual([0, 1, 1, 1]);
    expect([...bytesOf(packForeground(Uint16Array.of(0, 256, 65535, 1), [4, 1, 1]))]).toEqual([0, 1, 1, 1]);
    expect([...bytesOf(packForeground(Int16Array.of(0, -32768, 256, 1), [4, 1, 1]))]).toEqual([0, 1, 1, 1]);
    expect([...bytesOf(packForeground(Uint32Array.of(0, 2 ** 31, 2 ** 16, 1), [4, 1, 1]))]).toEqual([0, 1, 1, 1]);
    expect([...bytesOf(packForeground(Int32Array.of(0, -(2 ** 31), 256, 1), [4, 1, 1]))]).toEqual([0, 1, 1, 1]);
    expect([...bytesOf(packForeground(Float32Array.of(0, Number.NaN, -0.5, 1e-40), [4, 1, 1]))]).toEqual([0, 0, 1, 1]);
    expect([...bytesOf(packForeground(Float64Array.of(-0, Number.NaN, -1e-300, 1), [4, 1, 1]))]).toEqual([0, 0, 1, 1]);
  });

  test('a band holds both its ends and no NaN', () => {
    const voxels = Float32Array.of(1.4, 1.5, 2, 2.5, 2.6, Number.NaN);
    expect([...bytesOf(packBand(voxels, [3, 2, 1], 1.5, 2.5))]).toEqual([0, 1, 1, 1, 0, 0]);
  });

  test('a band of integers equals comparing each of them, through a table and without one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 500 }),
        fc.constantFrom(1, 200),
        fc.double({ min: -40000, max: 40000, noNaN: true }),
        (values, repeats, lower) => {
          const voxels = Int16Array.from({ length: values.length * repeats }, (_, n) => values[n % values.length]);
          const expected = Uint8Array.from(voxels, (value) => (value >= lower && value <= lower + 5000 ? 1 : 0));
          expectSameBytes(bytesOf(packBand(voxels, [values.length, repeats, 1], lower, lower + 5000)), expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});
