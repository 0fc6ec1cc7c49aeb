import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '#src/formats/limits.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const sound: Record<string, string | RegExp> = {
  'empty.nii': 'empty.nii is empty (0 bytes)',
  'header-200-bytes.nii': 'it has 200 bytes, and the header alone takes 348',
  'data-cut.nii': '24×28×20 voxels of int16 take 26,880 bytes from byte 352 on, and only 13,264 bytes are there',
  'gz-cut.nii.gz': 'gz-cut.nii.gz is cut short: its gzip data ends in the middle',
  'gz-bad-crc.nii.gz': 'the checksum at the end of its gzip data does not fit',
  'gz-garbage-inside.nii.gz': /gz-garbage-inside.nii.gz is damaged: its gzip data cannot be unpacked \(.+\)/,
  'bad-magic.nii': /is not a NIfTI-1 image: bytes 344 to 347 read ".*" instead of "n\+1"/,
  'dim0-zero.nii': 'declares 0 axes (dim[0])',
  'dim-negative.nii': 'declares -24×28×20 voxels, and each number must be at least 1',
  'dims-huge.nii': 'declares 32767×32767×32767 voxels, 70 TB as int16, and the limit is 4.3 GB',
  'unknown-datatype.nii': 'has datatype 9999, which NIfTI does not know',
  'vox-offset-past-end.nii': /voxels start at byte \d+|and nothing is there/,
  'text-file.nii': 'text-file.nii is not a NIfTI image',
  'png-called.nii.gz': 'png-called.nii.gz is a PNG picture, not a NIfTI image',
  'not-nifti.nii': 'not-nifti.nii is not a NIfTI image',
};
const folder = referenceData('corrupt');
if (!folder)
  console.warn('Skipped: the reference data is absent (set VOXGRAPH_DATA), so no damaged file of it is read');

describe.skipIf(!folder)('readNifti on damaged files', () => {
  it.each(Object.entries(sound))(
    'says what is wrong with %s, and asks for no memory it cannot fill',
    async (name, sentence) => {
      const context = readContext();
      await expect(readNifti(fileSource(`${folder}/${name}`), context)).rejects.toThrow(sentence);
      expect(context.allocated).toBeLessThanOrEqual(26880);
    },
  );

  it('reads the datatype where bitpix contradicts it, with a warning', async () => {
    const context = readContext();
    const volume = await readNifti(fileSource(`${folder}/bitpix-mismatch.nii`), context);
    expect(volume.voxels).toEqual((await readNifti(fileSource(`${folder}/pixdim-nan.nii`), readContext())).voxels);
    expect(context.warnings).toEqual([
      'The header of bitpix-mismatch.nii says 64 bits a voxel; it is read as int16, 16 bits',
    ]);
  });

  it('places voxels by the spacing where the sform is zero, with a warning', async () => {
    const context = readContext();
    const { affine } = await readNifti(fileSource(`${folder}/sform-all-zero.nii`), context);
    expect(affine.slice(0, 4)).toEqual([-1.5, 0, 0, 17.25]);
    expect(context.warnings.join()).toMatch(/sform of sform-all-zero.nii .* cannot be inverted: its spacing alone/);
  });

  it('uses 1 mm and absolute values for an impossible spacing, with a warning', async () => {
    const context = readContext();
    const { affine } = await readNifti(fileSource(`${folder}/pixdim-nan.nii`), context);
    expect([affine[0], affine[5], affine[10]]).toEqual([-1, 1, 2]);
    expect(context.warnings.join()).toMatch(/spacing of pixdim-nan.nii reads NaN, 0, -2 mm/);
  });

  it('reads honest data that compresses a thousandfold', async () => {
    const volume = await readNifti(fileSource(`${folder}/gz-bomb-zeros.nii.gz`), readContext());
    expect(volume.size).toEqual([1000, 1000, 60]);
  });

  it('refuses it by the limit, before any memory is asked for', async () => {
    const context = readContext();
    const limits = { ...defaultLimits, imageBytes: 1e8 };
    const reading = readNifti(fileSource(`${folder}/gz-bomb-zeros.nii.gz`), context, limits);
    await expect(reading).rejects.toThrow('1000×1000×60 voxels, 120.0 MB as int16, and the limit is 100.0 MB');
    expect(context.allocated).toBe(0);
  });
});

