import { decode as decodePng } from 'fast-png';
import { readHeader, readImage } from 'nifti-reader-js';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '#src/formats/joinBytes.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { writePng } from '#src/formats/writePng.ts';
import type { Affine } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { volumesOfAllTypes } from './anyVolume.ts';

/** A buffer of its own, as these readers want it. */
const bufferOf = (bytes: Uint8Array) => Uint8Array.from(bytes).buffer;

describe('readers of others, in JavaScript', () => {
  it.each(volumesOfAllTypes().map((volume) => [volume.type, volume] as const))(
    'nifti-reader-js reads %s as it was written: size, affine and each voxel',
    (type, { size, affine, voxels }) => {
      const file = bufferOf(writeNifti({ size, affine, voxels }));
      const header = readHeader(file);
      if (!header) throw new Error('It finds no header');
      expect(header.dims.slice(1, 4)).toEqual(size);
      expect((header.affine as number[][]).flat() as Affine).toEqual(affine.map(Math.fround));
      const values = new voxelArrays[type](readImage(header, file));
      expect(values).toEqual(voxels);
    },
  );

  it.each([
    [8, Uint8Array.from({ length: 35 }, (_, n) => (n * 77) % 256)],
    [16, Uint16Array.from({ length: 35 }, (_, n) => (n * 7777) % 65536)],
  ] as const)('fast-png reads pictures of %i bits as they were written', async (depth, samples) => {
    const read = decodePng(joinBytes(await writePng({ width: 7, height: 5, depth, samples, spacing: [0.5, 0.25] })));
    expect(read).toMatchObject({ width: 7, height: 5, depth, channels: 1 });
    expect([...read.data]).toEqual([...samples]);
    expect(read.resolution).toEqual({ x: 2000, y: 4000, unit: 1 });
  });
});
