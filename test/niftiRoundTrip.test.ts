import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { gzip } from '#src/formats/gzip.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import type { Vec3, Volume, Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';
import { readContext, sourceOf } from './sources.ts';

const types = Object.keys(voxelTypes) as VoxelType[];

/** Any bytes as voxels of any type: extreme values, NaN and infinities among them. */
const anyVolume: fc.Arbitrary<Volume> = fc
  .tuple(
    fc.constantFrom(...types),
    fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })),
    fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 12, maxLength: 12 }),
    fc.infiniteStream(fc.nat(255)),
  )
  .map(([type, size, rows, stream]) => {
    const bytes = new Uint8Array(size[0] * size[1] * size[2] * voxelTypes[type].bytes);
    for (let n = 0; n < bytes.length; n++) bytes[n] = stream.next().value ?? 0;
    const affine = [...rows, 0, 0, 0, 1];
    // A strong diagonal keeps the matrix invertible.
    for (const n of [0, 5, 10]) affine[n] += 1000;
    return { size, affine: affine.map(Math.fround), voxels: new voxelArrays[type](bytes.buffer) as Voxels };
  });

describe('writeNifti', () => {
  it('writes what readNifti reads back: size, type, affine and each voxel', async () => {
    const check = async (volume: Volume, zip: boolean) => {
      const bytes = zip ? await gzip(writeNifti(volume)) : writeNifti(volume);
      const context = readContext();
      expect(await readNifti(sourceOf(bytes), context)).toEqual(volume);
      expect(context.warnings).toEqual([]);
      expect(context.fractions.at(-1)).toBe(1);
    };
    await fc.assert(fc.asyncProperty(anyVolume, fc.boolean(), check), { numRuns: 200, seed: 3 });
  });

  it('refuses an axis that NIfTI-1 cannot count', () => {
    const volume = { size: [40000, 1, 1] as const, affine: identityLike(1), voxels: new Uint8Array(40000) };
    expect(() => writeNifti(volume)).toThrow('at most 32767 voxels along an axis, and this image has 40000×1×1');
  });

  it('refuses an affine that places all voxels on a plane', () => {
    const volume = { size: [1, 1, 1] as const, affine: identityLike(0), voxels: new Uint8Array(1) };
    expect(() => writeNifti(volume)).toThrow('cannot be inverted');
  });
});

const python = '/usr/bin/python3';
const hasNibabel = spawnSync(python, ['-c', 'import nibabel']).status === 0;
if (!hasNibabel) console.warn(`Skipped: ${python} has no nibabel, so it does not check what writeNifti writes`);

const script = `
import sys, json, nibabel, numpy
for path in sys.argv[1:]:
    i = nibabel.load(path)
    d = numpy.asanyarray(i.dataobj)
    print(json.dumps([str(d.dtype), list(d.shape), i.affine.ravel().tolist(), [float(v) for v in d.ravel('F')],
                      int(i.header['sform_code']), int(i.header['qform_code'])]))
`;

describe.skipIf(!hasNibabel)('nibabel', () => {
  const size: Vec3 = [5, 4, 3];
  const affine = [-1.5, 0.25, 0, 40, 0.125, 2, -0.5, -60, 0, 0.5, 3, 12.75, 0, 0, 0, 1];
  const volumes = types.map((type) => {
    const voxels = new voxelArrays[type](60);
    const { integer, min, max } = voxelTypes[type];
    for (let n = 0; n < 60; n++) voxels[n] = integer ? Math.max(min, 7 * n - 100) : n / 7 - 3;
    voxels[0] = min;
    voxels[59] = max;
    return { size, affine, voxels };
  });
  let said: readonly string[] = [];
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'voxgraph-nifti-'));
    const paths = types.map((type) => join(folder, `${type}.nii.gz`));
    for (const [n, path] of paths.entries()) writeFileSync(path, await gzip(writeNifti(volumes[n])));
    const run = spawnSync(python, ['-c', script, ...paths], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    if (run.status !== 0) throw new Error(run.stderr);
    said = run.stdout.trim().split('\n');
  });

  it.each(types.map((type, n) => [type, n] as const))('reads %s voxels as they were written', (type, n) => {
    expect(JSON.parse(said[n])).toEqual([type, size, affine, [...volumes[n].voxels], 2, 0]);
  });
});

function identityLike(z: number): number[] {
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, z, 0, 0, 0, 0, 1];
}
