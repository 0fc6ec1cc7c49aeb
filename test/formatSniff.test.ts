import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { imageHeader } from '#src/formats/imageHeader.ts';
import { readImage } from '#src/formats/readImage.ts';
import { sniffFormat } from '#src/formats/sniffFormat.ts';
import { writeMha } from '#src/formats/writeMha.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { writeNpy } from '#src/formats/writeNpy.ts';
import { writeNrrd } from '#src/formats/writeNrrd.ts';
import type { Volume } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { expectedImages } from './expectedImages.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const volume: Volume = {
  size: [3, 2, 1],
  affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  voxels: Int16Array.of(1, -2, 300, -400, 5, 6),
};

function mgh(): Buffer {
  const head = Buffer.alloc(284 + 12);
  for (const [n, value] of [1, 3, 2, 1, 1, 4, 0].entries()) head.writeInt32BE(value, 4 * n);
  for (const [n, value] of volume.voxels.entries()) head.writeInt16BE(value, 284 + 2 * n);
  return head;
}

function pair(): [Buffer, Buffer] {
  const header = Buffer.from(writeNifti(volume).subarray(0, 348));
  header.write('ni1\0', 344, 'latin1');
  header.writeFloatLE(0, 108);
  return [header, Buffer.from(volume.voxels.buffer as ArrayBuffer)];
}

describe('readImage', () => {
  it.each([
    ['NIfTI', async () => writeNifti(volume)],
    ['NRRD', () => writeNrrd(volume)],
    ['MetaImage', () => writeMha(volume)],
    ['numpy', async () => writeNpy(volume).bytes],
    ['FreeSurfer', async () => mgh()],
  ])('reads %s by its content, whatever its name, packed or not', async (_, write) => {
    const bytes = await write();
    for (const name of ['scan', 'scan.nii.gz', 'scan.mgz', 'scan.nrrd', 'scan.img']) {
      const plain = await readImage(sourceOf(bytes, name), readContext());
      expect({ size: plain.size, voxels: plain.voxels }).toEqual({ size: volume.size, voxels: volume.voxels });
      expect(await imageHeader(sourceOf(bytes, name))).toMatchObject({ size: [3, 2, 1], type: 'int16' });
    }
  });

  it.each([
    ['NIfTI', () => writeNifti(volume)],
    ['MetaImage', () => writeMha(volume, { compressed: false })],
    ['numpy', () => writeNpy(volume).bytes],
    ['FreeSurfer', () => mgh()],
  ])('looks into gzip for %s', async (_, write) => {
    const packed = sourceOf(gzipSync(await write()), 'scan');
    expect((await readImage(packed, readContext())).voxels).toEqual(volume.voxels);
    expect(await imageHeader(packed)).toMatchObject({ size: [3, 2, 1], type: 'int16' });
  });

  it('says so when voxels are packed twice', async () => {
    const packed = sourceOf(gzipSync(await writeNrrd(volume)), 'a.nrrd.gz');
    await expect(readImage(packed, readContext())).rejects.toThrow(
      'a.nrrd.gz is packed twice, as gzip and within as gzip',
    );
  });

  it('reads a pair whichever of the two is named first, and asks for the one that is missing', async () => {
    const [header, data] = pair();
    const files = [sourceOf(header, 'a.hdr'), sourceOf(data, 'a.img')] as const;
    expect(await readImage(files[0], readContext(), undefined, { others: [files[1]] })).toEqual(volume);
    expect(await readImage(files[1], readContext(), undefined, { others: [files[0]] })).toEqual(volume);
    await expect(readImage(files[0], readContext())).rejects.toThrow(
      'a.hdr keeps its voxels in the file a.img: choose',
    );
    await expect(readImage(files[1], readContext())).rejects.toThrow(
      'a.img is the voxels of an image without its header (.hdr, .mhd, .nhdr): what is read is NIfTI (.nii',
    );
  });

  it.each([
    ['the header of an AFNI image (.HEAD with .BRIK)', Buffer.from('\ntype = string-attribute\nname = X')],
    ['a GIF picture', Buffer.from('GIF89a', 'latin1')],
    ['an HDF5 file (MINC 2 is one)', Buffer.from('\x89HDF\r\n\x1a\n', 'latin1')],
    ['empty (0 bytes)', Buffer.alloc(0)],
    ['in no known image format', Buffer.from('hello')],
  ])('says of other files what they are: %s', async (what, bytes) => {
    const sentence = `scan.img.txt is ${what}: what is read is NIfTI (.nii, .nii.gz`;
    await expect(readImage(sourceOf(bytes, 'scan.img.txt'), readContext())).rejects.toThrow(sentence);
    await expect(imageHeader(sourceOf(bytes, 'scan.img.txt'))).rejects.toThrow(sentence);
  });
});

describe('sniffFormat', () => {
  it('lets the name decide only where the content does not', () => {
    const header = Buffer.alloc(348);
    header.writeInt32LE(348, 0);
    expect(sniffFormat(header, 'a.hdr')).toEqual({ kind: 'analyze' });
    expect(sniffFormat(header, 'a.nii')).toEqual({ kind: 'nifti' });
    expect(sniffFormat(Buffer.from('junk'), 'a.mgz')).toEqual({ kind: 'mgh' });
    expect(sniffFormat(Buffer.from('junk'), 'a.nii.gz')).toEqual({ kind: 'nifti' });
    expect(sniffFormat(Buffer.from('\x89PNG', 'latin1'), 'a.nii.gz')).toEqual({ kind: 'png' });
    expect(sniffFormat(Buffer.from('junk'), 'a.txt')).toBeUndefined();
  });
});

const expected = expectedImages('image of other formats');
const suffixes = /\.(nii|nrrd|nhdr|mha|mhd|mgz|npy|hdr|png|jpg|tif)(\.gz)?$/;
const names = Object.entries(expected ?? {}).filter(([path]) => suffixes.test(path) && !path.startsWith('volumes/'));
/** Where the voxels of a header lie, if not in it. */
const dataFiles: Readonly<Partial<Record<string, string>>> = {
  'ct-head-quarter.nhdr': 'ct-head-quarter.raw.gz',
  'HeadMRVolume.mhd': 'HeadMRVolume.raw',
  'BrainProtonDensitySliceBorder20DirectionPlus30.mhd': 'BrainProtonDensitySliceBorder20.zraw',
  'BrainProtonDensity3Slices.mha': 'BrainProtonDensity3Slices.raw',
};

describe.skipIf(!expected)('real files', () => {
  it('are there', () => expect(names.length).toBeGreaterThan(100));

  it.each(names)('%s is an image, with the size and type that its header said, or a sentence', async (path) => {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const name = path.slice(folder.length);
    const data = dataFiles[name] ?? (/\.hdr/.test(name) ? name.replace('.hdr', '.img') : undefined);
    const others = data ? [fileSource(referenceData(folder + data) ?? '')] : [];
    const file = fileSource(referenceData(path) ?? '');
    const read = await readImage(file, readContext(), undefined, { others }).catch((error: Error) => error);
    const told = await imageHeader(file, { others }).catch((error: Error) => error);
    if (read instanceof Error) {
      expect(read.message).toMatch(/[a-z] [a-z]/);
      return;
    }
    expect(told).toMatchObject({ size: read.size });
    // 64-bit integers widen when a value does not fit.
    if (!(told instanceof Error) && !/64/.test(path)) expect(told.type).toBe(voxelTypeOf(read.voxels));
  });
});
