import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { imageHeader } from '#src/formats/imageHeader.ts';
import { defaultLimits } from '#src/formats/limits.ts';
import { readImage } from '#src/formats/readImage.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { readContext, sourceOf } from './sources.ts';
import { type TiffField, tinyBmp, tinyJpeg, tinyPng, tinyTiff, withChecksums } from './tinyPictures.ts';

/** The same pixels in scans. */
const progressive = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABAAF/8QAFgEBAQEAAAAAAAAAAAAAAAAAAwIF/9oADAMBAAIQAxAAAAHGS5MkG15tL//EABYQAAMAAAAAAAAAAAAAAAAAAAABA//aAAgBAQABBQJTFMUxTFMUz//EABgRAAIDAAAAAAAAAAAAAAAAAAAEAgMh/9oACAEDAQE/AaWSLOH/xAAWEQADAAAAAAAAAAAAAAAAAAAAAQL/2gAIAQIBAT8BVCo//8QAFBABAAAAAAAAAAAAAAAAAAAAIP/aAAgBAQAGPwJf/8QAFRABAQAAAAAAAAAAAAAAAAAAAGH/2gAIAQEAAT8hkkkkkk//2gAMAwEAAgADAAAAEAgP/8QAFhEBAQEAAAAAAAAAAAAAAAAAAFFh/9oACAEDAQE/ENFj/8QAFREBAQAAAAAAAAAAAAAAAAAAACH/2gAIAQIBAT8QcX//xAAVEAEBAAAAAAAAAAAAAAAAAAAAMf/aAAgBAQABPxCZMmTJkz//2Q==',
  'base64',
);
const text = ['tEXt', new Uint8Array(300).fill(65)] as const;
const words = tinyPng([3, 2], [16, 0], [0, 1, 2, 3, 4, 5, 6, 2, 1, 1, 1, 1, 1, 1], [text]);
const colours = tinyPng(
  [2, 2],
  [2, 3, 1],
  [0, 0, 1, 64, 0, 108],
  [['PLTE', Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255)], ['tRNS', Uint8Array.of(7)], text],
);

const fields = (width: number, height: number, more: readonly TiffField[]): readonly TiffField[] => [
  [256, 3, [width]],
  [257, 3, [height]],
  ...more,
];
/** Two pages of 3 x 2 words, each a strip, with the note of ImageJ that they lie 2.5 mm apart. */
const stack = tinyTiff(
  Uint8Array.from({ length: 24 }, (_, n) => n),
  [8, 20].map((start) =>
    fields(3, 2, [
      [258, 3, [16]],
      [259, 3, [1]],
      [270, 2, `ImageJ=1.53\nimages=2\nslices=2\nunit=mm\nspacing=2.5\n${'x'.repeat(200)}`],
      [273, 4, [start]],
      [277, 3, [1]],
      [278, 3, [2]],
      [279, 4, [12]],
      [282, 5, [4, 1]],
      [283, 5, [2, 1]],
    ]),
  ),
);
const tile = deflateSync(Uint8Array.from({ length: 16 * 16 * 3 }, (_, n) => n % 251));
/** 20 x 5 colours in two tiles, packed by deflate, big endian. */
const tiles = tinyTiff(
  Buffer.concat([tile, tile]),
  [
    fields(20, 5, [
      [258, 3, [8, 8, 8]],
      [259, 3, [8]],
      [262, 3, [2]],
      [270, 2, 'y'.repeat(300)],
      [277, 3, [3]],
      [322, 3, [16]],
      [323, 3, [16]],
      [324, 4, [8, 8 + tile.length]],
      [325, 4, [tile.length, tile.length]],
    ]),
  ],
  false,
);
const bmp = tinyBmp(
  [3, 2],
  24,
  Array.from({ length: 24 }, (_, n) => 9 * n),
);
const numbers = tinyBmp([3, 2], 4, [0x01, 0x20, 0, 0, 0x10, 0x10, 0, 0], [0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0]);

const sound = [
  ['a PNG picture of 16 bits', words, [3, 2, 1], 'uint16'],
  ['an interlaced PNG picture with a palette', colours, [2, 2, 1], 'uint8'],
  ['a JPEG picture', tinyJpeg, [24, 16, 1], 'uint8'],
  ['a progressive JPEG picture', progressive, [24, 16, 1], 'uint8'],
  ['a BMP picture', bmp, [3, 2, 1], 'uint8'],
  ['a BMP picture with a palette', numbers, [3, 2, 1], 'uint8'],
  ['a TIFF stack', stack, [3, 2, 2], 'uint16'],
  ['a tiled TIFF of colours', tiles, [20, 5, 1], 'uint8'],
] as const;

