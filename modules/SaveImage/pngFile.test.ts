import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '#src/formats/joinBytes.ts';
import { readPng } from '#src/formats/readPng.ts';
import type { Volume, Voxels } from '#src/image/volume.ts';
import { voxelArrays } from '#src/image/voxelType.ts';
import { pngFile } from './pngFile.ts';
import type { SliceChoice } from './slicePicture.ts';

/** As pictures lie: i to the patient's left, j to the back. */
const upright = [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1];
const one: SliceChoice = { layout: 'slice', axis: 2, slice: -1, step: 1, columns: 0 };
const exact = { grey: 'exact', level: 0, width: 1 } as const;

async function written(
  image: Volume,
  slices: Partial<SliceChoice> = {},
  choice: Parameters<typeof pngFile>[2] = exact,
) {
  const warnings: string[] = [];
  const bytes = joinBytes(await pngFile(image, { ...one, ...slices }, choice, (sentence) => warnings.push(sentence)));
  const context = {
    progress: () => {},
    warn: () => {},
    allocate: (type: keyof typeof voxelArrays, length: number) => new voxelArrays[type](length) as never,
  };
  const source = { name: 'a.png', size: bytes.length, bytes: async () => Uint8Array.from(bytes) };
  const { size, voxels, affine } = await readPng(source, context);
  return { bytes, warnings, size, values: [...voxels], affine, depth: bytes[24] };
}

function image(voxels: Voxels, size: Volume['size'] = [2, 2, voxels.length / 4], affine = upright): Volume {
  return { size, affine, voxels };
}

describe('pngFile', () => {
  it.each([
    [Uint8Array.of(0, 1, 1, 0), 1],
    [Uint8Array.of(0, 1, 255, 0), 8],
    [Int16Array.of(0, 1, 256, 7), 16],
    [Float64Array.of(65535, 1, 256, 7), 16],
  ])('keeps whole numbers exactly: %o as %i bits', async (voxels, bits) => {
    const { values, warnings, depth } = await written(image(voxels));
    expect({ values, warnings, depth }).toEqual({ values: [...voxels], warnings: [], depth: bits });
  });

  it.each([
    [Int16Array.of(-1000, 0, 2000, 500), [0, 85, 255, 128], 'has from -1000 to 2000'],
    [Float32Array.of(0.5, 0, 1, 0.25), [128, 0, 255, 64], 'has fractions from 0 to 1'],
    [Int32Array.of(0, 65536, 65536, 0), [0, 255, 255, 0], 'has from 0 to 65536'],
    [Float32Array.of(NaN, 0, 1, Infinity), [0, 0, 255, 255], '2 of its values are no numbers'],
    [Float32Array.of(NaN, NaN, NaN, NaN), [0, 0, 0, 0], '4 of its values are no numbers'],
  ])('spreads what does not fit, and says so: %o', async (voxels, expected, sentence) => {
    const { values, warnings, depth } = await written(image(voxels));
    expect({ values, depth }).toEqual({ values: expected, depth: 8 });
    expect(warnings).toEqual([expect.stringContaining(sentence)]);
  });

  it('writes a window as 8 bits', async () => {
    const window = { grey: 'window', level: 40, width: 400 } as const;
    const { values, warnings } = await written(image(Int16Array.of(-1000, -160, 40, 240)), {}, window);
    expect({ values, warnings }).toEqual({ values: [0, 0, 128, 255], warnings: [] });
    await expect(written(image(Int16Array.of(1, 2, 3, 4)), {}, { ...window, width: 0 })).rejects.toThrow(
      'A window of width 0 shows nothing',
    );
  });

  it('turns slices as the viewers do, and notes the size of a pixel', async () => {
    const ras = [0.5, 0, 0, 0, 0, 0.25, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1];
    const { values, affine } = await written(image(Uint8Array.of(1, 2, 3, 4), [2, 2, 1], ras));
    expect(values).toEqual([4, 3, 2, 1]);
    expect(affine.slice(0, 6)).toEqual([-0.5, 0, 0, 0, 0, -0.25]);
    const axes = image(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), [2, 2, 2], ras);
    // Across j: coronal, patient's left on the right, head up; across i: sagittal, front on the left.
    expect((await written(axes, { axis: 1, slice: 0 })).values).toEqual([6, 5, 2, 1]);
    expect((await written(axes, { axis: 0, slice: 1 })).values).toEqual([8, 6, 4, 2]);
  });

  it('puts every n-th slice side by side', async () => {
    const voxels = Uint8Array.from({ length: 5 * 4 }, (_, n) => 10 * Math.floor(n / 4) + (n % 4));
    const { size, values } = await written(image(voxels), { layout: 'montage', step: 2, columns: 2 });
    expect(size).toEqual([4, 4, 1]);
    expect(values).toEqual([0, 1, 20, 21, 2, 3, 22, 23, 40, 41, 0, 0, 42, 43, 0, 0]);
    expect((await written(image(voxels), { layout: 'montage' })).size).toEqual([6, 4, 1]);
  });

  it('says so where there is no such slice', async () => {
    await expect(written(image(Uint8Array.of(1, 2, 3, 4)), { slice: 1 })).rejects.toThrow(
      'There is no slice 1 across k: the image has 1, from 0 to 0',
    );
  });

  it('writes what other readers read the same', async () => {
    const check = async (width: number, height: number, most: number, seed: number) => {
      const voxels = Uint16Array.from({ length: width * height }, (_, n) => (seed * (n + 1) * 7919) % (most + 1));
      const { bytes } = await written(image(voxels, [width, height, 1]));
      const read = decode(bytes);
      const samples = read.depth === 1 ? bitsOf(bytes, width) : [...read.data];
      expect(samples).toEqual([...voxels]);
    };
    const size = fc.integer({ min: 1, max: 40 });
    const most = fc.constantFrom(1, 200, 255, 4000, 65535);
    await fc.assert(fc.asyncProperty(size, size, most, fc.nat(1000), check), { numRuns: 60, seed: 9 });
  });
});

/** Its samples of one bit stay packed, so they are unpacked here from the file itself. */
function bitsOf(bytes: Uint8Array, width: number): number[] {
  const view = new DataView(bytes.buffer);
  const at = Buffer.from(bytes).indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + view.getUint32(at - 4)));
  const rowBytes = 1 + Math.ceil(width / 8);
  return Array.from({ length: (rows.length / rowBytes) * width }, (_, n) => {
    const [row, i] = [Math.floor(n / width), n % width];
    return (rows[row * rowBytes + 1 + (i >> 3)] >> (7 - (i & 7))) & 1;
  });
}
