import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patientOf } from '#src/formats/dicomPatient.ts';
import { listSeries } from '#src/formats/dicomSeries.ts';
import { imageHeader } from '#src/formats/imageHeader.ts';
import type { ReadChoice } from '#src/formats/readChoice.ts';
import { readImage } from '#src/formats/readImage.ts';
import { voxelBytes } from '#src/formats/voxelBytes.ts';
import { axisCodes, spacingOf } from '#src/image/affine.ts';
import type { Volume } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { bundledFolder } from './dicomFolder.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

const manifest = referenceData('expected.json');
if (!manifest) console.warn('Skipped: the reference data is absent (set VOXGRAPH_DATA), so no real DICOM is read');
const expected = manifest ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
const path = (name: string) => referenceData(`dicom/${name}`) ?? '';

async function read(name: string, choice: ReadChoice = {}) {
  const context = readContext();
  const volume = await readImage(fileSource(path(name)), context, undefined, choice);
  return { volume, context };
}

function statistics({ voxels }: Volume) {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of voxels) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  return { min, max, mean: sum / voxels.length };
}

describe.skipIf(!manifest)('DICOM folders', () => {
  it.each(['mr-t1-sag', 'ct-head-phantom', 'ct-liver-3slice'])('reads %s as the manifest says', async (name) => {
    const [series] = expected[`dicom/${name}`].series;
    const file = await bundledFolder(path(name));
    const volume = await readImage(file, readContext());
    expect(volume.size).toEqual(series.shape_zyx.toReversed());
    expect(await imageHeader(file)).toEqual({ size: volume.size, type: voxelTypeOf(volume.voxels), scratch: 0 });
    const { min, max, mean } = statistics(volume);
    expect([min, max]).toEqual([series.min, series.max]);
    expect(mean).toBeCloseTo(series.mean, 4);
    const [[k, j, i], probe] = series.probe_zyx;
    expect(volume.voxels[i + volume.size[0] * (j + volume.size[1] * k)]).toBe(probe);
    expect(axisCodes(volume.affine).join('')).toBe(series.orientation.slice(0, 3));
    const a = volume.affine;
    [-a[3], -a[7], a[11]].forEach((n, axis) => {
      expect(n).toBeCloseTo(series.first_position_lps[axis], 5);
    });
    const last = volume.size[2] - 1;
    [-a[3] - last * a[2], -a[7] - last * a[6], a[11] + last * a[10]].forEach((n, axis) => {
      expect(n).toBeCloseTo(series.last_position_lps[axis], 5);
    });
    expect(spacingOf(a)[2]).toBeCloseTo(series.slice_steps_along_normal[0], 4);
    expect(volume.meta?.modality).toBe(series.modality);
    expect(volume.meta?.unit).toBe(series.modality === 'CT' ? 'HU' : undefined);
  });

  it('lists the series of a folder of many, and asks for one of them', async () => {
    const file = await bundledFolder(path('dicomdir'));
    const { series, skipped } = await listSeries(file);
    const gated = series.find(({ description }) => description.startsWith('SmartScore'));
    expect(gated).toMatchObject({
      modality: 'CT',
      number: 5,
      size: [16, 16, 5],
      pictures: 5,
      orientation: 'LPS',
      warnings: [],
    });
    expect(series.find(({ description }) => description === 'Routine Brain')?.problem).toMatch(
      'its slices are not evenly spaced, the steps are 1.25 mm to 202.5 mm',
    );
    expect(series.filter(({ description }) => description.startsWith('T/S/C'))[0].warnings[0]).toMatch('has 3 parts');
    expect(skipped.every(({ reason }) => /DICOMDIR/.test(reason))).toBe(true);
    await expect(readImage(file, readContext())).rejects.toThrow(
      /has 24 series: choose one \(Series in its panel, or --set NODE\.series=ID\), of /,
    );
    await expect(readImage(file, readContext(), undefined, { series: 'nothing' })).rejects.toThrow(
      'has no series nothing',
    );
    const volume = await readImage(file, readContext(), undefined, { series: gated?.id });
    expect(statistics(volume).mean).toBeCloseTo(-138.53125, 5);
  });

  it('names no patient but when asked', async () => {
    const file = await bundledFolder(path('ct-liver-3slice'));
    const listing = await listSeries(file);
    const fields = await patientOf(file, listing.series[0].id);
    expect(fields.map(({ label }) => label)).toContain('Patient ID');
    const shown = JSON.stringify(listing);
    for (const { value } of fields) if (value.length > 2) expect(shown).not.toContain(value);
    expect(shown).not.toContain(expected['dicom/ct-liver-3slice'].series[0].series_uid);
  });
});