describe('pictures', () => {
  it.each(sound)('%s is read, with the size and type that its header said', async (_, bytes, size, type) => {
    const volume = await readImage(sourceOf(bytes, 'a'), readContext());
    expect(volume.size).toEqual(size);
    expect(voxelTypeOf(volume.voxels)).toBe(type);
    expect(await imageHeader(sourceOf(bytes, 'a'))).toMatchObject({ size, type });
  });

  it.each(sound)(
    '%s survives any damage',
    async (_, bytes) => {
      await expectHostileProof(bytes, 'a.pic', readImage);
      // A decoder that has failed is made anew, 2,000 times in a soak run.
    },
    300_000,
  );

  it.each(sound.slice(0, 2))('%s survives any damage that its checksums do not show', async (_, bytes) => {
    await expectHostileProof(bytes, 'a.pic', readImage, withChecksums);
  });
});

/** A PNG header that declares many pixels, with the few that there are. */
const large = tinyPng([60000, 60000], [8, 0], [0, 1, 2, 3]);
const wide = tinyPng([4294967295, 4294967295], [16, 6], [0, 1, 2, 3]);
function jpegOf(width: number, height: number): Buffer {
  const bytes = Buffer.from(tinyJpeg);
  const frame = bytes.indexOf(Buffer.of(0xff, 0xc0));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}
const hugeBmp = Buffer.from(bmp);
hugeBmp.writeInt32LE(2 ** 30, 18);
const tiffOf = (width: number, height: number, rows: number, packing: number) =>
  tinyTiff(Uint8Array.of(0x80, 1, 2, 3), [
    [
      [256, 4, [width]],
      [257, 4, [height]],
      [258, 3, [8]],
      [259, 3, [packing]],
      [273, 4, [8]],
      [278, 4, [rows]],
      [279, 4, [4]],
    ],
  ]);

describe('hostile headers of pictures', () => {
  it.each([
    ['PNG', large, /a is cut short: 60000×60000 pixels cannot be in the \d+ bytes/],
    ['PNG', wide, /a declares 4294967295×4294967295×1 pixels, .* and the limit is 4.3 GB/],
    ['JPEG', jpegOf(20000, 20000), /a is cut short: 20000×20000 pixels cannot be in/],
    ['BMP', hugeBmp, /a is cut short: 1073741824×2 pixels take 6.4 GB/],
    [
      'TIFF',
      tiffOf(60000, 60000, 60000, 5),
      /a is cut short: a strip or tile of 3.6 GB cannot be in its 4 bytes from byte 8 on/,
    ],
    ['TIFF', tiffOf(2 ** 31, 2 ** 31, 2 ** 31, 1), /a declares 2147483648×2147483648×1 pixels/],
    ['TIFF', tiffOf(60000, 60000, 1, 5), /a declares 60000 strips or tiles, and 1 are there/],
  ])('%s that declares more than there is is refused before memory is asked for', async (_, bytes, sentence) => {
    const context = readContext();
    await expect(readImage(sourceOf(bytes, 'a'), context, defaultLimits)).rejects.toThrow(sentence);
    expect(context.allocated).toBe(0);
  });

  it('directories of a TIFF that run in a circle are refused', async () => {
    const bytes = Buffer.from(stack);
    // The first directory names itself as the next.
    const start = bytes.readUInt32LE(4);
    bytes.writeUInt32LE(start, start + 2 + 12 * bytes.readUInt16LE(start));
    await expect(readImage(sourceOf(bytes, 'a'), readContext())).rejects.toThrow(
      'a is damaged: its directories run in a circle',
    );
  });

  it('a PNG picture that unpacks to far more than it declares is read, and the rest is not unpacked', async () => {
    const bomb = tinyPng([2, 1], [8, 0], [0, 7, 8, ...new Uint8Array(2 ** 20)]);
    const volume = await readImage(sourceOf(bomb, 'a'), readContext(), { ...defaultLimits, imageBytes: 2 ** 20 });
    expect([...volume.voxels]).toEqual([7, 8]);
  });
});
