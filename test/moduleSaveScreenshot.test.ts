import { describe, expect, test } from 'vitest';
import SaveScreenshot from '#modules/SaveScreenshot/index.ts';
import { joinBytes } from '#src/formats/joinBytes.ts';
import { readImage } from '#src/formats/readImage.ts';
import { defaultParams } from '#src/graph/params.ts';
import type { Volume } from '#src/image/volume.ts';
import { recordingContext } from './runModule.ts';

type Params = Parameters<typeof SaveScreenshot.run>[1];
const defaults = { ...(defaultParams(SaveScreenshot.params) as unknown as Params), zoom: 1 };

/** Two by two voxels in the way they lie on a picture: right to left, and from the front to the back. */
const image = (voxels: Volume['voxels'], sj = 1): Volume => ({
  size: [2, 2, 1],
  affine: [-1, 0, 0, 0, 0, -sj, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  voxels,
});

/** The pixels of what was made, read back: a channel of them. */
async function channel(
  name: 'red' | 'green' | 'blue',
  input0: Volume,
  params: Partial<Params> = {},
  input1?: Volume,
): Promise<number[]> {
  const { file } = await SaveScreenshot.run({ input0, input1 }, { ...defaults, ...params }, recordingContext());
  expect(file.suffix).toBe('.png');
  const whole = joinBytes(file.parts);
  const bytes = async (start = 0, end = whole.length) => Uint8Array.from(whole.subarray(start, end));
  const opened = { name: 'a.png', size: whole.length, bytes };
  return [...(await readImage(opened, recordingContext(), undefined, { channel: name })).voxels];
}

describe('SaveScreenshot', () => {
  const plain = image(Float32Array.of(0, 50, 100, Number.NaN));

  test('spreads the window over grey; NaN is black', async () => {
    const window = { autoLUT: false, lutCenter: 50, lutWidth: 100 };
    expect(await channel('red', plain, window)).toEqual([0, 128, 255, 0]);
    expect(await channel('blue', plain, { ...window, lutCenter: 100 })).toEqual([0, 0, 128, 0]);
    expect(await channel('green', plain, { ...window, invertLUT: true })).toEqual([255, 127, 0, 0]);
  });

  test('hot begins with red', async () => {
    const window = { autoLUT: false, lutCenter: 50, lutWidth: 200, colorMap: 'hot' } as const;
    expect(await channel('red', plain, window)).toEqual([171, 255, 255, 0]);
    expect(await channel('blue', plain, window)).toEqual([0, 0, 0, 0]);
  });

  test('lays a mask over it with its colour and opacity', async () => {
    const mask = image(Uint8Array.of(1, 0, 1, 0));
    const params = { autoLUT: false, lutCenter: 50, lutWidth: 100, color: '#ff0080', opacity: 0.5 };
    expect(await channel('red', plain, params, mask)).toEqual([128, 128, 255, 0]);
    expect(await channel('green', plain, params, mask)).toEqual([0, 128, 128, 0]);
    expect(await channel('blue', plain, params, mask)).toEqual([64, 128, 192, 0]);
  });

  test('an outline leaves the inside as it is', async () => {
    const size = [3, 3, 1] as const;
    const affine = [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
    const input0 = { size, affine, voxels: new Uint8Array(9) };
    const mask = { size, affine, voxels: new Uint8Array(9).fill(1) };
    const found = await channel('red', input0, { outline: true, opacity: 1, color: '#ff0000' }, mask);
    expect(found).toEqual([255, 255, 255, 255, 0, 255, 255, 255, 255]);
  });

  test('pixels are square, and zoom makes more of them', async () => {
    const tall = image(Uint8Array.of(0, 255, 0, 255), 2);
    const found = await channel('red', tall, { autoLUT: false, lutCenter: 127.5, lutWidth: 255 });
    expect(found).toEqual([0, 255, 0, 255, 0, 255, 0, 255]);
    expect(await channel('red', tall, { zoom: 3 })).toHaveLength(6 * 12);
  });

  test.each([
    [{ autoLUT: false, lutWidth: 0 }, 'A window of width 0 shows nothing'],
    [{ color: 'red' }, 'A colour is written as #rrggbb, for instance #ff5a4d, not as "red"'],
    [{ slice: 7 }, 'There is no slice 7'],
  ])('refuses what cannot be shown: %o', async (params, sentence) => {
    await expect(channel('red', plain, params, image(Uint8Array.of(1, 1, 1, 1)))).rejects.toThrow(sentence);
  });

  test('refuses an overlay on another grid, by both names', async () => {
    const other: Volume = { ...plain, size: [4, 1, 1] };
    await expect(channel('red', plain, {}, other)).rejects.toThrow('Image (2×2×1) and Overlay (4×1×1)');
  });
});
