import { afterEach, expect, it } from 'vitest';
import { imageHeader } from '#src/formats/imageHeader.ts';
import { currentLimits, defaultLimits, limitSettings, orRaise, setLimits } from '#src/formats/limits.ts';
import { parseLimit, parseLimits, parseSize, writeSize } from '#src/formats/limitText.ts';
import { readImage } from '#src/formats/readImage.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { voxelArrays } from '#src/image/voxelType.ts';

afterEach(() => setLimits({}));

const bytes = writeNifti({
  size: [100, 100, 60],
  affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  voxels: new Int16Array(600_000),
});
const file = {
  name: 'a.nii',
  size: bytes.length,
  bytes: async (start = 0, end = bytes.length) => bytes.slice(start, end),
};
const context = {
  progress: () => {},
  warn: () => {},
  allocate: (type: keyof typeof voxelArrays, length: number) => new voxelArrays[type](length) as never,
};

it('refuses beyond the limit that is set, says how it is raised, and reads the file once it is', async () => {
  setLimits({ imageBytes: 2 ** 20 });
  const reason = /1\.2 MB as int16, and the limit is 1\.0 MB an image: .*--limit image=0\.1GB\)$/;
  await expect(readImage(file, context)).rejects.toThrow(reason);
  await expect(imageHeader(file)).rejects.toThrow(reason);
  setLimits({ imageBytes: 2 ** 21 });
  expect((await readImage(file, context)).size).toEqual([100, 100, 60]);
});

it('suggests no limit that could not be set', () => {
  expect(orRaise('imageBytes', 5.21e9)).toContain('--limit image=5.3GB');
  expect(orRaise('imageBytes', 70e12)).toBe('');
});

it('keeps to the range of each limit, whoever sets it', () => {
  setLimits({ imageBytes: 1e15, headerBytes: Number.NaN });
  expect(currentLimits()).toEqual(defaultLimits);
  setLimits(JSON.parse('{"toString": 5, "imageBytes": "8"}'));
  expect(currentLimits()).toEqual(defaultLimits);
});

it('knows sizes as they are written, and writes them so that they are known', () => {
  expect(parseSize('8GB')).toBe(8e9);
  expect(parseSize(' 1.5 gib ')).toBe(1.5 * 2 ** 30);
  for (const text of ['', '8', 'GB', '-1 GB', '1e9 B', '8 constructor']) expect(parseSize(text)).toBeUndefined();
  for (const size of [2 ** 32, 2 ** 26, 5.3e9, 8e9, 12_345_678, 1e9]) expect(parseSize(writeSize(size))).toBe(size);
  expect(writeSize(2 ** 32)).toBe('4 GiB');
  expect(writeSize(5.3e9)).toBe('5.3 GB');
});

it('takes the limits of the command line, and says of others what there are', () => {
  expect(parseLimits(['image=8GB', 'header=100MB'])).toEqual({ imageBytes: 8e9, headerBytes: 1e8 });
  expect(() => parseLimits(['images=8GB'])).toThrow('There is no limit "images": write image=SIZE or header=SIZE');
  expect(() => parseLimits(['image=much'])).toThrow('"much" is no size');
  expect(parseLimit('imageBytes', '1 B')).toEqual({
    error: 'Voxels of one image may be 1 MiB to 16 GiB, not 1 B',
  });
});

it('has every default within its range', () => {
  for (const [name, setting] of Object.entries(limitSettings)) {
    const value = defaultLimits[name as keyof typeof defaultLimits];
    expect(value).toBeGreaterThanOrEqual(setting?.least ?? 0);
    expect(value).toBeLessThanOrEqual(setting?.most ?? 0);
  }
});
