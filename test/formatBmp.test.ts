import { describe, expect, it } from 'vitest';
import { readBmp } from '#src/formats/readBmp.ts';
import type { Channel } from '#src/kernels/colourChannel.ts';
import { askPython, hasPython } from './askPython.ts';
import { readContext, sourceOf } from './sources.ts';
import { tinyBmp } from './tinyPictures.ts';

const read = (bytes: Uint8Array, channel?: Channel, context = readContext()) =>
  readBmp(sourceOf(bytes, 'a.bmp'), context, undefined, { channel });

describe('readBmp', () => {
  /** Blue, green, red of two rows of two pixels, the lower row first, each filled up to eight bytes. */
  const rows = [1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0];

  it('reads rows from the bottom up and colours from blue to red', async () => {
    expect([...(await read(tinyBmp([2, 2], 24, rows), 'red')).voxels]).toEqual([9, 12, 3, 6]);
    const topDown = tinyBmp([2, 2], 24, rows);
    topDown.writeInt32LE(-2, 22);
    expect([...(await read(topDown, 'blue')).voxels]).toEqual([1, 4, 7, 10]);
  });

  it('reads a palette of greys as values, and another as numbers or as the colours of a channel', async () => {
    const greys = Array.from({ length: 256 }, (_, n) => [n, n, n, 0]).flat();
    const context = readContext();
    expect([...(await read(tinyBmp([2, 1], 8, [200, 7, 0, 0], greys), undefined, context)).voxels]).toEqual([200, 7]);
    expect([...(await read(tinyBmp([2, 1], 8, [200, 7, 0, 0], greys), 'luminance')).voxels]).toEqual([200, 7]);
    expect(context.warnings).toEqual(['a.bmp does not say how large its pixels are: they are placed 1 mm apart']);
    const colours = tinyBmp([2, 1], 4, [0x10, 0, 0, 0], [0, 0, 255, 0, 9, 8, 7, 0]);
    const besides = readContext();
    expect([...(await read(colours, undefined, besides)).voxels]).toEqual([1, 0]);
    expect(besides.warnings[1]).toBe(
      'a.bmp has a palette: the numbers of its colours are read, as they are stored. Choose a channel for the colours',
    );
    expect([...(await read(colours, 'red')).voxels]).toEqual([7, 255]);
    await expect(read(tinyBmp([2, 1], 4, [0x15, 0, 0, 0], [0, 0, 255, 0, 9, 8, 7, 0]), 'red')).rejects.toThrow(
      'a.bmp is damaged: a pixel has colour 5 of a palette of 2',
    );
  });

  it.each([
    [(file: Buffer) => file.writeUInt32LE(1, 30), 'is a BMP picture packed by run lengths (RLE8)'],
    [(file: Buffer) => file.writeUInt16LE(7, 28), 'declares 2×2 pixels of 7 bits'],
    [(file: Buffer) => file.writeInt32LE(0, 18), 'declares 0×2 pixels'],
    [(file: Buffer) => file.writeUInt32LE(60, 10), 'is cut short: 2×2 pixels take 16 bytes from byte 60 on'],
  ])('refuses what it does not read, and says why', async (change, sentence) => {
    const file = tinyBmp([2, 2], 24, rows);
    change(file);
    await expect(read(file)).rejects.toThrow(sentence);
  });

  it('takes the size of a pixel from the header', async () => {
    const file = tinyBmp([2, 2], 24, rows);
    file.writeInt32LE(2000, 38);
    file.writeInt32LE(4000, 42);
    expect((await read(file)).affine).toEqual([-0.5, 0, 0, 0, 0, -0.25, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  });
});

const script = `
import json, io, numpy
from PIL import Image
r = numpy.random.default_rng(2)
a = r.integers(0, 256, (7, 13, 4)).astype('u1')
for mode in ('1', 'L', 'RGB', 'RGBA'):
    picture = Image.fromarray(a[..., 0]).convert('1') if mode == '1' else Image.fromarray(a[..., 0]) if mode == 'L' else Image.fromarray(a[..., :len(mode)])
    file = io.BytesIO()
    picture.save(file, 'BMP')
    found = numpy.array(Image.open(io.BytesIO(file.getvalue())).convert(mode) if mode != 'RGBA' else picture.convert('RGB')).astype(int)
    print(json.dumps([mode, list(file.getvalue()), found.reshape(7, 13, -1)[..., :3].ravel().tolist()]))
`;

describe.skipIf(!hasPython('PIL', 'what readBmp reads'))('Pillow', () => {
  it('reads the same samples', async () => {
    for (const [mode, bytes, values] of askPython(script, []) as [string, number[], number[]][]) {
      const components = mode.startsWith('RGB') ? 3 : 1;
      const channels: readonly (Channel | undefined)[] = components === 3 ? ['red', 'green', 'blue'] : [undefined];
      for (const [n, channel] of channels.entries()) {
        const { voxels } = await read(Uint8Array.from(bytes), channel);
        expect([...voxels], mode).toEqual(values.filter((_, m) => m % components === n));
      }
    }
  });
});
