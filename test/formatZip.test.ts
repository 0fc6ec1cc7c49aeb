import { Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '#src/formats/crc32.ts';
import { defaultLimits } from '#src/formats/limits.ts';
import { readImage } from '#src/formats/readImage.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { bundleName, bundleOf, bundleParts } from '#src/formats/zipBundle.ts';
import { zipEntries } from '#src/formats/zipEntries.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { expectSameBytes } from './expectSameBytes.ts';
import { readContext, sourceOf } from './sources.ts';
import { tinyDicom } from './tinyDicom.ts';

const text = (words: string) => new TextEncoder().encode(words);
const noise = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 7919) >>> (n % 5));

/** What is in an archive, by name. */
async function unpacked(archive: Uint8Array) {
  const entries = await zipEntries(sourceOf(archive, 'a.zip'));
  return Promise.all(entries.map(async (entry) => [entry.name, await entry.bytes()] as const));
}

/** A soak runs 2,000 times what is run a hundred times. */
const timeout = process.env.VOXGRAPH_SOAK ? 1_800_000 : 60_000;

describe('a bundle of files', () => {
  const files = () => [
    sourceOf(text('second'), 'scan/b/2.dcm'),
    sourceOf(noise, 'scan/b/10.dcm'),
    sourceOf(text(''), 'scan/a.txt'),
    sourceOf(text('hidden'), 'scan/.DS_Store'),
  ];

  it('is the same for the same files, in whatever order they come', async () => {
    const [one, other] = await Promise.all([bundleOf(files()), bundleOf(files().toReversed())]);
    expectSameBytes(await one.bytes(), await other.bytes());
    expect(one.name).toBe('scan');
  });

  it('is an archive of these files, by name, without their folder and what is hidden', async () => {
    const bundle = await bundleOf(files());
    const entries = await unpacked(await bundle.bytes());
    expect(entries.map(([name]) => name)).toEqual(['a.txt', 'b/10.dcm', 'b/2.dcm']);
    expectSameBytes(entries[1][1], noise);
  });

  it('holds the files themselves, so that nothing is copied', async () => {
    const all = files();
    const parts = await bundleParts(all);
    expect(parts.filter((part) => !(part instanceof Uint8Array))).toEqual([all[2], all[1], all[0]]);
  });

  it('gives any part of its bytes', async () => {
    const bundle = await bundleOf(files());
    const whole = await bundle.bytes();
    for (const [start, end] of [
      [0, 10],
      [33, 300_200],
      [40, 41],
      [whole.length - 30, whole.length + 9],
      [5, 5],
    ]) {
      expectSameBytes(await bundle.bytes(start, end), whole.slice(start, end));
    }
  });

  it('is refused where it holds nothing', async () => {
    await expect(bundleOf([])).rejects.toThrow('There is no file in it');
    await expect(bundleOf([sourceOf(text('x'), '.DS_Store')])).rejects.toThrow('There is no file in it');
  });

  it('has the name of the innermost folder that all share', () => {
    expect(bundleName([sourceOf(text(''), 'a/b/1'), sourceOf(text(''), 'a/b/c/2')])).toBe('b');
    expect(bundleName([sourceOf(text(''), '1.dcm'), sourceOf(text(''), '2.dcm')])).toBe('2 files');
  });
});

