import { describe, expect, it } from 'vitest';
import { readPng } from '#src/formats/readPng.ts';
import type { Channel } from '#src/kernels/colourChannel.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';
import { tinyPng, withChecksums } from './tinyPictures.ts';

const read = (bytes: Uint8Array, channel?: Channel, context = readContext()) =>
  readPng(sourceOf(bytes, 'a.png'), context, undefined, { channel });

describe('readPng', () => {
  it.each([
    [1, [0, 0b10100000], [1, 0, 1, 0, 0]],
    [2, [0, 0b00011011, 0b01000000], [0, 85, 170, 255, 85]],
    [4, [0, 0x1f, 0x20, 0x30], [17, 255, 34, 0, 51]],
    [8, [0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5]],
    [16, [0, 1, 0, 2, 0, 0xab, 0xcd, 4, 0, 5, 1], [256, 512, 0xabcd, 1024, 1281]],
  ])('reads %i bits of grey', async (depth, rows, values) => {
    const { size, voxels } = await read(tinyPng([5, 1], [depth, 0], rows));
    expect([size, [...voxels]]).toEqual([[5, 1, 1], values]);
    expect(voxels).toBeInstanceOf(depth === 16 ? Uint16Array : Uint8Array);
  });

  it('undoes each filter', async () => {
    const rows = [0, 10, 20, 30, 1, 1, 1, 1, 2, 1, 2, 3, 3, 5, 5, 5, 4, 1, 1, 1];
    // Sub, up, average and Paeth of three bytes, computed by hand.
    expect([...(await read(tinyPng([3, 5], [8, 0], rows))).voxels]).toEqual([
      ...[10, 20, 30],
      ...[1, 2, 3],
      ...[2, 4, 6],
      ...[6, 10, 13],
      ...[7, 11, 14],
    ]);
    await expect(read(tinyPng([3, 1], [8, 0], [5, 1, 2, 3]))).rejects.toThrow(
      'a.png is damaged: row 0 has the filter 5',
    );
  });

  it('puts the passes of an interlaced picture into their places', async () => {
    // 3 x 3 pixels whose values are 10 j + i: of the seven passes the first and the last four have some.
    const rows = [
      [0, 0],
      [0, 2],
      [0, 20, 22],
      [0, 1],
      [0, 21],
      [0, 10, 11, 12],
    ].flat();
    expect([...(await read(tinyPng([3, 3], [8, 0, 1], rows))).voxels]).toEqual([0, 1, 2, 10, 11, 12, 20, 21, 22]);
  });

  it('reads the numbers of a palette, with a warning, or a channel of its colours', async () => {
    const palette = [
      ['PLTE', Uint8Array.of(9, 8, 7, 255, 0, 0)],
      ['tRNS', Uint8Array.of(3)],
    ] as const;
    const file = tinyPng([2, 1], [8, 3], [0, 1, 0], palette);
    const context = readContext();
    expect([...(await read(file, undefined, context)).voxels]).toEqual([1, 0]);
    expect(context.warnings).toContain(
      'a.png has a palette: the numbers of its colours are read, as they are stored. Choose a channel for the colours',
    );
    expect([...(await read(file, 'red')).voxels]).toEqual([255, 9]);
    expect([...(await read(file, 'alpha')).voxels]).toEqual([255, 3]);
    await expect(read(tinyPng([2, 1], [8, 3], [0, 2, 0], palette), 'red')).rejects.toThrow(
      'a.png is damaged: a pixel has colour 2 of a palette of 2',
    );
  });

  it('takes the size of a pixel where it is a length, but not the resolution of a screen', async () => {
    const pixels = (perMetre: number, unit: number) => {
      const content = Buffer.alloc(9);
      content.writeUInt32BE(perMetre, 0);
      content.writeUInt32BE(perMetre, 4);
      content[8] = unit;
      return tinyPng([1, 1], [8, 0], [0, 1], [['pHYs', content]]);
    };
    const context = readContext();
    expect((await read(pixels(2000, 1), undefined, context)).affine.slice(0, 6)).toEqual([-0.5, 0, 0, 0, 0, -0.5]);
    expect(context.warnings).toEqual([]);
    for (const file of [pixels(2000, 0), pixels(2835, 1), pixels(3780, 1)]) {
      const asked = readContext();
      expect((await read(file, undefined, asked)).affine.slice(0, 6)).toEqual([-1, 0, 0, 0, 0, -1]);
      expect(asked.warnings).toEqual(['a.png does not say how large its pixels are: they are placed 1 mm apart']);
    }
  });

  it('says what is wrong with a damaged file', async () => {
    const sound = tinyPng([2, 2], [8, 0], [0, 1, 2, 0, 3, 4]);
    const changed = (at: number, value: number) => sound.map((byte, n) => (n === at ? value : byte));
    await expect(read(changed(20, 9))).rejects.toThrow('a.png is damaged: the checksum of its part IHDR does not fit');
    await expect(read(withChecksums(changed(25, 5)))).rejects.toThrow('its header has colour type 5 of 8 bits');
    await expect(read(sound.subarray(0, 50))).rejects.toThrow('a.png is cut short: it has no end (IEND)');
    await expect(read(tinyPng([2, 2], [8, 0], [0, 1, 2]))).rejects.toThrow('a.png is damaged: it ends in row 1 of 2');
  });
});

