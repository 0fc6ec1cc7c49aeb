import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { defaultLimits } from '#src/formats/limits.ts';
import { pictureBytes } from '#src/formats/pictureBytes.ts';
import { readDicom } from '#src/formats/readDicom.ts';
import { readImage } from '#src/formats/readImage.ts';
import { readContext, sourceOf } from './sources.ts';
import { element, tinyDicom } from './tinyDicom.ts';
import { type TiffField, tinyPng, tinyTiff } from './tinyPictures.ts';

// Where a file decides how many small objects are made, a small file could fill the heap, and with it a page of Chromium ends, all of it.

const refused = (bytes: Uint8Array, name: string) =>
  readImage(sourceOf(bytes, name), readContext()).then(
    () => 'read',
    (error: unknown) => String(error),
  );

const page = (strips: readonly number[], more: readonly TiffField[] = []): readonly TiffField[] => [
  [256, 3, [2]],
  [257, 3, [2]],
  [258, 3, [8]],
  ...more,
  [273, 4, strips],
  [278, 3, [1]],
  [279, 4, [2, 2]],
];

it('directories of a TIFF file that all point to the same values are refused before they fill memory', async () => {
  const strips = Array.from({ length: 2 ** 18 }, () => 8);
  const bytes = tinyTiff(new Uint8Array(4), [page(strips), ...Array.from({ length: 99 }, () => page([8, 10]))]);
  // The entry of the strips of each further directory says what that of the first says.
  const entry = 2 + 12 * 3;
  const first = bytes.readUInt32LE(4);
  for (let at = bytes.readUInt32LE(first + 2 + 12 * 6); at !== 0; at = bytes.readUInt32LE(at + 2 + 12 * 6)) {
    bytes.copy(bytes, at + entry, first + entry, first + entry + 12);
  }
  expect(await refused(bytes, 'a.tif')).toMatch(/a\.tif is damaged.*first 64 directories have \d+ values together/);
});

it('pictures that follow one another without directories are refused where their strips fill memory', async () => {
  const note: TiffField = [270, 2, 'ImageJ=1.53\nimages=1000000\nslices=1000000\n'];
  const bytes = tinyTiff(new Uint8Array(4), [
    page(
      Array.from({ length: 100 }, () => 8),
      [note],
    ),
  ]);
  expect(await refused(bytes, 'a.tif')).toMatch(/a\.tif declares 1000000 pictures of 100 strips each: .* damaged/);
});

it('a PNG picture in more than a million pieces is refused', async () => {
  const sound = tinyPng([1, 1], [8, 0], [0, 7]);
  const end = sound.length - 12;
  const empty = Buffer.from([0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xaf, 0x06, 0x1e]);
  const some = Buffer.concat([sound.subarray(0, end), Buffer.alloc(12 * 1000, empty), sound.subarray(end)]);
  expect(await refused(some, 'a.png')).toBe('read');
  const many = Buffer.concat([sound.subarray(0, end), Buffer.alloc(12 * 2 ** 20, empty), sound.subarray(end)]);
  expect(await refused(many, 'a.png')).toMatch(/a\.png is damaged: .* more than 1048576 pieces/);
});

it('items of a DICOM sequence are read up to the number of frames', async () => {
  const item = Buffer.from([0xfe, 0xff, 0, 0xe0, 0, 0, 0, 0]);
  const more = { 1375769136: ['SQ', new Uint8Array(Buffer.alloc(8 * 3_000_000, item))] } as const;
  expect((await readDicom(sourceOf(tinyDicom({ more }), 'a.dcm'), readContext())).size).toEqual([3, 2, 1]);
});

it('items of more elements than any frames have are refused', async () => {
  const empty = Buffer.alloc(8);
  const elements = Buffer.concat(
    Array.from({ length: 2 ** 19 }, (_, n) => {
      empty.writeUInt16LE(0x21 + (n >> 16), 0);
      empty.writeUInt16LE(n & 0xffff, 2);
      empty.write('LO', 4, 'latin1');
      return Buffer.from(empty);
    }),
  );
  const item = Buffer.concat([Buffer.from([0xfe, 0xff, 0, 0xe0, 0, 0, 0x40, 0]), elements]);
  const groups = Uint8Array.from(Buffer.concat(Array.from({ length: 5 }, () => item)));
  const more = { 2621448: ['IS', '5'], 1375769136: ['SQ', groups] } as const;
  const read = readDicom(sourceOf(tinyDicom({ more }), 'a.dcm'), readContext());
  await expect(read).rejects.toThrow(/a\.dcm.*items of \(5200,9230\) have more than 2097152 elements/);
});

it('a deflated DICOM data set may have more elements than a call takes arguments', async () => {
  const whole = tinyDicom({});
  const start = 132 + 12 + 8 + 20;
  const pixels = whole.length - 12 - 12;
  const notes = Buffer.concat(Array.from({ length: 200_000 }, (_, n) => element(0x00300000 + n, 'LO', '')));
  const data = Buffer.concat([whole.subarray(start, pixels), notes, whole.subarray(pixels)]);
  const meta = element(0x00020010, 'UI', '1.2.840.10008.1.2.1.99');
  const bytes = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), meta, deflateRawSync(data)]);
  expect([...(await readDicom(sourceOf(bytes, 'a.dcm'), readContext())).voxels]).toEqual([0, 1, 2, 3, 4, 5]);
});

it('a picture in gzip of many members is put together', async () => {
  const pieces = Array.from({ length: 300 }, (_, n) => Buffer.alloc(n === 7 ? 3_000_001 : n % 5, n));
  const bytes = await pictureBytes(sourceOf(Buffer.concat(pieces.map((piece) => gzipSync(piece)))), defaultLimits);
  expect(Buffer.compare(bytes, Buffer.concat(pieces))).toBe(0);
});