describe('zip archives', () => {
  it('of other programs are read, stored and deflated', async () => {
    const archive = zipSync({
      'folder/': new Uint8Array(),
      'folder/a': [noise, { level: 6 }],
      'ä.txt': [text('stored'), { level: 0 }],
    });
    const entries = await unpacked(archive);
    expect(entries.map(([name]) => name)).toEqual(['folder/a', 'ä.txt']);
    expectSameBytes(entries[0][1], noise);
    expectSameBytes(entries[1][1], text('stored'));
  });

  it('that were written as a stream, with sizes behind the files, are read', async () => {
    const pieces: Uint8Array[] = [];
    const zip = new Zip((_, piece) => pieces.push(piece));
    const file = new ZipDeflate('a', { level: 6 });
    zip.add(file);
    file.push(noise, true);
    zip.end();
    expectSameBytes((await unpacked(Buffer.concat(pieces)))[0][1], noise);
  });

  it('give the beginning of a file without unpacking the rest', async () => {
    const archive = zipSync({ a: [noise, { level: 6 }] });
    // The end is damaged, and not looked at.
    archive.fill(0, 2000, 2100);
    const [entry] = await zipEntries(sourceOf(archive, 'a.zip'));
    expectSameBytes(await entry.bytes(0, 1000), noise.slice(0, 1000));
    await expect(entry.bytes()).rejects.toThrow('a');
  });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, -30), 'its directory is missing'],
    ['with a damaged file', changed(40, 0x55), /is damaged: its gzip data|checksum/],
    ['encrypted', changedInDirectory(8, 1), 'is encrypted'],
    ['packed in another way', changedInDirectory(10, 12), 'is packed by method 12'],
    ['that claim a larger file', changedInDirectory(24, 0xff, 0xff, 0xff, 0x3f), 'cannot be 1.1 GB unpacked'],
    ['whose files lie elsewhere', changedInDirectory(42, 9), 'is not where it says'],
    ['of zip64', changedAtEnd(16, 0xff, 0xff, 0xff, 0xff), 'is a zip64 archive'],
    ['split in parts', changedAtEnd(4, 1), 'is one part of a split zip archive'],
    ['with more files than there is room for', changedAtEnd(8, 255, 1, 255, 1), 'does not lie in it'],
  ])('are refused in words: %s', async (_, change, sentence) => {
    const archive = change(zipSync({ 'a.dcm': [noise.slice(0, 5000), { level: 6 }] }));
    await expect(unpacked(archive)).rejects.toThrow(sentence);
  });

  it('with a file that is larger than the limit are refused before memory is asked for', async () => {
    const archive = sourceOf(zipSync({ a: [new Uint8Array(100_000), { level: 6 }] }), 'a.zip');
    const [entry] = await zipEntries(archive, { ...defaultLimits, imageBytes: 50_000 });
    await expect(entry.bytes()).rejects.toThrow('a in a.zip is 100,000 bytes unpacked, and the limit is 50,000 bytes');
  });

  it('with one image of another format are that image', async () => {
    const phantom = sheppLogan({ size: [5, 4, 3] });
    const archive = zipSync({ 'x/readme.txt': text('hello'), 'x/scan.nii': writeNifti(phantom) });
    expect((await readImage(sourceOf(archive, 'a.zip'), readContext())).size).toEqual([5, 4, 3]);
    const two = zipSync({ 'a.nii': writeNifti(phantom), 'b.nii': writeNifti(phantom) });
    await expect(readImage(sourceOf(two, 'a.zip'), readContext())).rejects.toThrow(
      'a.zip holds 2 images (a.nii, b.nii)',
    );
    const none = zipSync({ 'a.txt': text('hello') });
    await expect(readImage(sourceOf(none, 'a.zip'), readContext())).rejects.toThrow(
      'a.zip holds 1 files, and none is an image',
    );
  });

  it(
    'give an image or a sentence when they are damaged',
    async () => {
      const slices = [0, 1, 2].map((k) => tinyDicom({ position: [0, 0, k], values: [k, 1, 2, 3, 4, 5] }));
      const archive = zipSync(Object.fromEntries(slices.map((bytes, k) => [`I${k}`, [bytes, { level: 6 }]])));
      await expectHostileProof(archive, 'scan.zip', (file, context, limits) =>
        readImage(file, context, limits, { frame: 0 }),
      );
    },
    timeout,
  );
});

it('CRC-32 is that of zip, in any pieces', () => {
  expect(crc32(text('123456789'))).toBe(0xcbf43926);
  expect(crc32(noise.subarray(1001), crc32(noise.subarray(0, 1001)))).toBe(crc32(noise));
});

function changed(at: number, ...values: readonly number[]) {
  return (bytes: Uint8Array) => {
    bytes.set(values, at);
    return bytes;
  };
}

function changedInDirectory(at: number, ...values: readonly number[]) {
  return (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    bytes.set(values, view.getUint32(bytes.length - 6, true) + at);
    return bytes;
  };
}

function changedAtEnd(at: number, ...values: readonly number[]) {
  return (bytes: Uint8Array) => {
    bytes.set(values, bytes.length - 22 + at);
    return bytes;
  };
}
