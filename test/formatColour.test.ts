import { describe, expect, it } from 'vitest';
import { imageHeader } from '#src/formats/imageHeader.ts';
import { readImage } from '#src/formats/readImage.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Channel } from '#src/kernels/colourChannel.ts';
import { expectedImages } from './expectedImages.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

/** Six voxels of red, green, blue and alpha. */
const rgba = Uint8Array.from({ length: 24 }, (_, n) => (37 * n + 11) % 256);
const rgb = rgba.filter((_, n) => n % 4 < 3);
const channelsOf = { red: 0, green: 1, blue: 2, alpha: 3 } as const;

/** A NIfTI file of 3 x 2 x 1 colours. */
function nifti(colours: Uint8Array): Buffer {
  const zeros = new Uint8Array(6);
  const head = Buffer.from(
    writeNifti({ size: [3, 2, 1], affine: [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1], voxels: zeros }),
  );
  head.writeInt16LE(colours.length === 18 ? 128 : 2304, 70);
  head.writeInt16LE((colours.length / 6) * 8, 72);
  return Buffer.concat([head.subarray(0, head.length - 6), colours]);
}

function nrrd(colours: Uint8Array): Buffer {
  const components = colours.length / 6;
  const kind = components === 3 ? 'RGB-color' : 'RGBA-color';
  const header = `NRRD0004\ntype: uchar\ndimension: 3\nsizes: ${components} 3 2\nkinds: ${kind} domain domain\nencoding: raw\n\n`;
  return Buffer.concat([Buffer.from(header), colours]);
}

function metaImage(colours: Uint8Array): Buffer {
  const components = colours.length / 6;
  const header = `ObjectType = Image\nNDims = 2\nDimSize = 3 2\nElementNumberOfChannels = ${components}\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n`;
  return Buffer.concat([Buffer.from(header), colours]);
}

describe.each([
  ['NIfTI', nifti],
  ['NRRD', nrrd],
  ['MetaImage', metaImage],
] as const)('colours of %s', (_, write) => {
  it.each(['red', 'green', 'blue', 'alpha'] as const)('give their %s', async (channel) => {
    for (const colours of [rgb, rgba]) {
      const source = sourceOf(write(colours), 'a.dat');
      if (channel === 'alpha' && colours === rgb) {
        await expect(readImage(source, readContext(), undefined, { channel })).rejects.toThrow(
          'a.dat has red, green and blue, and no alpha: choose another channel',
        );
        continue;
      }
      const { size, voxels } = await readImage(source, readContext(), undefined, { channel });
      expect(size).toEqual([3, 2, 1]);
      expect(voxels).toEqual(colours.filter((_, n) => n % (colours.length / 6) === channelsOf[channel]));
    }
  });

  it('give luminance without a choice, as bytes, and hue as float32; the header tells both', async () => {
    const source = sourceOf(write(rgba), 'a.dat');
    const { voxels } = await readImage(source, readContext());
    const expected = Array.from({ length: 6 }, (_, n) =>
      Math.round(0.2125 * rgba[4 * n] + 0.7154 * rgba[4 * n + 1] + 0.0721 * rgba[4 * n + 2]),
    );
    expect(voxels).toEqual(Uint8Array.from(expected));
    expect(await imageHeader(source)).toMatchObject({ size: [3, 2, 1], type: 'uint8' });
    const hue = await readImage(source, readContext(), undefined, { channel: 'hue' });
    expect(hue.voxels).toBeInstanceOf(Float32Array);
    expect(await imageHeader(source, { channel: 'hue' })).toMatchObject({ type: 'float32' });
  });

  it('survive any damage to the file', async () => {
    await expectHostileProof(write(rgba), 'a.dat', readImage);
  });
});

describe('a file of one value a voxel', () => {
  it('has no channel to choose', async () => {
    const bytes = writeNifti({
      size: [2, 1, 1],
      affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
      voxels: Uint8Array.of(1, 2),
    });
    const reading = readImage(sourceOf(bytes, 'a.nii'), readContext(), undefined, { channel: 'red' });
    await expect(reading).rejects.toThrow(
      'a.nii has one value a voxel, and no red: choose another channel (Automatic gives its values)',
    );
  });
});

const expected = expectedImages('NIfTI image of colours');
const files = Object.entries(expected ?? {}).filter(([, { dtype }]) => dtype?.includes("'R'"));

describe.skipIf(!expected)('real files of colours', () => {
  it.each(files)('%s has the channels of the manifest', async (path, { shape, probes, mean, affine_ras }) => {
    const names = Object.keys(channelsOf).slice(0, path.includes('rgba') ? 4 : 3) as Channel[];
    let sum = 0;
    for (const [n, channel] of names.entries()) {
      const { size, affine, voxels } = await readImage(
        fileSource(referenceData(path) ?? ''),
        readContext(),
        undefined,
        { channel },
      );
      expect(size).toEqual(shape);
      expect(affine).toEqual(affine_ras?.flat().map((value) => expect.closeTo(value, 6)));
      for (const [[i, j, k, component], value] of probes) {
        if (component === n) expect(voxels[i + size[0] * (j + size[1] * k)]).toBe(value);
      }
      let total = 0;
      for (let m = 0; m < voxels.length; m++) total += voxels[m];
      sum += total / voxels.length / names.length;
    }
    expect(sum).toBeCloseTo(mean, 5);
  });
});