const expected = expectedImages('PNG picture');
const folder = 'formats/png-jpeg/';
const channels = ['red', 'green', 'blue'] as const;

describe.skipIf(!expected)('readPng on real files', () => {
  it.each(['cthead1', 'bilevel', 'palette', 't1-slice-16bit'])('reads %s as the manifest has it', async (name) => {
    const path = `${folder}${name}.png`;
    const volume = await readPng(fileSource(referenceData(path) ?? ''), readContext());
    const { affine_ras, ...values } = expected?.[path] ?? ({} as never);
    void affine_ras;
    expectImage(volume, values, true);
  });

  it.each(['brain-pd-slice', 'brain-t1-slice', 'visible-woman-head-rgb'])(
    'reads the channels of %s as the manifest has them',
    async (name) => {
      const path = `${folder}${name}.png`;
      const facts = expected?.[path];
      let sum = 0;
      for (const [n, channel] of channels.entries()) {
        const volume = await readPng(fileSource(referenceData(path) ?? ''), readContext(), undefined, { channel });
        for (const [[j, i, component], value] of facts?.probes ?? []) {
          if (component === n) expect(volume.voxels[i + volume.size[0] * j]).toBe(value);
        }
        for (const value of volume.voxels) sum += value / 3 / volume.voxels.length;
      }
      expect(sum).toBeCloseTo(facts?.mean ?? NaN, 5);
    },
  );
});

/** Pictures of all kinds as Pillow writes them, and an interlaced one; and the arrays that it reads from them. */
const script = `
import json, io, numpy
from PIL import Image
r = numpy.random.default_rng(5)
rgba = r.integers(0, 256, (13, 21, 4)).astype('u1')
smooth = numpy.add.outer(numpy.arange(40), 3 * numpy.arange(50)).astype('u1')
pictures = dict(L=Image.fromarray(rgba[..., 0]), smooth=Image.fromarray(smooth), LA=Image.fromarray(rgba[..., :2], 'LA'), RGB=Image.fromarray(rgba[..., :3]),
  RGBA=Image.fromarray(rgba), bits=Image.fromarray(rgba[..., 0] > 99), words=Image.fromarray(r.integers(0, 65536, (13, 21)).astype('u2')), dot=Image.fromarray(rgba[:1, :1, 0]))
for name, picture in pictures.items():
    file = io.BytesIO()
    picture.save(file, 'PNG')
    found = numpy.array(Image.open(io.BytesIO(file.getvalue()))).astype(int)
    if found.ndim == 2: found = found[..., None]
    print(json.dumps([name, list(file.getvalue()), list(found.shape), found.ravel().tolist()]))
`;

describe.skipIf(!hasPython('PIL', 'what readPng reads'))('Pillow', () => {
  it('reads the same samples', async () => {
    for (const [name, bytes, [height, width, components], values] of askPython(script, []) as [
      string,
      number[],
      number[],
      number[],
    ][]) {
      const takes = [['luminance'], ['luminance', 'alpha'], channels, [...channels, 'alpha']][components - 1];
      for (const [n, channel] of (takes as ('red' | 'luminance')[]).entries()) {
        const volume = await readPng(sourceOf(Uint8Array.from(bytes)), readContext(), undefined, { channel });
        expect(volume.size, name).toEqual([width, height, 1]);
        expect([...volume.voxels], name).toEqual(values.filter((_, m) => m % components === n));
      }
    }
  });
});