/** A 4x3x2 int16 image to damage. */
function image() {
  const voxels = Int16Array.from({ length: 24 }, (_, n) => 1000 - 90 * n);
  return { size: [4, 3, 2] as const, affine: [2, 0, 0, -3, 0, 2, 0, 5, 0, 0, 3, 7, 0, 0, 0, 1], voxels };
}

describe('readNifti on bytes that were tampered with', () => {
  const whole = writeNifti(image());

  it('stops inflating soon after the declared voxels', async () => {
    const bomb = gzipSync(Buffer.concat([whole, Buffer.alloc(2 ** 28)]), { level: 1 });
    const context = readContext();
    const before = process.memoryUsage().rss;
    const volume = await readNifti(sourceOf(bomb), context);
    expect(volume.voxels).toEqual(image().voxels);
    expect(context.warnings).toEqual(['More than 1.0 MB follow the voxels of image.nii; they were not read']);
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 26);
  });

  it('ignores trailing bytes of an uncompressed file', async () => {
    const { voxels } = await readNifti(sourceOf(Buffer.concat([whole, Buffer.alloc(5000, 7)])), readContext());
    expect(voxels).toEqual(image().voxels);
  });

  it.each([0, 1, 2, 3, 347, 348, 351, 352, 360, whole.length - 1])('refuses a file cut to %i bytes', async (length) => {
    const cut = whole.subarray(0, length);
    await expect(readNifti(sourceOf(cut), readContext())).rejects.toThrow(/cut short|not a NIfTI|is empty/);
    await expect(readNifti(sourceOf(gzipSync(cut)), readContext())).rejects.toThrow(/cut short|not a NIfTI|is empty/);
  });

  it('refuses a header whose size overflows, asking for nothing', async () => {
    const huge = Uint8Array.from(whole);
    const view = new DataView(huge.buffer);
    for (const at of [42, 44, 46]) view.setInt16(at, 32767, true);
    view.setInt16(70, 1024, true);
    const context = readContext();
    await expect(readNifti(sourceOf(gzipSync(huge)), context)).rejects.toThrow('the limit is');
    expect(context.allocated).toBe(0);
  });

  it.each([Number.NaN, Infinity, -352, 351, 1e30, 352.5])('refuses a vox_offset of %d', async (offset) => {
    const bad = Uint8Array.from(whole);
    new DataView(bad.buffer).setFloat32(108, offset, true);
    await expect(readNifti(sourceOf(bad), readContext())).rejects.toThrow('vox_offset');
  });

  it('refuses an intercept that is no number', async () => {
    const bad = Uint8Array.from(whole);
    new DataView(bad.buffer).setFloat32(116, Number.NaN, true);
    await expect(readNifti(sourceOf(bad), readContext())).rejects.toThrow('the intercept NaN');
  });

  it('gives an image or a sentence, and no more memory than the limit, for any mutation', async () => {
    const limits = { ...defaultLimits, imageBytes: 2 ** 20 };
    const mutation = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    const check = async (edits: readonly (readonly [number, number])[], zip: boolean) => {
      const bytes = zip ? Uint8Array.from(gzipSync(whole)) : Uint8Array.from(whole);
      for (const [at, value] of edits) bytes[at % bytes.length] = value;
      const context = readContext();
      const outcome = await readNifti(sourceOf(bytes), context, limits).catch((error: unknown) => error);
      expect(context.allocated).toBeLessThanOrEqual(2 * limits.imageBytes);
      if (outcome instanceof Error) expect(outcome.message).toMatch(/image\.nii|Voxel \d+/);
      else expect(outcome).toHaveProperty('voxels');
    };
    const runs = process.env.VOXGRAPH_SOAK ? 2000 : 100;
    await fc.assert(fc.asyncProperty(mutation, fc.boolean(), check), { numRuns: runs, seed: 20 });
  });
});

describe.skipIf(!folder)('a real file cut anywhere', () => {
  it('is refused', async () => {
    const zipped = readFileSync(referenceData('nifti-cases/datatypes/int16-le.nii.gz') ?? '');
    const plain = gunzipSync(zipped);
    const cut = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    await fc.assert(
      fc.asyncProperty(cut, async (part) => {
        for (const bytes of [zipped, plain]) {
          const piece = bytes.subarray(0, Math.floor(part * bytes.length));
          await expect(readNifti(sourceOf(piece), readContext())).rejects.toThrow(/image\.nii/);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
  });
});
