import { expect, test } from 'vitest';
import OrthoSwapFlip from '#modules/OrthoSwapFlip/index.ts';
import SaveScreenshot from '#modules/SaveScreenshot/index.ts';
import Skeleton from '#modules/Skeleton/index.ts';
import type { ByteSource } from '#src/formats/byteSource.ts';
import { readImage } from '#src/formats/readImage.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { defaultParams } from '#src/graph/params.ts';
import { identity } from '#src/image/affine.ts';
import { type Volume, voxelCount } from '#src/image/volume.ts';
import { packForeground } from '#src/kernels/pack.ts';
import { surfaceDistances } from '#src/kernels/surfaceDistances.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

const long: Volume = { size: [64, 64, 200], affine: identity, voxels: new Uint8Array(64 * 64 * 200).fill(7) };

/** A file that is read in small pieces, and every memory that one was read into. */
function disk(bytes: Uint8Array<ArrayBuffer>, name: string) {
  const used = new Set<ArrayBuffer>();
  const source: ByteSource = {
    ...{ name, size: bytes.length, pieceBytes: 2 ** 14 },
    async bytes(start = 0, end = bytes.length, into = new Uint8Array(end - start)) {
      into.set(bytes.subarray(start, end));
      if (end - start >= 2 ** 14) used.add(into.buffer);
      return into;
    },
  };
  return { source, used };
}

test('a file that is not compressed is read through one piece of memory', async () => {
  const { source, used } = disk(writeNifti(long), 'image.nii');
  expect((await readNifti(source, readContext())).voxels).toEqual(long.voxels);
  expect(used.size).toBe(1);
});

test('so is a file with a header in text', async () => {
  const header =
    'ObjectType = Image\nNDims = 3\nDimSize = 64 64 200\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n';
  const bytes = new Uint8Array([...new TextEncoder().encode(header), ...long.voxels]);
  const { source, used } = disk(bytes, 'image.mha');
  expect((await readImage(source, readContext())).voxels).toEqual(long.voxels);
  // A piece of the beginning tells the format.
  expect(used.size).toBeLessThan(4);
});

test('the distances of two surfaces share one memory', () => {
  const mask = packForeground(new Uint8Array(512).fill(1), [8, 8, 8]);
  const { all, fromFirst, fromSecond } = surfaceDistances(mask, mask, [1, 1, 1]);
  expect([fromFirst.buffer, fromSecond.buffer]).toEqual([all.buffer, all.buffer]);
  expect([fromFirst.length, fromSecond.length, all.length]).toEqual([296, 296, 592]);
});

test('an image that lies in the order asked for already is foreseen as the input itself', async () => {
  const input0 = { size: [9, 8, 7], type: 'int16', affine: identity } as const;
  const params = { ...defaultParams(OrthoSwapFlip.params), orientation: 'RAS' } as unknown as Parameters<
    typeof OrthoSwapFlip.run
  >[1];
  expect((await OrthoSwapFlip.forecast?.({ input0 }, params, {}))?.images?.output0).toBe(input0);
});

test('of a montage the slices that it shows are foreseen', async () => {
  const input0 = { size: [100, 100, 100], type: 'int16' } as const;
  const params = defaultParams(SaveScreenshot.params) as unknown as Parameters<typeof SaveScreenshot.run>[1];
  const scratch = async (picture: 'montage' | 'slice') =>
    (await SaveScreenshot.forecast?.({ input0 }, { ...params, picture, axis: 'k', step: 10 }, {}))?.scratch;
  expect(await scratch('montage')).toBe(10 * ((await scratch('slice')) ?? 0));
});

const head = referenceData('volumes/t1-head.nii.gz');
if (!head)
  console.warn('Skipped: the reference data is absent (set VOXGRAPH_DATA), so no forecast is held against a head');

test.runIf(head)('a skeleton of a head takes on the way what is foreseen, within a fifth', async () => {
  const image = await readNifti(fileSource(head ?? ''), readContext());
  const header = { size: image.size, type: 'uint8' } as const;
  const count = voxelCount(image.size);

  const mask = { ...image, voxels: Uint8Array.from(image.voxels, (value) => (value > 60 ? 1 : 0)) };

  const foreground = mask.voxels.reduce((sum, value) => sum + value, 0);
  const thinned = await Skeleton.forecast?.({ input0: header }, { dimension: 'Volume' }, {});
  expect(share(thinned?.scratch, count + 4 * foreground)).toBeLessThan(0.2);
});

/** How far a forecast is off, as a part of what was needed. */
function share(foreseen = 0, needed: number): number {
  return Math.abs(foreseen / needed - 1);
}
