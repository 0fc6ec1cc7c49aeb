import { describe, expect, it } from 'vitest';
import { decodeJpeg } from '#src/formats/jpeg.ts';
import { readJpeg } from '#src/formats/readJpeg.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

/** Pictures of noise in every way of coding that is read, and what Pillow makes of them: name, bytes, shape, samples. */
const script = `
import json, io, numpy
from PIL import Image
noise = numpy.random.default_rng(1).integers(0, 256, (37, 53, 3)).astype('u1')
colour = Image.fromarray(noise)
smooth = colour.resize((67, 45), Image.BICUBIC)
ways = dict(subsampling0=dict(subsampling=0), subsampling1=dict(subsampling=1), subsampling2=dict(subsampling=2),
  best=dict(quality=100), progressive=dict(progressive=True), restart=dict(optimize=True, quality=30))
for name, options in ways.items():
    for kind, picture in (('noise', colour), ('smooth', smooth), ('grey', colour.convert('L')), ('dot', colour.crop((0, 0, 1, 1)))):
        file = io.BytesIO()
        picture.save(file, 'JPEG', **options)
        found = numpy.array(Image.open(file))
        print(json.dumps([name + ' ' + kind, list(file.getvalue()), list(found.shape), found.ravel().tolist()]))
`;

describe.skipIf(!hasPython('PIL', 'what decodeJpeg decodes'))('decodeJpeg', () => {
  it('gives the samples of Pillow', async () => {
    for (const [name, bytes, shape, samples] of askPython(script, []) as [string, number[], number[], number[]][]) {
      const picture = await decodeJpeg(Uint8Array.from(bytes), 'a.jpg');
      expect([picture.height, picture.width, picture.components], name).toEqual([...shape, 1].slice(0, 3));
      expect([...picture.samples], name).toEqual(samples);
    }
  });
});

const expected = expectedImages('JPEG picture');

describe.skipIf(!expected)('readJpeg on real files', () => {
  it('reads t1-slice as the manifest has it', async () => {
    const path = 'formats/png-jpeg/t1-slice.jpg';
    expectImage(await readJpeg(fileSource(referenceData(path) ?? ''), readContext()), expected?.[path] as never, true);
  });

  it('refuses truncated.jpg and says so', async () => {
    const file = fileSource(referenceData('formats/png-jpeg/truncated.jpg') ?? '');
    await expect(readJpeg(file, readContext())).rejects.toThrow(
      'truncated.jpg is cut short or damaged: its 100×100 pixels cannot be decoded. Copy or download it again',
    );
  });
});

/** Pictures that are not read, and one that a camera has noted to be turned by 180 degrees. */
const odd = `
import json, io
from PIL import Image
def told(name, mode, **options):
    file = io.BytesIO()
    Image.new(mode, (8, 4)).save(file, 'JPEG', **options)
    print(json.dumps([name, list(file.getvalue())]))
told('cmyk', 'CMYK')
exif = Image.Exif()
exif[0x112] = 3
told('turned', 'RGB', exif=exif)
exif[0x112] = 6
told('lying', 'RGB', exif=exif)
told('inches', 'RGB', dpi=(254, 127))
told('screen', 'RGB', dpi=(72, 72))
`;

describe.skipIf(!hasPython('PIL', 'what readJpeg says of odd pictures'))('readJpeg', () => {
  it('refuses CMYK, turns the grid as a camera has noted it, and takes a resolution that is none of a screen', async () => {
    const files = Object.fromEntries(askPython(odd, []) as [string, number[]][]);
    const read = (name: string, context = readContext()) =>
      readJpeg(sourceOf(Uint8Array.from(files[name]), 'a.jpg'), context);
    await expect(read('cmyk')).rejects.toThrow('a.jpg is a JPEG picture of 4 values a pixel (CMYK): convert it');
    expect((await read('turned')).affine.slice(0, 6)).toEqual([1, 0, 0, 0, 0, 1]);
    const context = readContext();
    expect((await read('lying', context)).affine.slice(0, 6)).toEqual([0, 1, 0, 0, -1, 0]);
    expect(context.warnings.at(-1)).toMatch(/^a\.jpg is to be shown turned by a quarter \(orientation 6\)/);
    expect((await read('inches')).affine.slice(0, 6)).toEqual(
      [-0.1, 0, 0, 0, 0, -0.2].map((n) => expect.closeTo(n, 12)),
    );
    expect((await read('screen')).affine.slice(0, 6)).toEqual([-1, 0, 0, 0, 0, -1]);
  });
});
