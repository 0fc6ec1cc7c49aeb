import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNpy } from '#src/formats/readNpy.ts';
import { writeNpy } from '#src/formats/writeNpy.ts';
import { identity } from '#src/image/affine.ts';
import { anyVolume, volumesOfAllTypes } from './anyVolume.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

const said =
  'a.npy does not say where its voxels lie: they are placed 1 mm apart, k, j and i along the axes of the array';

/** A file of the given dictionary and elements. */
function file(dictionary: string, elements: Uint8Array, version = 1) {
  const text = Buffer.from(`${dictionary}\n`);
  const head = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0];
  return sourceOf(
    Buffer.concat([Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0, ...head]), text, elements]),
    'a.npy',
  );
}

function dictionary(descr: string, shape: string, fortran = 'False'): string {
  return `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
}

function bytesOf(voxels: ArrayBufferView): Buffer {
  return Buffer.from(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
}

describe('readNpy', () => {
  it('reads what writeNpy wrote: size, type and each voxel; the affine is in the sidecar', async () => {
    const check = async (volume: typeof anyVolume extends fc.Arbitrary<infer V> ? V : never) => {
      const { bytes, sidecar } = writeNpy(volume);
      const context = readContext();
      const read = await readNpy(sourceOf(bytes, 'a.npy'), context);
      // An array has no more axes than it needs: leading ones of one plane are the same image.
      expect(read).toEqual({ ...volume, affine: identity });
      expect(context.warnings).toEqual([said]);
      expect(JSON.parse(sidecar).affine.flat()).toEqual(volume.affine);
    };
    await fc.assert(fc.asyncProperty(anyVolume, check), { numRuns: 100, seed: 6 });
  });

  const values = [-3, 0, 300, 7, -32768, 32767];
  it.each([
    ['<i2', bytesOf(Int16Array.from(values)), Int16Array.from(values)],
    ['>i2', bytesOf(Int16Array.from(values)).swap16(), Int16Array.from(values)],
    ['=f4', bytesOf(Float32Array.from(values)), Float32Array.from(values)],
    ['>f8', bytesOf(Float64Array.from(values)).swap64(), Float64Array.from(values)],
    ['>i8', bytesOf(BigInt64Array.from(values.map(BigInt))).swap64(), Int32Array.from(values)],
    ['|b1', Uint8Array.of(0, 1, 1, 0, 0, 1), Uint8Array.of(0, 1, 1, 0, 0, 1)],
    ['?', Uint8Array.of(0, 1, 1, 0, 0, 1), Uint8Array.of(0, 1, 1, 0, 0, 1)],
    ['|i1', Uint8Array.of(0, 255, 1, 0, 0, 128), Int8Array.of(0, -1, 1, 0, 0, -128)],
  ])('reads %s', async (descr, bytes, voxels) => {
    const volume = await readNpy(file(dictionary(descr, '(1, 2, 3)'), bytes), readContext());
    expect(volume).toEqual({ size: [3, 2, 1], affine: identity, voxels });
  });

  it.each([1, 2, 3])('reads version %i, also gzip as a whole', async (version) => {
    const source = file(dictionary('|u1', '(2, 3)'), Uint8Array.of(1, 2, 3, 4, 5, 6), version);
    const zipped = sourceOf(gzipSync(await source.bytes()), 'a.npy.gz');
    for (const one of [source, zipped]) {
      expect((await readNpy(one, readContext())).voxels).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6));
    }
  });

  it('reads C and Fortran order of one array to one image', async () => {
    // Element [k, j, i] of a (2, 3, 4) array is 100 k + 10 j + i.
    const element = (k: number, j: number, i: number) => 100 * k + 10 * j + i;
    const cOrder: number[] = [];
    const fortran: number[] = [];
    for (let k = 0; k < 2; k++) for (let j = 0; j < 3; j++) for (let i = 0; i < 4; i++) cOrder.push(element(k, j, i));
    for (let i = 0; i < 4; i++) for (let j = 0; j < 3; j++) for (let k = 0; k < 2; k++) fortran.push(element(k, j, i));
    const c = file(dictionary('<i2', '(2, 3, 4)'), bytesOf(Int16Array.from(cOrder)));
    const f = file(dictionary('>i2', '(2, 3, 4)', 'True'), bytesOf(Int16Array.from(fortran)).swap16());
    const volume = await readNpy(c, readContext());
    expect(volume.size).toEqual([4, 3, 2]);
    expect(volume.voxels).toEqual(Int16Array.from(cOrder));
    expect(await readNpy(f, readContext())).toEqual(volume);
  });

  it('reads the chosen one of several images, in C and in Fortran order', async () => {
    const element = (t: number, k: number, j: number, i: number) => 1000 * t + 100 * k + 10 * j + i;
    const cOrder: number[] = [];
    const fortran: number[] = [];
    for (let t = 0; t < 3; t++)
      for (let k = 0; k < 2; k++)
        for (let j = 0; j < 3; j++) for (let i = 0; i < 4; i++) cOrder.push(element(t, k, j, i));
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 3; j++)
        for (let k = 0; k < 2; k++) for (let t = 0; t < 3; t++) fortran.push(element(t, k, j, i));
    for (const [values, isFortran] of [
      [cOrder, 'False'],
      [fortran, 'True'],
    ] as const) {
      const source = file(dictionary('<i2', '(3, 2, 3, 4)', isFortran), bytesOf(Int16Array.from(values)));
      const context = readContext();
      const volume = await readNpy(source, context, undefined, { frame: 2 });
      expect(volume).toMatchObject({ size: [4, 3, 2], meta: { frames: 3 } });
      expect(volume.voxels).toEqual(Int16Array.from(cOrder.slice(48)));
      expect(context.warnings[1]).toBe('a.npy has 3 images (0 to 2), of which Frame chooses one');
    }
  });

  it.each([
    ['<f2', '(2, 3)', 'holds float16: convert it to integers, float32 or float64'],
    ['<c8', '(2, 3)', 'holds complex64: convert it'],
    ['|O', '(2, 3)', 'holds Python objects'],
    ['<U7', '(2, 3)', 'holds values of the type "<U7"'],
    ['|u1', '(2, 2, 3, 4)', '3D expected, a.npy has 2 images (4×3×2×2): choose the number of one (frame)'],
    ['|u1', '(5, 2, 2, 3, 4)', '3D expected, a.npy has 5 axes (5, 2, 2, 3, 4)'],
    ['|u1', '()', 'holds a single number'],
    ['|u1', '(0, 3)', 'declares 3×0 voxels'],
    ['|u1', '(99999, 99999, 99999)', 'and the limit is 4.3 GB'],
    ['|u1', '(99999999999999999999, 9)', 'each number must be whole'],
    ['|u1', '(20, 30)', 'is cut short: 30×20×1 voxels of uint8 take 600 bytes, and only 6 bytes are there'],
  ])('refuses %s of shape %s and says why', async (descr, shape, sentence) => {
    const context = readContext();
    const reading = readNpy(file(dictionary(descr, shape), new Uint8Array(6)), context);
    await expect(reading).rejects.toThrow(sentence);
    expect(context.allocated).toBe(0);
  });

  it('refuses records, a header without a shape, and a version it does not know', async () => {
    const records = "{'descr': [('R', 'u1'), ('G', 'u1')], 'fortran_order': False, 'shape': (3,)}";
    await expect(readNpy(file(records, new Uint8Array(6)), readContext())).rejects.toThrow(
      'values of the type "records"',
    );
    await expect(readNpy(file("{'descr': '<i2'}", new Uint8Array(6)), readContext())).rejects.toThrow('or shape');
    await expect(readNpy(file('{}', new Uint8Array(6), 9), readContext())).rejects.toThrow('has version 9.0');
  });

  it('survives any damage to a file', async () => {
    const volume = { size: [2, 3, 1] as const, affine: identity, voxels: Int16Array.of(1, -2, 300, -400, 5, 6) };
    await expectHostileProof(writeNpy(volume).bytes, 'a.npy', readNpy);
  });
});

const expected = expectedImages('numpy file');

describe.skipIf(!expected)('readNpy on real files', () => {
  it.each(['t1-coronal-slice', 't1-stack-fortran-u2'])('reads %s as the manifest has it', async (name) => {
    const path = `formats/npy/${name}.npy`;
    expectImage(await readNpy(fileSource(referenceData(path) ?? ''), readContext()), expected?.[path] as never, true);
  });
});

const script = `
import sys, json, numpy
for path in sys.argv[1:]:
    a = numpy.load(path)
    print(json.dumps([str(a.dtype), list(a.shape), bool(a.flags.c_contiguous), a.astype(float).ravel().tolist()]))
`;
const turns = `
import sys, numpy
a = numpy.arange(24, dtype='>u2').reshape(2, 3, 4)
numpy.save('c.npy', a)
numpy.save('f.npy', numpy.asfortranarray(a))
numpy.save('b.npy', a > 11)
import json
for name in 'cfb':
    print(json.dumps(list(open(name + '.npy', 'rb').read())))
`;

describe.skipIf(!hasPython('numpy', 'what writeNpy writes'))('numpy', () => {
  it('reads every type as it was written', () => {
    const volumes = volumesOfAllTypes();
    const files = volumes.map((volume) => [`${volume.type}.npy`, writeNpy(volume).bytes] as const);
    const expected = volumes.map(({ type, size, voxels }) => [type, size.toReversed(), true, [...voxels]]);
    expect(askPython(script, files)).toEqual(expected);
  });

  it('writes arrays in either order, and masks, that are read to one image', async () => {
    const files = askPython(turns, []) as number[][];
    const [c, f, b] = await Promise.all(files.map((bytes) => readNpy(sourceOf(Uint8Array.from(bytes)), readContext())));
    expect(c.voxels).toEqual(Uint16Array.from({ length: 24 }, (_, n) => n));
    expect(f).toEqual(c);
    expect(b.voxels).toEqual(Uint8Array.from({ length: 24 }, (_, n) => (n > 11 ? 1 : 0)));
  });
});