describe.skipIf(!manifest)('DICOM files', () => {
  const single = Object.keys(expected).filter(
    (name) => /^dicom\/(transfer-syntaxes|colour-multiframe)\//.test(name) && expected[name].samples === 1,
  );

  it.each(single.filter((name) => expected[name].pixel_min !== undefined && !name.includes('heart')))(
    'reads %s with the values of the manifest',
    async (name) => {
      const { slope, intercept, pixel_min, pixel_max, pixel_mean, frames, rows, cols } = expected[name];
      const { volume } = await read(name.slice(6));
      const scale = name.includes('rtdose') ? 1e-6 : (slope ?? 1);
      const { min, max, mean } = statistics(volume);
      expect(volume.size).toEqual([cols, rows, frames]);
      expect(min).toBeCloseTo(pixel_min * scale + (intercept ?? 0), 6);
      expect(max).toBeCloseTo(pixel_max * scale + (intercept ?? 0), 6);
      expect(Math.abs(mean - pixel_mean * scale - (intercept ?? 0))).toBeLessThan(
        1e-6 * Math.abs(pixel_mean * scale) + 1e-6,
      );
    },
  );

  it.each([
    '1.2-LittleEndianImplicit',
    '1.2.2-BigEndianExplicit',
    '1.2.1.99-DeflatedExplicitVRLittleEndian',
    '1.2.5-RLELossless',
    '1.2.4.57-JPEGProcess14',
    '1.2.4.70-JPEGProcess14SV1',
    '1.2.4.80-JPEGLSLossless',
    '1.2.4.90-JPEG2000LosslessOnly',
  ])('gives the very voxels of the plain file from %s', async (name) => {
    const plain = await read('transfer-syntaxes/ct-1.2.1-LittleEndianExplicit.dcm');
    const packed = await read(`transfer-syntaxes/ct-${name}.dcm`);
    expectSameBytes(voxelBytes(packed.volume.voxels), voxelBytes(plain.volume.voxels));
    expect(packed.volume.affine).toEqual(plain.volume.affine);
    expect(voxelTypeOf(packed.volume.voxels)).toBe('int16');
  });

  it.each([
    ['transfer-syntaxes/ct-1.2.4.53-JPEGProcess6_8.dcm', 'is compressed by JPEG Spectral Selection, Process 6 and 8'],
    ['transfer-syntaxes/ct-1.2.4.55-JPEGProcess10_12.dcm', 'is compressed by JPEG Full Progression, Process 10 and 12'],
    ['ct-liver-3slice-seg.dcm', 'is a segmentation object (SEG), which is not read'],
    ['dicomdir/DICOMDIR', 'is a DICOMDIR, an index of files'],
    [
      'odd/MR_truncated.dcm',
      'is cut short: 64×64 pixels of a picture take 8,192 bytes, and only 8,130 bytes are there',
    ],
    ['odd/no_meta.dcm', 'is in no known image format'],
    ['odd/no_meta_group_length.dcm', 'has no pixels'],
    ['odd/badVR.dcm', 'declares 1A frames'],
    ['odd/meta_missing_tsyntax.dcm', 'is a damaged DICOM file: it does not say how it is encoded (transfer syntax)'],
    ['odd/ExplVR_BigEndNoMeta.dcm', 'is a radiotherapy plan'],
    ['odd/rtplan.dcm', 'is a radiotherapy plan (RT Plan), without pixels'],
    ['odd/rtplan_truncated.dcm', 'is a radiotherapy plan (RT Plan), without pixels'],
    ['odd/test-SR.dcm', 'is a report (SR), without pixels'],
    ['odd/UN_sequence.dcm', 'has no pixels'],
    ['colour-multiframe/MR-MONO2-8-16x-heart.dcm', 'has 16 images (256×256×1×16): choose the number of one (frame)'],
  ])('says of %s why it is not read', async (name, sentence) => {
    await expect(read(name)).rejects.toThrow(`${name.split('/').at(-1)} ${sentence}`);
  });

  it('reads one frame of a film', async () => {
    const { volume, context } = await read('colour-multiframe/MR-MONO2-8-16x-heart.dcm', { frame: 15 });
    expect(volume).toMatchObject({ size: [256, 256, 1], meta: { frames: 16 } });
    expect(context.warnings.join()).toContain('has 16 images (0 to 15), of which Frame chooses one');
  });

  it('places enhanced multi-frame images by the positions of their frames', async () => {
    const { volume } = await read('colour-multiframe/enhanced-mr-63frames.dcm');
    const [step, row] = [2.2, 2.23256];
    const affine = [0, 0, step, -68.2, -row, 0, 0, 96, 0, -row, 0, 96, 0, 0, 0, 1];
    volume.affine.forEach((n, at) => {
      expect(n).toBeCloseTo(affine[at], 6);
    });
  });

  it('reads a dose in its unit at its offsets', async () => {
    const { volume } = await read('colour-multiframe/rtdose.dcm');
    expect([...spacingOf(volume.affine)]).toEqual([10, 10, 5]);
    expect(volume.meta).toEqual({ modality: 'RTDOSE' });
  });
});

