import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { paintSlice } from './paintSlice.ts';
import { valueRange, windowOf } from './valueRange.ts';

/** The grey of each pixel, and whether every pixel is opaque and without colour. */
function paint(voxels: Voxels, center: number, width: number) {
  const pixels = new Int32Array(voxels.length);
  paintSlice(voxels, { center, width }, pixels);
  const bytes = new Uint8Array(pixels.buffer);
  const isGrey = voxels.every(
    (_: number, p: number) =>
      bytes[4 * p] === bytes[4 * p + 1] && bytes[4 * p] === bytes[4 * p + 2] && bytes[4 * p + 3] === 255,
  );
  return { greys: [...voxels].map((_, p) => bytes[4 * p]), isGrey };
}

function window(voxels: Voxels) {
  const range = valueRange(voxels);
  return range && windowOf(range);
}

describe('painting a slice', () => {
  test.each(Object.keys(voxelArrays) as (keyof typeof voxelArrays)[])(
    'gives every %s value its grey of the window, clamped at both ends',
    (type) => {
      // Three greys a unit, from 17.5 up.
      const { greys, isGrey } = paint(voxelArrays[type].from([0, 17, 18, 60, 61, 102, 103, 127]), 60, 85);
      expect(greys).toEqual([0, 0, 2, 128, 131, 254, 255, 255]);
      expect(isGrey).toBe(true);
    },
  );

  test('keeps the sign of negative values and the size of large ones', () => {
    expect(paint(Int16Array.of(-1000, -500, 0), -500, 1000).greys).toEqual([0, 128, 255]);
    expect(paint(Uint32Array.of(4294967295, 4294967293), 4294967294, 2).greys).toEqual([255, 0]);
    expect(paint(Float64Array.of(1e9, 1e9 + 0.5, 1e9 + 1), 1e9 + 0.5, 1).greys).toEqual([0, 128, 255]);
  });

  test('agrees with the formula for every window', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(finite, finite, fc.double({ noNaN: true, min: 1e-3, max: 1e6 }), (value, center, width) => {
        const exact = (255 * (value - (center - width / 2))) / width;
        const [grey] = paint(Float64Array.of(value), center, width).greys;
        expect(Math.abs(grey - Math.min(255, Math.max(0, exact)))).toBeLessThanOrEqual(0.5 + 1e-6);
      }),
    );
  });

  test('paints NaN like the background and infinities like the ends of the window', () => {
    expect(paint(Float32Array.of(Number.NaN, -Infinity, Infinity, 1), 0.5, 1).greys).toEqual([0, 0, 255, 255]);
  });

  test('takes a window without width as a step at its center', () => {
    expect(paint(Float32Array.of(59, 61), 60, 0).greys).toEqual([0, 255]);
    expect(paint(Float32Array.of(-1, 1), 0, 0).greys).toEqual([0, 255]);
  });

  test('refuses pixels of another number than the voxels', () => {
    expect(() => paintSlice(new Uint8Array(4), { center: 0, width: 1 }, new Int32Array(5))).toThrow('4 voxels');
  });
});

describe('the automatic window', () => {
  test('of a mask is center 0.5 and width 1, of an empty and of a full one too', () => {
    const sparse = new Uint8Array(100_000);
    sparse[70_001] = 1;
    for (const mask of [Uint8Array.of(0, 1, 1), sparse, new Uint8Array(9), new Uint8Array(9).fill(1)]) {
      expect(window(mask)).toEqual({ center: 0.5, width: 1 });
    }
  });

  test('reaches from the minimum to the 99.8th percentile, so that a few hot voxels do not darken the rest', () => {
    const voxels = Float32Array.from({ length: 10_000 }, (_, p) => p);
    voxels[5] = 1e9;
    const range = valueRange(voxels);
    expect(range?.min).toBe(0);
    expect(range?.max).toBeGreaterThan(9950);
    expect(range?.max).toBeLessThan(10_000);
  });

  test('leaves NaN and infinities out, and is not there when nothing is left', () => {
    expect(valueRange(Float32Array.of(Number.NaN, -2, Infinity, -Infinity, 4))).toEqual({ min: -2, max: 4 });
    expect(valueRange(Float32Array.of(Number.NaN, Infinity))).toBeUndefined();
  });

  test('of a constant image is measured against 0', () => {
    expect(valueRange(Int16Array.of(60, 60))).toEqual({ min: 0, max: 60 });
    expect(valueRange(Int16Array.of(-1000, -1000))).toEqual({ min: -1000, max: 0 });
  });
});
