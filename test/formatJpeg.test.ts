import { describe, expect, it } from 'vitest';
import { decodeJpeg } from '#src/formats/jpeg.ts';
import { askPython, hasPython } from './askPython.ts';

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
