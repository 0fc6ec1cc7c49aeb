import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { imageHeader } from '#src/formats/imageHeader.ts';
import { defaultLimits } from '#src/formats/limits.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Volume } from '#src/image/volume.ts';
import { expectedImages } from './expectedImages.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const size = [3, 2, 1] as const;
const affine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const all = Int16Array.from({ length: 24 }, (_, n) => 10 * n - 70);

/** Four images of 3×2×1 in one file. */
function film(): Buffer {
  const first: Volume = { size, affine, voxels: all.slice(0, 6) };
  const bytes = Buffer.concat([writeNifti(first), Buffer.from(all.buffer, 12)]);
  bytes.writeInt16LE(4, 40);
  bytes.writeInt16LE(4, 48);
  return bytes;
}

describe('readNifti on a file of several images', () => {
  it.each([0, 1, 2, 3])('reads number %i, packed or not, and says of how many', async (frame) => {
    for (const bytes of [film(), gzipSync(film())]) {
      const context = readContext();
      const volume = await readNifti(sourceOf(bytes), context, undefined, { frame });
      expect(volume).toEqual({ size, affine, voxels: all.slice(6 * frame, 6 * frame + 6), meta: { frames: 4 } });
      expect(context.warnings).toEqual(['image.nii has 4 images (0 to 3), of which Frame chooses one']);
      expect(await imageHeader(sourceOf(bytes), { frame })).toMatchObject({ size, affine, type: 'int16' });
    }
  });

  it('does not take the other images for bytes that do not belong there', async () => {
    const context = readContext();
    await readNifti(sourceOf(gzipSync(film())), context, { ...defaultLimits, trailingBytes: 4 }, { frame: 0 });
    expect(context.warnings).toEqual(['image.nii has 4 images (0 to 3), of which Frame chooses one']);
  });

  it.each([-1, 4, 1.5, NaN])('refuses number %d', async (frame) => {
    const reading = readNifti(sourceOf(film()), readContext(), undefined, { frame });
    await expect(reading).rejects.toThrow(`image.nii has 4 images (3×2×1×4), and number ${frame} is none of 0 to 3`);
  });

  it('refuses a file that is cut within the image asked for, and reads those before', async () => {
    const cut = film().subarray(0, 352 + 30);
    expect((await readNifti(sourceOf(cut), readContext(), undefined, { frame: 1 })).voxels).toEqual(all.slice(6, 12));
    const reading = readNifti(sourceOf(cut), readContext(), undefined, { frame: 2 });
    await expect(reading).rejects.toThrow('image.nii is cut short');
  });

  it('does not take several values a voxel for several images', async () => {
    const bytes = film();
    for (const [n, value] of [5, 3, 2, 1, 1, 4].entries()) bytes.writeInt16LE(value, 40 + 2 * n);
    const reading = readNifti(sourceOf(bytes), readContext(), undefined, { frame: 0 });
    await expect(reading).rejects.toThrow('3D expected, image.nii has 4 values a voxel (3×2×1×1×4)');
  });
});

const expected = expectedImages('4D NIfTI file');
const films = Object.entries(expected ?? {}).filter(
  ([path, { shape }]) => /^nifti-cases.*\.nii/.test(path) && shape?.length === 4 && shape[3] > 1,
);

describe.skipIf(!expected)('readNifti on real files of several images', () => {
  it('has some to try', () => expect(films.length).toBeGreaterThan(4));

  it.each(films)('reads the voxels that nibabel reads of %s', async (path, { probes }) => {
    for (const [[i, j, k, frame], value] of probes) {
      const file = fileSource(referenceData(path) ?? '');
      const { size, voxels } = await readNifti(file, readContext(), undefined, { frame });
      expect(voxels[i + size[0] * (j + size[1] * k)]).toBeCloseTo(value, 4);
    }
  });
});

describe('imageHeader', () => {
  it('tells the header of a gzip file that hardly compresses', async () => {
    let seed = 1;
    const voxels = Uint8Array.from({ length: 2 ** 21 }, () => {
      seed = Math.imul(seed, 1664525) + 1013904223;
      return seed >>> 24;
    });
    const bytes = gzipSync(writeNifti({ size: [128, 128, 128], affine, voxels }));
    expect(bytes.length).toBeGreaterThan(2 ** 20);
    expect(await imageHeader(sourceOf(bytes))).toMatchObject({ size: [128, 128, 128], type: 'uint8' });
  });
});
