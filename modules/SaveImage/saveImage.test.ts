import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '#src/formats/joinBytes.ts';
import { readImage } from '#src/formats/readImage.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { RunContext } from '#src/graph/runContext.ts';
import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { convertVoxels } from './convertVoxels.ts';
import SaveImage from './index.ts';

const affine = [2, 0, 0, -3, 0, 2, 0, 5, 0, 0, 3, 7, 0, 0, 0, 1];
const image = (voxels: Voxels) => ({ size: [2, 2, voxels.length / 4] as const, affine, voxels });

const context: RunContext = {
  progress: () => {},
  warn: () => {},
  allocate: (type, length) => new voxelArrays[type](length) as never,
};
const defaults = {
  fileName: 'x',
  provenance: false,
  picture: 'slice',
  axis: 'k',
  slice: -1,
  step: 1,
  columns: 0,
  grey: 'exact',
  level: 128,
  width: 256,
} as const;
const opened = (bytes: Uint8Array) => ({
  name: 'x',
  size: bytes.length,
  bytes: async (start = 0, end = bytes.length) => Uint8Array.from(bytes.subarray(start, end)),
});

describe('SaveImage', () => {
  it('writes .nii.gz and .nii of the same bytes', async () => {
    const input0 = image(Int16Array.of(1, -2, 3, 4));
    const params = { ...defaults, dataType: 'Input' } as const;
    const packed = await SaveImage.run({ input0 }, { ...params, format: '.nii.gz' }, context);
    const plain = await SaveImage.run({ input0 }, { ...params, format: '.nii' }, context);
    expect(plain.file).toEqual({ parts: [writeNifti(input0)], suffix: '.nii' });
    expect(packed.file.suffix).toBe('.nii.gz');
    expect(gunzipSync(joinBytes(packed.file.parts)).equals(plain.file.parts[0])).toBe(true);
  });

  it.each(['.nrrd', '.mha', '.npy'] as const)('writes %s, which is read back the same', async (format) => {
    const input0 = image(Int16Array.of(1, -2, 3, 4));
    const params = { ...defaults, dataType: 'Input', format } as const;
    const { file } = await SaveImage.run({ input0 }, params, context);
    expect(file.suffix).toBe(format);
    const { size, voxels } = await readImage(opened(joinBytes(file.parts)), context);
    expect({ size, voxels }).toEqual({ size: input0.size, voxels: input0.voxels });
  });

  it('writes where the voxels lie beside a numpy file', async () => {
    const params = { ...defaults, dataType: 'uint8', format: '.npy' } as const;
    const { file } = await SaveImage.run({ input0: image(Int16Array.of(1, 2, 3, 4)) }, params, context);
    expect(file.sidecar?.suffix).toBe('.json');
    expect(JSON.parse(new TextDecoder().decode(file.sidecar?.bytes)).affine.flat()).toEqual(affine);
  });

  it('keeps the name of the file out of the key', () => {
    expect(SaveImage.params.fileName.inKey).toBe(false);
  });
});

describe('convertVoxels', () => {
  it('tells how far it is, while it looks whether all values fit and while it copies them', () => {
    const fractions: number[] = [];
    const voxels = new Uint8Array(2 ** 20).fill(7);
    const converted = convertVoxels(image(voxels), 'float64', (fraction) => fractions.push(fraction));
    expect(converted.voxels).toEqual(Float64Array.from(voxels));
    expect(fractions).toEqual([0.35, 0.85]);
  });

  it('changes the type and no value', () => {
    expect(convertVoxels(image(Float32Array.of(0, 1, 255, 7)), 'uint8')).toEqual(image(Uint8Array.of(0, 1, 255, 7)));
    expect(convertVoxels(image(Float64Array.of(0.5, NaN, Infinity, -1e30 as number)), 'float64').voxels[0]).toBe(0.5);
    expect(convertVoxels(image(Float64Array.of(0.5, NaN, -Infinity, 3)), 'float32').voxels[1]).toBeNaN();
  });

  it('gives the image itself where it has the type', () => {
    const same = image(Uint8Array.of(1, 2, 3, 4));
    expect(convertVoxels(same, 'uint8')).toBe(same);
  });

  it.each([
    [
      Int16Array.of(0, 1, 2, -1000),
      'uint8',
      '1 of 4 voxels would change as uint8, the first at (1, 1, 0): int16 -1000. ',
    ],
    [
      Int16Array.of(0, 1, 2, 3, 300, 4, 500, 6),
      'int8',
      '2 of 8 voxels would change as int8, the first at (0, 0, 1): int16 300. ',
    ],
    [Float32Array.of(0.5, 1, 2, 3), 'int32', 'float32 0.5. Save with the type of the input, or round the image first'],
    [Float32Array.of(NaN, 1, 2, 3), 'uint8', 'float32 NaN. Save with the type of the input, or replace NaN first'],
    [Int32Array.of(16777217, 1, 2, 3), 'float32', 'int32 16777217. '],
  ] as const)('refuses what would change a value: %o as %s', (voxels, type, sentence) => {
    expect(() => convertVoxels(image(voxels), type)).toThrow(sentence);
  });
});
