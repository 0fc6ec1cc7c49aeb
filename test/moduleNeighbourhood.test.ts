import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import Convolution from '#modules/Convolution/index.ts';
import { kernelTaps } from '#modules/Convolution/kernelTaps.ts';
import Laplace from '#modules/Laplace/index.ts';
import Median from '#modules/Median/index.ts';
import Sharpen from '#modules/Sharpen/index.ts';
import Sobel from '#modules/Sobel/index.ts';
import type { Volume } from '#src/image/volume.ts';
import { borderPlaces } from '#src/kernels/convolveBorders.ts';
import { anyVolume } from './anyVolume.ts';
import { recordingContext, row } from './runModule.ts';

const border = fc.constantFrom('Reflect', 'Mirror', 'Nearest');
const dimension = fc.constantFrom('Volume', 'Slices');

/** Every voxel's neighbours within a box of the radius, in order, by the plainest loops there are. */
function neighboursOf(
  { voxels, size }: Volume,
  radius: number,
  depth: number,
  by: 'Reflect' | 'Mirror' | 'Nearest',
): number[][] {
  const [pi, pj, pk] = size.map((n, axis) => borderPlaces(n, axis === 2 ? depth : radius, by));
  return Array.from(voxels, (_, n) => {
    const [i, j, k] = [n % size[0], Math.floor(n / size[0]) % size[1], Math.floor(n / (size[0] * size[1]))];
    const found: number[] = [];
    for (let c = k; c <= k + 2 * depth; c++) {
      for (let b = j; b <= j + 2 * radius; b++) {
        for (let a = i; a <= i + 2 * radius; a++) found.push(voxels[pi[a] + size[0] * (pj[b] + size[1] * pk[c])]);
      }
    }
    return found;
  });
}

describe('Median', () => {
  const params = { shape: 'Box', radius: 1, dimension: 'Volume', border: 'Reflect' } as const;
  const filtered = async (input0: Volume, changes: Partial<Parameters<typeof Median.run>[1]> = {}) =>
    (await Median.run({ input0 }, { ...params, ...changes }, recordingContext())).output0.voxels;

  test('removes an outlier and keeps an edge', async () => {
    expect(await filtered(row(Int16Array.of(1, 1, 900, 1, 5, 5, 5)))).toEqual(Int16Array.of(1, 1, 1, 5, 5, 5, 5));
  });

  test('of a ball of radius 1 is the median of the voxel and its six neighbours', async () => {
    const cross = row(Float32Array.of(9, 1, 9, 2, 5, 3, 9, 4, 9), [3, 3, 1]);
    // 1, 2, 3, 4 beside, and 5 three times, since the slice itself stands before and behind it.
    expect((await filtered(cross, { shape: 'Ball' }))[4]).toBe(4);
    expect((await filtered(cross, { shape: 'Ball', dimension: 'Slices' }))[4]).toBe(3);
  });

  test('is the middle of the sorted neighbours, of every type and at every border', async () => {
    const radius = fc.integer({ min: 0, max: 3 });
    const check = async (image: Volume, r: number, by: 'Reflect' | 'Mirror' | 'Nearest', of: 'Volume' | 'Slices') => {
      const large = {
        ...image,
        voxels: image.voxels.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)),
      } as Volume;
      const expected = neighboursOf(large, r, of === 'Volume' ? r : 0, by).map(
        (values) => Float64Array.from(values).sort()[values.length >> 1],
      );
      expect([...(await filtered(image, { radius: r, border: by, dimension: of }))].map((v) => v + 0)).toEqual(
        expected.map((v) => v + 0),
      );
    };
    await fc.assert(fc.asyncProperty(anyVolume, radius, border, dimension, check), { numRuns: 60 });
  });
});

