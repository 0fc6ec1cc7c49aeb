import { describe, expect, it } from 'vitest';
import { readTiff } from '#src/formats/readTiff.ts';
import type { Channel } from '#src/kernels/colourChannel.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const expected = expectedImages('TIFF image');
const channels = ['red', 'green', 'blue'] as const;
const real = (name: string) => fileSource(referenceData(`formats/tiff/${name}.tif`) ?? '');

describe.skipIf(!expected)('readTiff on real files', () => {
  it.each([
    'chessboard_GRAY_U16B',
    'multipage',
    't1-slice-f32-tiled',
    't1-slice-lzw',
    't1-stack-u16-be-imagej',
    't1-stack-u8-deflate',
  ])('reads %s as the manifest has it', async (name) => {
    expectImage(await readTiff(real(name), readContext()), expected?.[`formats/tiff/${name}.tif`] as never, true);
  });

  it('reads the planes of colours of multipage_rgb as the manifest has them', async () => {
    const { probes, mean } = expected?.['formats/tiff/multipage_rgb.tif'] ?? ({} as never);
    let sum = 0;
    for (const [n, channel] of channels.entries()) {
      const { size, voxels } = await readTiff(real('multipage_rgb'), readContext(), undefined, { channel });
      expect([size, voxels.constructor]).toEqual([[10, 10, 2], Float64Array]);
      for (const [[k, component, j, i], value] of probes) {
        if (component === n) expect(voxels[i + 10 * (j + 10 * k)]).toBeCloseTo(value, 8);
      }
      for (const value of voxels) sum += value / 600;
    }
    expect(sum).toBeCloseTo(mean, 8);
  });

  it('takes the distance of slices that ImageJ has noted', async () => {
    const { affine } = await readTiff(real('t1-stack-u16-be-imagej'), readContext());
    expect(affine).toEqual([-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 4, 0, 0, 0, 0, 1]);
  });
});

/** Files of many kinds as tifffile and Pillow write them, and the arrays that tifffile reads from them: name, bytes, shape, values. */
const script = `
import json, io, numpy, tifffile
from PIL import Image
r = numpy.random.default_rng(7)
def noise(shape, dtype):
    return (r.random(shape) * 200).astype(dtype)
smooth = (numpy.add.outer(numpy.arange(2) * 30, numpy.add.outer(numpy.arange(35) ** 2, 2 * numpy.arange(45))))
files = {}
for order in '<>':
    for dtype in ('u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'f4', 'f8'):
        files[f'{order}{dtype}'] = (noise((3, 7, 11), dtype), dict(byteorder=order, photometric='minisblack'))
    files[order + 'rgb'] = (noise((2, 7, 11, 3), 'u2'), dict(byteorder=order, photometric='rgb'))
    files[order + 'planes'] = (noise((2, 3, 7, 11), 'u1'), dict(byteorder=order, photometric='rgb', planarconfig='separate'))
    files[order + 'tiles'] = (noise((2, 34, 20, 3), 'u2'), dict(byteorder=order, photometric='rgb', tile=(16, 32)))
    for dtype in ('u1', 'u2', 'f4', 'f8'):
        files[f'{order}deflate {dtype}'] = (smooth.astype(dtype), dict(byteorder=order, photometric='minisblack', compression='zlib', rowsperstrip=16))
    files[order + 'big'] = (noise((2, 7, 11), 'u2'), dict(byteorder=order, bigtiff=True, photometric='minisblack'))
files['deflate rgb tiles'] = (noise((34, 20, 3), 'u1'), dict(photometric='rgb', compression='zlib', tile=(16, 16)))
files['rgba'] = (noise((9, 8, 4), 'u1'), dict(photometric='rgb', extrasamples=['unassalpha']))
for predictor, dtype in ((2, 'u1'), (2, 'u2'), (2, 'u4'), (3, 'f4'), (3, 'f8')):
    for order in '<>':
        try:
            write = io.BytesIO(); a = smooth.astype(dtype)
            tifffile.imwrite(write, a, byteorder=order, photometric='minisblack', compression='zlib', predictor=predictor)
            files[f'{order}predictor {predictor} {dtype}'] = (a, dict(byteorder=order, photometric='minisblack', compression='zlib', predictor=predictor))
        except Exception: pass
for name, (a, options) in files.items():
    file = io.BytesIO()
    tifffile.imwrite(file, a, **options)
    print(json.dumps([name, list(file.getvalue()), 'rgb' in name or 'planes' in name or 'tiles' in name, list(a.shape), a.ravel().tolist()]))
for packing in ('tiff_lzw', 'packbits', 'tiff_adobe_deflate', None):
    for kind in ('L', 'RGB', '1', 'I;16', 'F'):
        a = numpy.minimum(smooth[0], 60000) if kind != 'L' else smooth[0] % 256
        picture = Image.fromarray((smooth[0] % 251).astype('u1')).convert(kind) if kind in ('L', 'RGB', '1') else Image.fromarray(a.astype('u2' if kind == 'I;16' else 'f4'))
        file = io.BytesIO()
        picture.save(file, 'TIFF', compression=packing)
        try: found = tifffile.imread(io.BytesIO(file.getvalue()))
        except Exception: found = numpy.array(picture)
        found = numpy.array(picture) if found.shape[:2] != (35, 45) else found
        print(json.dumps([f'{packing} {kind}', list(file.getvalue()), kind == 'RGB', list(found.shape), found.astype(float).ravel().tolist()]))
`;

describe.skipIf(!hasPython('tifffile', 'what readTiff reads'))('tifffile', () => {
  it('reads the same values', async () => {
    const files = askPython(script, []) as [string, number[], boolean, number[], number[]][];
    for (const [name, bytes, isColour, shape, values] of files) {
      const planar = name.includes('planes');
      const components = isColour || name === 'rgba' ? (planar ? 3 : (shape.at(-1) ?? 1)) : 1;
      const plane = planar ? shape[2] * shape[3] : 1;
      const names: readonly Channel[] =
        components === 1 ? ['luminance'] : ([...channels, 'alpha'].slice(0, components) as never);
      for (const [n, channel] of names.entries()) {
        const { voxels } = await readTiff(sourceOf(Uint8Array.from(bytes), name), readContext(), undefined, {
          channel,
        });
        expect([...voxels], `${name} ${channel}`).toEqual(
          values.filter((_, m) => Math.floor(m / plane) % components === n),
        );
      }
    }
    expect(files.length).toBeGreaterThan(50);
  });
});