describe.skipIf(!manifest)('colours in DICOM', () => {
  it.each([
    ['SC_rgb_rle.dcm', {}],
    ['examples_rgb_color.dcm', {}],
    ['examples_jpeg2k.dcm', {}],
    ['SC_rgb_rle_16bit_2frame.dcm', { frame: 1 }],
  ])('reads the channels of %s', async (name, choice) => {
    const file = `colour-multiframe/${name}`;
    const channels = await Promise.all(
      (['red', 'green', 'blue'] as const).map(async (channel) => (await read(file, { ...choice, channel })).volume),
    );
    const mean = channels.reduce((sum, volume) => sum + statistics(volume).mean / 3, 0);
    // The manifest's mean is over all frames; both frames of the file with two have the same colours, one inverted.
    const both = name.includes('2frame') ? (mean + (await meanOf(file, 0))) / 2 : mean;
    expect(both).toBeCloseTo(expected[`dicom/${file}`].pixel_mean, 3);
  });

  async function meanOf(file: string, frame: number): Promise<number> {
    let sum = 0;
    for (const channel of ['red', 'green', 'blue'] as const)
      sum += statistics((await read(file, { frame, channel })).volume).mean;
    return sum / 3;
  }

  it('turns luminance and colour differences into colours', async () => {
    const red = await read('colour-multiframe/SC_rgb_jpeg_dcmtk.dcm', { channel: 'red' });
    const plain = await read('colour-multiframe/SC_rgb_rle.dcm', { channel: 'red' });
    let worst = 0;
    // The squares of the picture have soft edges in JPEG; their middles are compared.
    for (let j = 5; j < 100; j += 10) {
      const at = 50 + 100 * j;
      worst = Math.max(worst, Math.abs(red.volume.voxels[at] - plain.volume.voxels[at]));
    }
    expect(worst).toBeLessThanOrEqual(3);
  });

  it('reads the numbers of a palette, and its colours when a channel is chosen', async () => {
    const numbers = await read('colour-multiframe/examples_palette.dcm');
    expect(statistics(numbers.volume).mean).toBeCloseTo(53.6591214, 5);
    expect(numbers.context.warnings[0]).toContain('has a palette');
    const green = await read('colour-multiframe/examples_palette.dcm', { channel: 'green' });
    expect(green.volume.size).toEqual([800, 350, 1]);
    expect(statistics(green.volume)).not.toEqual(statistics(numbers.volume));
  });
});
