import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMgh } from '#src/formats/readMgh.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Vec3 } from '#src/image/volume.ts';
import { anyAffine, anySize } from './anyVolume.ts';
import { askPython, hasPython } from './askPython.ts';
import { expectedImages, expectImage } from './expectedImages.ts';
import { expectHostileProof } from './expectHostileProof.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';

interface Fields {
  readonly size?: Vec3;
  readonly frames?: number;
  readonly type?: number;
  readonly good?: number;
  readonly spacing?: readonly number[];
  readonly cosines?: readonly number[];
  readonly center?: readonly number[];
}

/** An MGH file by the description of the format: big endian, 284 bytes, then the voxels. */
function file(voxels: Uint8Array, fields: Fields = {}): Buffer {
  const { size = [2, 3, 1], frames = 1, type = 0, good = 1, spacing = [1, 2, 3], center = [10, 20, 30] } = fields;
  const head = Buffer.alloc(284);
  for (const [n, value] of [1, ...size, frames, type, 0].entries()) head.writeInt32BE(value, 4 * n);
  head.writeInt16BE(good, 28);
  const floats = [...spacing, ...(fields.cosines ?? [-1, 0, 0, 0, 0, -1, 0, 1, 0]), ...center];
  for (const [n, value] of floats.entries()) head.writeFloatBE(value, 30 + 4 * n);
  return Buffer.concat([head, voxels]);
}

const values = [-3, 0, 300, 7, -32768, 32767];
function bytesOf(voxels: ArrayBufferView): Buffer {
  return Buffer.from(new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.byteLength));
}

describe('readMgh', () => {
  it.each([
    [0, Buffer.from([1, 2, 3, 4, 5, 255]), Uint8Array.of(1, 2, 3, 4, 5, 255)],
    [1, bytesOf(Int32Array.from(values)).swap32(), Int32Array.from(values)],
    [3, bytesOf(Float32Array.from(values)).swap32(), Float32Array.from(values)],
    [4, bytesOf(Int16Array.from(values)).swap16(), Int16Array.from(values)],
    [10, bytesOf(Uint16Array.from([0, 1, 2, 3, 4, 65535])).swap16(), Uint16Array.from([0, 1, 2, 3, 4, 65535])],
  ])('reads voxels of type %i, packed or not, with what FreeSurfer appends', async (type, bytes, voxels) => {
    const whole = Buffer.concat([file(bytes, { type }), Buffer.from('tags')]);
    for (const one of [whole, gzipSync(whole)]) {
      const context = readContext();
      const volume = await readMgh(sourceOf(one), context);
      expect(volume.voxels).toEqual(voxels);
      expect(context.warnings).toEqual([]);
    }
  });

  it('puts c_ras at half the number of voxels', async () => {
    const { affine } = await readMgh(sourceOf(file(new Uint8Array(6))), readContext());
    expect(affine).toEqual([-1, 0, 0, 11, 0, 0, 3, 18.5, 0, -2, 0, 33, 0, 0, 0, 1]);
  });

  it('assumes coronal slices of 1 mm where goodRASFlag is 0, with a warning', async () => {
    const context = readContext();
    const { affine } = await readMgh(sourceOf(file(new Uint8Array(6), { good: 0 }), 'a.mgh'), context);
    expect(affine).toEqual([-1, 0, 0, 1, 0, 0, 1, -0.5, 0, -1, 0, 1.5, 0, 0, 0, 1]);
    expect(context.warnings.join()).toBe(
      'a.mgh does not say where its voxels lie; as FreeSurfer does, coronal slices of 1 mm are assumed',
    );
  });

  it.each([
    [{ frames: 7 }, '3D expected, a.mgh has 7 images (2×3×1×7)'],
    [{ type: 8 }, 'holds RGB colours (type 8)'],
    [{ type: 99 }, 'has the type 99, which FreeSurfer does not know'],
    [{ size: [2, 0, 1] }, 'declares 2×0×1×1 voxels'],
    [{ size: [99999, 99999, 99999] }, 'and the limit is 4.3 GB'],
    [{ size: [20, 30, 10] }, 'is cut short: 20×30×10 voxels of uint8 take 6,000 bytes, and only 6 bytes are there'],
    [{ spacing: [1, 0, 1] }, 'which do not span a space'],
    [{ spacing: [1, NaN, 1] }, 'which do not span a space'],
  ] as [Fields, string][])('refuses %o and says why', async (fields, sentence) => {
    const context = readContext();
    const reading = readMgh(sourceOf(file(new Uint8Array(6), fields), 'a.mgh'), context);
    await expect(reading).rejects.toThrow(sentence);
    expect(context.allocated).toBe(0);
  });

  it('does not ask for memory that a small file cannot fill', async () => {
    const context = readContext();
    const bomb = gzipSync(file(new Uint8Array(6), { size: [1500, 1500, 1500] }));
    await expect(readMgh(sourceOf(bomb, 'a.mgz'), context)).rejects.toThrow('a.mgz is cut short');
    expect(context.allocated).toBe(0);
  });

  it.each([false, true])('survives any damage to a file, packed: %s', async (packed) => {
    const whole = file(bytesOf(Int16Array.from(values)).swap16(), { type: 4 });
    await expectHostileProof(whole, 'a.mgh', readMgh, packed ? gzipSync : undefined);
  });
});

