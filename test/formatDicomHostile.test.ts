import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listSeries } from '#src/formats/dicomSeries.ts';
import { defaultLimits } from '#src/formats/limits.ts';
import { readDicom } from '#src/formats/readDicom.ts';
import { bundleOf } from '#src/formats/zipBundle.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { referenceData } from './referenceData.ts';
import { readContext, sourceOf } from './sources.ts';
import { element, type TinyDicom, tinyDicom } from './tinyDicom.ts';

/** A soak runs 2,000 times what is run a hundred times. */
const timeout = process.env.VOXGRAPH_SOAK ? 1_800_000 : 60_000;

const slices = [0, 1, 2].map((k) => tinyDicom({ position: [0, 0, k], values: [k, 1, 2, 3, 4, 5] }));
const bundle = async () => {
  const file = await bundleOf(slices.map((bytes, k) => sourceOf(bytes, `I${k}`)));
  return file.bytes();
};

/** The first slice with its data set deflated, behind the group of the file's own. */
function deflated(): Uint8Array {
  const meta = element(0x00020010, 'UI', '1.2.840.10008.1.2.1.99');
  const data = slices[0].subarray(132 + 12 + 8 + 20);
  return Uint8Array.from(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), meta, deflateRawSync(data)]));
}

describe('hostile DICOM files', () => {
  it('give an image or a sentence when their deflated data set is damaged', async () => {
    const context = readContext();
    const image = await readDicom(sourceOf(deflated(), 'a.dcm'), context);
    expect([...image.voxels]).toEqual([0, 1, 2, 3, 4, 5]);
    await expectHostileProof(deflated(), 'scan.dcm', readDicom);
  });

  it('give an image or a sentence when they are damaged', async () => {
    await expectHostileProof(slices[0], 'scan.dcm', readDicom);
  });

  it(
    'give an image or a sentence when one of a bundle, or the bundle, is damaged',
    async () => {
      await expectHostileProof(await bundle(), 'scan.zip', (file, context, limits) =>
        readDicom(file, context, limits, { frame: 0 }),
      );
    },
    timeout,
  );

  it.each([
    ['JPEG 2000', 'transfer-syntaxes/pydicom-MR_small_jp2klossless.dcm'],
    ['JPEG-LS', 'transfer-syntaxes/pydicom-MR_small_jpeg_ls_lossless.dcm'],
    ['RLE', 'transfer-syntaxes/pydicom-MR_small_RLE.dcm'],
    ['big endian', 'transfer-syntaxes/pydicom-MR_small_bigendian.dcm'],
    // Large ones take their time.
    ...(process.env.VOXGRAPH_SOAK ? [['JPEG of 12 bits', 'transfer-syntaxes/pydicom-JPGExtended.dcm']] : []),
    ['JPEG in colour', 'colour-multiframe/SC_rgb_small_odd_jpeg.dcm'],
    ['multi-frame', 'colour-multiframe/rtdose.dcm'],
  ])(
    'give an image or a sentence when they are damaged: %s',
    async (_, name) => {
      const path = referenceData(`dicom/${name}`);
      if (!path)
        return console.warn(`Skipped: the reference data is absent (set VOXGRAPH_DATA), so no ${name} is damaged`);
      const bytes = Uint8Array.from(readFileSync(path));
      await expectHostileProof(bytes, 'scan.dcm', (file, context, limits) =>
        readDicom(file, context, limits, { frame: 0 }),
      );
    },
    timeout,
  );

  it('are refused before memory is asked for where they declare more than is there, or more than the limit', async () => {
    const huge = { 2621456: ['US', 65535], 2621457: ['US', 65535] } as TinyDicom['more'];
    const context = readContext();
    const read = (limits = defaultLimits) => readDicom(sourceOf(tinyDicom({ more: huge }), 'a.dcm'), context, limits);
    await expect(read({ ...defaultLimits, imageBytes: 2 ** 34 })).rejects.toThrow(
      'a.dcm is cut short: 65535×65535 pixels',
    );
    await expect(read()).rejects.toThrow(
      'a.dcm declares 65535×65535×1 voxels, 8.6 GB as int16, and the limit is 4.3 GB',
    );
    expect(context.allocated).toBe(0);
  });

  it.each([
    ['sequences in sequences without end', (deep: Buffer) => deep, /sequences lie \d+ deep/],
    ['an element without a type', () => Buffer.from([0x10, 0, 0x10, 0, 1, 2, 3, 4]), /has no valid type/],
  ])('are damaged in words: %s', async (_, make, sentence) => {
    const open = Buffer.concat([
      Buffer.from([0x10, 0, 0x20, 0x22]),
      Buffer.from('SQ\0\0'),
      Buffer.from([0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff]),
    ]);
    const deep = make(Buffer.concat(Array.from({ length: 5000 }, () => open)));
    const head = Buffer.concat([
      Buffer.alloc(128),
      Buffer.from('DICM'),
      element(0x00020010, 'UI', '1.2.840.10008.1.2.1'),
    ]);
    const { series, skipped } = await listSeries(sourceOf(Uint8Array.from(Buffer.concat([head, deep])), 'a.dcm'));
    expect(series).toEqual([]);
    expect(skipped[0].reason).toMatch(sentence);
  });
});
