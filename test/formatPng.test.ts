import { describe, expect, it } from 'vitest';
import { readPng } from '#src/formats/readPng.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

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