const expected = expectedImages('FreeSurfer file');

describe.skipIf(!expected)('readMgh on real files', () => {
  it('reads norm.mgz as the manifest has it', async () => {
    const volume = await readMgh(fileSource(referenceData('formats/mgz/norm.mgz') ?? ''), readContext());
    expectImage(volume, expected?.['formats/mgz/norm.mgz'] as never);
  });

  it('reads each frame of a real file', async () => {
    const path = 'formats/mgz/test-4d-small.mgz';
    for (const frame of [0, 1]) {
      const file = fileSource(referenceData(path) ?? '');
      const { size, voxels } = await readMgh(file, readContext(), undefined, { frame });
      const probes = expected?.[path].probes.filter(([index]) => index[3] === frame) ?? [];
      expect(probes.length).toBeGreaterThan(0);
      for (const [[i, j, k], value] of probes) expect(voxels[i + size[0] * (j + size[1] * k)]).toBeCloseTo(value, 6);
    }
  });

  it('refuses a real file of two frames', async () => {
    const reading = readMgh(fileSource(referenceData('formats/mgz/test-4d-small.mgz') ?? ''), readContext());
    await expect(reading).rejects.toThrow('3D expected, test-4d-small.mgz has 2 images (3×4×5×2)');
  });
});

const script = `
import sys, json, nibabel, numpy
for path in sys.argv[1:]:
    i = nibabel.load(path)
    d = numpy.asanyarray(i.dataobj)
    print(json.dumps([list(d.shape), i.affine.ravel().tolist(), [float(v) for v in d.ravel('F')]]))
`;

describe.skipIf(!hasPython('nibabel', 'what readMgh reads'))('nibabel', () => {
  it('reads the same voxels and the same affine from any header', async () => {
    const samples = fc.sample(fc.tuple(anySize, anyAffine), { numRuns: 30, seed: 8 });
    const files = samples.map(([size, affine], n) => {
      const spacing = spacingOf(affine);
      const cosines = [0, 1, 2].flatMap((axis) => [0, 1, 2].map((row) => affine[4 * row + axis] / spacing[axis]));
      const bytes = Buffer.from(Array.from({ length: size[0] * size[1] * size[2] }, (_, v) => v % 256));
      return [`${n}.mgh`, file(bytes, { size, spacing, cosines, center: [affine[3], affine[7], affine[11]] })] as const;
    });
    const said = askPython(script, files) as [number[], number[], number[]][];
    for (const [n, [shape, affine, voxels]] of said.entries()) {
      const volume = await readMgh(sourceOf(files[n][1]), readContext());
      expect([...volume.size]).toEqual(shape);
      expect([...volume.voxels]).toEqual(voxels);
      for (let m = 0; m < 16; m++) expect(Math.abs(volume.affine[m] - affine[m])).toBeLessThan(1e-4);
    }
  });
});
