import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPair } from '#src/formats/readPair.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Volume } from '#src/image/volume.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const volume: Volume = {
  size: [2, 3, 1],
  affine: [2, 0, 0, -3, 0, 2, 0, 5, 0, 0, 3, 7, 0, 0, 0, 1],
  voxels: Int16Array.of(1, -2, 300, -400, 5, 6),
};
const voxels = Buffer.from(volume.voxels.buffer as ArrayBuffer);

/** The header of a NIfTI-1 pair: that of the single file with another magic, whose voxels start at byte 0. */
function niftiHeader(): Buffer {
  const header = Buffer.from(writeNifti(volume).subarray(0, 348));
  header.write('ni1\0', 344, 'latin1');
  header.writeFloatLE(0, 108);
  return header;
}

/** The header of an Analyze 7.5 image, big endian, with SPM's origin and slope. */
function analyzeHeader(origin = [0, 0, 0], slope = 0): Buffer {
  const header = Buffer.alloc(348);
  header.writeInt32BE(348, 0);
  for (const [n, value] of [4, 2, 3, 1, 1].entries()) header.writeInt16BE(value, 40 + 2 * n);
  header.writeInt16BE(4, 70);
  header.writeInt16BE(16, 72);
  for (const [n, value] of [0, 2, 2, 3].entries()) header.writeFloatBE(value, 76 + 4 * n);
  header.writeFloatBE(slope, 112);
  for (const [n, value] of origin.entries()) header.writeInt16BE(value, 253 + 2 * n);
  return header;
}

const swapped = Buffer.from(voxels).swap16();

describe('readPair', () => {
  it('reads a NIfTI pair, each file packed or not', async () => {
    for (const header of [niftiHeader(), gzipSync(niftiHeader())]) {
      for (const data of [voxels, gzipSync(voxels)]) {
        const context = readContext();
        expect(await readPair(sourceOf(header, 'a.hdr'), sourceOf(data, 'a.img'), context)).toEqual(volume);
        expect(context.warnings).toEqual([]);
      }
    }
  });

  it('starts at the vox_offset of the header', async () => {
    const header = niftiHeader();
    header.writeFloatLE(5, 108);
    const data = Buffer.concat([Buffer.from('12345'), voxels]);
    expect(await readPair(sourceOf(header, 'a.hdr'), sourceOf(data, 'a.img'), readContext())).toEqual(volume);
    header.writeFloatLE(-1, 108);
    const reading = readPair(sourceOf(header, 'a.hdr'), sourceOf(data, 'a.img'), readContext());
    await expect(reading).rejects.toThrow('a.hdr says that its voxels start at byte -1');
  });

  it('reads Analyze 7.5 in either byte order, i from right to left, centred, with a warning', async () => {
    const context = readContext();
    const read = await readPair(sourceOf(analyzeHeader(), 'a.hdr'), sourceOf(swapped, 'a.img'), context);
    expect(read.voxels).toEqual(volume.voxels);
    expect(read.affine).toEqual([-2, 0, 0, 1, 0, 2, 0, -2, 0, 0, 3, 0, 0, 0, 0, 1]);
    expect(context.warnings).toEqual([
      'a.hdr is an Analyze image, which does not say left from right: i is taken to run from right to left',
    ]);
  });

  it('takes the origin and the slope that SPM writes into Analyze headers', async () => {
    const header = sourceOf(analyzeHeader([2, 1, 1], 0.5), 'a.hdr');
    const { affine, voxels } = await readPair(header, sourceOf(swapped, 'a.img'), readContext());
    expect([affine[3], affine[7], affine[11]]).toEqual([2, 0, 0]);
    expect(voxels).toEqual(Float32Array.of(0.5, -1, 150, -200, 2.5, 3));
  });

  it('says which of the two files is cut', async () => {
    const header = sourceOf(niftiHeader(), 'a.hdr');
    const short = readPair(header, sourceOf(voxels.subarray(1), 'a.img'), readContext());
    await expect(short).rejects.toThrow(
      'a.img is cut short: 2×3×1 voxels of int16 take 12 bytes, and only 11 bytes are',
    );
    const cut = readPair(sourceOf(niftiHeader().subarray(0, 200), 'a.hdr'), sourceOf(voxels, 'a.img'), readContext());
    await expect(cut).rejects.toThrow('a.hdr is cut short: it has 200 bytes');
    const empty = readPair(header, sourceOf(new Uint8Array(0), 'a.img'), readContext());
    await expect(empty).rejects.toThrow('and nothing is there');
  });

  it.each([
    ['a NIfTI', niftiHeader()],
    ['an Analyze', analyzeHeader()],
  ])('survives any damage to %s header', async (_, header) => {
    await expectHostileProof(header, 'a.hdr', async (file, context, limits) => {
      return readPair(file, sourceOf(voxels, 'a.img of a.hdr'), context, limits);
    });
  });
});

const expected = expectedImages('.hdr/.img pair');

describe.skipIf(!expected)('readPair on real files', () => {
  it.each([
    ['pair-ras.hdr', 'pair-ras.img'],
    ['pair-air.hdr.gz', 'pair-air.img.gz'],
    ['headers/pair-be.hdr', 'headers/pair-be.img'],
    ['analyze75-avg152T1.hdr.gz', 'analyze75-avg152T1.img.gz'],
  ])('reads %s as nibabel does', async (header, data) => {
    const open = (name: string) => fileSource(referenceData(`nifti-cases/${name}`) ?? '');
    const volume = await readPair(open(header), open(data), readContext());
    const facts = expected?.[`nifti-cases/${header}`];
    // Of four axes the last has one entry.
    expectImage(volume, { ...facts, probes: facts?.probes.map(([index, v]) => [index.slice(0, 3), v]) } as never);
  });
});

const script = `
import sys, json, nibabel, numpy
for path in sys.argv[1::2]:
    i = nibabel.Spm2AnalyzeImage.from_filename(path)
    d = numpy.asanyarray(i.dataobj)
    print(json.dumps([i.affine.ravel().tolist(), [float(v) for v in d.ravel('F')]]))
`;

describe.skipIf(!hasPython('nibabel', 'what readPair reads of Analyze images'))('nibabel', () => {
  const cases = [
    [[0, 0, 0], 0],
    [[2, 1, 1], 0.5],
    [[0, 2, 0], 1],
    [[3, -2, 1], 2],
    [[4, 1, 1], 0],
  ] as const;

  it('reads the same values and the same affine from Analyze headers', async () => {
    const headers = cases.map(([origin, slope]) => analyzeHeader([...origin], slope));
    const files = headers.flatMap((header, n) => [[`${n}.hdr`, header] as const, [`${n}.img`, swapped] as const]);
    for (const [n, said] of askPython(script, files).entries()) {
      const read = await readPair(sourceOf(headers[n], 'a.hdr'), sourceOf(swapped, 'a.img'), readContext());
      expect([read.affine.map((v) => v + 0), [...read.voxels]]).toEqual(plain(said));
    }
  });
});

/** Without the sign of zeros. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part) => (typeof part === 'number' ? part + 0 : part));
}
