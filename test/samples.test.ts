import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNifti } from '#src/formats/readNifti.ts';
import { samples } from '#src/formats/samples.ts';
import { axisCodes, sameGrid, toWorld } from '#src/image/affine.ts';
import type { Vec3, Volume } from '#src/image/volume.ts';
import { makeSamples } from '../scripts/samples.mjs';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

const folder = resolve(import.meta.dirname, '../public/samples');
const made = await makeSamples().then(
  () => true,
  (error: Error) => {
    console.warn(`Skipped: ${error.message}`);
    return existsSync(resolve(folder, 'manifest.json'));
  },
);

describe.skipIf(!made)('the built-in samples', () => {
  const volumes = new Map<string, Volume>();
  const volume = (id: string) => volumes.get(id) ?? expect.fail(`no sample ${id}`);
  beforeAll(async () => {
    for (const { id, file } of samples)
      volumes.set(id, await readNifti(fileSource(resolve(folder, file)), readContext()));
  });

  it('are the files of the list, as the manifest says, and nothing else', () => {
    const manifest = JSON.parse(readFileSync(resolve(folder, 'manifest.json'), 'utf8'));
    expect(readdirSync(folder).sort()).toEqual([...samples.map(({ file }) => file), 'manifest.json'].sort());
    for (const [n, sample] of samples.entries()) {
      const bytes = readFileSync(resolve(folder, sample.file));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(manifest.samples[n]).toEqual({ ...sample, bytes: bytes.length, sha256 });
      expect(volume(sample.id).size).toEqual(sample.size);
    }
  });

  it('are not made again when they are there', async () => {
    const written = () => readdirSync(folder).map((file) => statSync(resolve(folder, file)).mtimeMs);
    const before = written();
    await makeSamples();
    expect(written()).toEqual(before);
  });

  it('carry nothing but voxels and their place: no text of the source', () => {
    for (const { file } of samples) {
      const bytes = gunzipSync(readFileSync(resolve(folder, file)));
      // data_type to dim_info; descrip and aux_file; intent_name; the flag of an extension.
      const texts = [
        bytes.subarray(4, 40),
        bytes.subarray(148, 252),
        bytes.subarray(328, 344),
        bytes.subarray(348, 352),
      ];
      expect(Buffer.concat(texts).every((byte) => byte === 0)).toBe(true);
    }
  });

  it('show a photograph whose fruits are told from the cloth by their saturation', async () => {
    const path = resolve(folder, 'photograph.nii.gz');
    const { voxels, size } = await readNifti(fileSource(path), readContext(), undefined, {
      channel: 'saturation',
    });
    const at = (x: number, y: number) => voxels[x + size[0] * y];
    // Below the gloss of a red fruit, on a green one, and on the cloth; luminance tells none of them apart.
    expect(Math.min(at(118, 200), at(292, 250))).toBeGreaterThan(0.7);
    expect(at(395, 190)).toBeGreaterThan(0.5);
    expect(at(30, 300)).toBeLessThan(0.35);
  });

  it('show a head whose air is dark and whose tissue is bright', () => {
    const { voxels } = volume('head-mr');
    const counts = [0, 0, 0];
    for (let n = 0; n < voxels.length; n++) counts[voxels[n] <= 60 ? 0 : voxels[n] < 200 ? 1 : 2]++;
    expect(counts[0] / voxels.length).toBeGreaterThan(0.55);
    expect(counts[1]).toBeLessThan(0.15 * voxels.length);
    expect(counts[2]).toBeGreaterThan(0.25 * voxels.length);
  });

  it('place the head as its first and last slice say', () => {
    // Image Position (Patient) of brain_001.dcm and brain_020.dcm, turned from LPS to RAS; they are rounded to 0.1 mm.
    const { affine } = volume('head-mr');
    expectNear(toWorld(affine, [0, 0, 0]), [110.5, 78.3063, -72.7575], 0.001);
    expectNear(toWorld(affine, [0, 0, 19]), [110.5, 96.2063, 59.0425], 0.15);
    expect(axisCodes(affine).join('')).toBe('LPS');
  });

  it('have the nose in front: the head reaches further forward in the midline than at the sides', () => {
    const { size, affine, voxels } = volume('head-mr');
    const front = [-60, 0, 60].map((x) => {
      let furthest = -Infinity;
      for (let k = 0; k < 10; k++) {
        for (let j = 0; j < size[1]; j++) {
          for (let i = 0; i < size[0]; i++) {
            if (voxels[i + size[0] * (j + size[1] * k)] < 150) continue;
            const p = toWorld(affine, [i, j, k]);
            if (Math.abs(p[0] - x) < 8) furthest = Math.max(furthest, p[1]);
          }
        }
      }
      return furthest;
    });
    expect(front[1]).toBeGreaterThan(front[0] + 15);
    expect(front[1]).toBeGreaterThan(front[2] + 15);
  });

  it('have the liver right, the heart left, the spine behind', () => {
    const ct = volume('ct-thorax');
    const liver = halves(ct, 10, 30, -90, -20);
    expect(liver.right).toBeGreaterThan(2 * liver.left);
    const heart = halves(ct, 90, 200, -30, 0);
    expect(heart.left).toBeGreaterThan(2 * heart.right);
    const spine = halves(ct, 150, 255, -160, -100);
    expect(spine.back).toBeGreaterThan(5 * spine.front);
  });

  const reference = referenceData('volumes/ct-thorax.nii.gz');
  it.skipIf(!reference)('have the thorax voxel for voxel as the reference data', async () => {
    const expected = await readNifti(fileSource(reference ?? ''), readContext());
    expect(sameGrid(volume('ct-thorax'), expected)).toBe(true);
    expect(Buffer.compare(volume('ct-thorax').voxels as Uint8Array, expected.voxels as Uint8Array)).toBe(0);
  });
});

function expectNear(found: Vec3, expected: Vec3, tolerance: number): void {
  expect(Math.hypot(...found.map((value, axis) => value - expected[axis]))).toBeLessThan(tolerance);
}

/** How many voxels between two values lie on each side of the world's origin, between two heights in mm. */
function halves({ size, affine, voxels }: Volume, least: number, most: number, bottom: number, top: number) {
  const counts = { left: 0, right: 0, front: 0, back: 0 };
  for (let n = 0; n < voxels.length; n++) {
    if (voxels[n] < least || voxels[n] > most) continue;
    const i = n % size[0];
    const j = Math.floor(n / size[0]) % size[1];
    const [x, y, z] = toWorld(affine, [i, j, Math.floor(n / (size[0] * size[1]))]);
    if (z < bottom || z > top) continue;
    counts[x > 0 ? 'right' : 'left']++;
    counts[y > 0 ? 'front' : 'back']++;
  }
  return counts;
}