describe('Convolution', () => {
  const params = {
    predefKernel: 'User',
    userKernel: '1',
    normalize: false,
    border: 'Reflect',
    constant: 0,
    type: 'Float',
  } as const;
  const filtered = async (input0: Volume, changes: Partial<Parameters<typeof Convolution.run>[1]>) =>
    (await Convolution.run({ input0 }, { ...params, ...changes }, recordingContext())).output0.voxels;

  test('averages 3×3 and 5×5 voxels of a slice', async () => {
    const spot = new Uint8Array(25);
    spot[12] = 225;
    const nine = await filtered(row(spot, [5, 5, 1]), { predefKernel: 'Average3x3' });
    expect([nine[0], nine[6], nine[12]]).toEqual([0, 25, 25]);
    expect(await filtered(row(spot, [5, 5, 1]), { predefKernel: 'Average5x5', border: 'Constant' })).toEqual(
      new Float32Array(25).fill(9),
    );
  });

  test('mirrors its kernel, as a convolution does, along each axis', async () => {
    const spot = (size: Volume['size']) => row(Uint8Array.of(0, 0, 1, 0, 0), size);
    for (const [size, userKernel] of [
      [[5, 1, 1], '1 2 3'],
      [[1, 5, 1], '1; 2; 3'],
      [[1, 1, 5], '1 | 2 | 3'],
    ] as const) {
      expect(await filtered(spot(size), { userKernel }), userKernel).toEqual(Float32Array.of(0, 1, 2, 3, 0));
    }
  });

  test('rounds integers and keeps them within their type', async () => {
    const kept = await filtered(row(Uint8Array.of(3, 100, 255)), { userKernel: '0 2.5 0', type: 'Input' });
    expect(kept).toEqual(Uint8Array.of(8, 250, 255));
  });

  test('is the sum over the kernel, whatever the image, the border and the kernel', async () => {
    const kernel = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 27, maxLength: 27 });
    const values = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 60, maxLength: 60 });
    const check = async (voxels: number[], weights: number[], by: 'Reflect' | 'Mirror' | 'Nearest') => {
      const image = row(Int16Array.from(voxels), [5, 4, 3]);
      const slices = [0, 9, 18].map((s) => [0, 3, 6].map((r) => weights.slice(s + r, s + r + 3).join(' ')).join('; '));
      const expected = neighboursOf(image, 1, 1, by).map(
        (near) => near.reduce((sum, value, n) => sum + value * weights[26 - n], 0) + 0,
      );
      expect([...(await filtered(image, { userKernel: slices.join(' | '), border: by }))].map((v) => v + 0)).toEqual(
        expected,
      );
    };
    await fc.assert(fc.asyncProperty(values, kernel, border, check), { numRuns: 30 });
  });

  test.each([
    ['', 'The kernel is empty'],
    ['1 2; 1', 'Every row of the kernel must have 2 weights'],
    ['1 2', 'not 2×1×1'],
    ['1 q 1', '"q" in the kernel is no number'],
    ['1 0 -1', 'sum to 0'],
    [`${'1 '.repeat(4097)}`, 'more than 4096'],
  ])('refuses the kernel "%s"', (text, message) => {
    expect(() => kernelTaps(text, true)).toThrow(message);
  });
});

describe('Sobel', () => {
  const filtered = async (input0: Volume, changes: Partial<Parameters<typeof Sobel.run>[1]>) => {
    const params = { output: 'Magnitude', dimension: 'Slices', border: 'Reflect', constant: 0, ...changes } as const;
    return (await Sobel.run({ input0 }, params, recordingContext())).output0.voxels;
  };

  test('is the difference of the neighbours on a ramp, and the root of the mean of squares of all axes', async () => {
    // Rises by 3 along i and by 4 along j.
    const ramp = row(
      Uint8Array.from({ length: 9 }, (_, n) => 3 * (n % 3) + 4 * Math.floor(n / 3)),
      [3, 3, 1],
    );
    expect((await filtered(ramp, { output: 'X' }))[4]).toBe(6);
    expect((await filtered(ramp, { output: 'Y' }))[4]).toBe(8);
    expect((await filtered(ramp, {}))[4]).toBe(Math.fround(Math.sqrt((36 + 64) / 2)));
    expect((await filtered(ramp, { dimension: 'Volume' }))[4]).toBe(Math.fround(Math.sqrt(100 / 3)));
  });

  test('finds edges along k in a volume, and none in slices', async () => {
    const steps = row(Uint8Array.of(0, 0, 7), [1, 1, 3]);
    expect(await filtered(steps, { dimension: 'Volume', output: 'Z' })).toEqual(Float32Array.of(0, 7, 7));
    await expect(filtered(steps, { output: 'Z' })).rejects.toThrow('set Neighbours to 3D');
  });
});

describe('Laplace', () => {
  test('is positive in a dark spot, and sums over the axes', async () => {
    const spot = row(Uint8Array.of(9, 9, 9, 9, 4, 9, 9, 9, 9), [3, 3, 1]);
    const params = { dimension: 'Volume', border: 'Reflect', constant: 0 } as const;
    const found = (await Laplace.run({ input0: spot }, params, recordingContext())).output0.voxels;
    expect([found[4], found[1], found[0]]).toEqual([20, -5, 0]);
    const outside = await Laplace.run(
      { input0: spot },
      { ...params, border: 'Constant', constant: 9 },
      recordingContext(),
    );
    // Now the slices before and behind are 9 as well.
    expect(outside.output0.voxels[4]).toBe(30);
  });
});

describe('Sharpen', () => {
  test('overshoots at an edge, as far as the type holds that', async () => {
    const edge = row(Uint8Array.of(100, 100, 100, 200, 200, 200));
    const params = { radius: 0.5, unit: 'Voxels', amount: 1, type: 'Float' } as const;
    const sharp = (await Sharpen.run({ input0: edge }, params, recordingContext())).output0.voxels;
    // The Gaussian of 0.5 voxels weighs a neighbour by 0.106451 and the one behind it by 0.000264.
    expect(sharp[2]).toBeCloseTo(200 - (100 + 100 * (0.106451 + 0.000264)), 3);
    const kept = await Sharpen.run({ input0: edge }, { ...params, amount: 20, type: 'Input' }, recordingContext());
    expect([kept.output0.voxels[2], kept.output0.voxels[3]]).toEqual([0, 255]);
  });
});
