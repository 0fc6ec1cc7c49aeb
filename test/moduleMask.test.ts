import { describe, expect, test } from 'vitest';
import Mask from '#modules/Mask/index.ts';
import { type Mode, modes } from '#modules/Mask/modes.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Voxels } from '#src/image/volume.ts';
import { recordingContext, row } from './runModule.ts';

type Params = Parameters<typeof Mask.run>[1];
const defaults = defaultParams(Mask.params) as unknown as Params;
const flags = Uint8Array.of(0, 1, 0, 7);

async function masked(image: Voxels, mask: Voxels, params: Partial<Params> = {}): Promise<Voxels> {
  const inputs = { input0: row(image), input1: row(mask) };
  return (await Mask.run(inputs, { ...defaults, ...params }, recordingContext())).output0.voxels;
}

describe('Mask', () => {
  test.each<[Mode, Voxels]>([
    ['Original', Int16Array.of(10, -20, 30, 40)],
    ['Mask', Uint8Array.of(0, 1, 0, 1)],
    ['InvMask', Uint8Array.of(1, 0, 1, 0)],
    ['MaskedOriginal', Int16Array.of(8, -20, 8, 40)],
    ['MaskedOriginalOnWhite', Int16Array.of(40, -20, 40, 40)],
    ['MaskedOriginalInv', Int16Array.of(10, 8, 30, 8)],
    ['MaskOverOriginal', Float32Array.of(10, -5, 30, 40)],
    ['MaskInOriginal', Float32Array.of(9.5, -20, 24.5, 40)],
    ['InvMaskInOriginal', Float32Array.of(10, -13, 30, 32)],
  ])('%s as its help says, with background 8 and blending 0.25', async (mode, expected) => {
    expect(await masked(Int16Array.of(10, -20, 30, 40), flags, { mode, background: 8, blending: 0.25 })).toEqual(
      expected,
    );
  });

  test('knows every mode of the list above', () => {
    expect(Object.keys(modes)).toHaveLength(9);
    expect(Mask.summary?.(defaultParams(Mask.params) as Parameters<NonNullable<typeof Mask.summary>>[0])).toBe(
      'Masked Original',
    );
  });

  test('a background of -1000 on an unsigned image reads -1000, never 64536', async () => {
    const background = -1000;
    expect(await masked(Uint8Array.of(1, 2, 3, 4), flags, { background })).toEqual(Int16Array.of(-1000, 2, -1000, 4));
    expect(await masked(Uint16Array.of(1, 2, 3, 65535), flags, { background })).toEqual(
      Int32Array.of(-1000, 2, -1000, 65535),
    );
  });

  test('takes neither 0 nor NaN as foreground, but everything else, in masks of any type', async () => {
    const image = Uint8Array.of(1, 2, 3, 4);
    expect([...(await masked(image, Float32Array.of(Number.NaN, -0.5, 0, 1e-30)))]).toEqual([0, 2, 0, 4]);
    expect([...(await masked(image, Int16Array.of(256, -1, 0, -32768)))]).toEqual([1, 2, 0, 4]);
    expect([...(await masked(image, Int32Array.of(2 ** 30, -1, 0, 65536)))]).toEqual([1, 2, 0, 4]);
  });

  test('keeps NaN, infinities and fractions of float images as they are', async () => {
    const image = Float64Array.of(Number.NaN, Number.NaN, 0.1, Number.NEGATIVE_INFINITY);
    expect([...(await masked(image, flags))]).toEqual([0, Number.NaN, 0, Number.NEGATIVE_INFINITY]);
  });

  test('with blending 1 equals Masked Original, and with 0 the original', async () => {
    const image = Int16Array.of(10, -20, 30, 40);
    const blend = (blending: number) => masked(image, flags, { mode: 'MaskInOriginal', background: -7, blending });
    expect([...(await blend(1))]).toEqual([...(await masked(image, flags, { background: -7 }))]);
    expect([...(await blend(0))]).toEqual([...image]);
  });

  test('refuses images of different sizes or places, with both sizes and what to do', async () => {
    await expect(masked(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).rejects.toThrow(
      'The image (2×1×1) and the mask (3×1×1) lie on different grids: connect two images',
    );
    const moved = { ...row(flags), affine: [1, 0, 0, 50, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] };
    const run = async () => Mask.run({ input0: row(flags), input1: moved }, defaults, recordingContext());
    await expect(run()).rejects.toThrow('same size (4×1×1) but lie at different places');
  });

  test('is local unless it writes the maximum of the whole image', () => {
    const global = Object.keys(modes).filter(
      (mode) => Mask.halo?.({ ...defaults, mode: mode as Mode }, [1, 1, 1]) === undefined,
    );
    expect(global).toEqual(['MaskedOriginalOnWhite', 'MaskOverOriginal']);
  });
});
