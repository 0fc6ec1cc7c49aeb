import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { axisCodes } from '#src/image/affine.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

interface Expected {
  readonly kind?: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly affine_ras: readonly (readonly number[])[];
  readonly orientation: string;
  readonly nonfinite: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
  readonly probes: readonly (readonly [readonly number[], number])[];
}

const manifest = referenceData('expected.json');
const files: [string, Expected][] = manifest
  ? Object.entries<Expected>(JSON.parse(readFileSync(manifest, 'utf8'))).filter(
      ([path, { kind }]) => /^(volumes|nifti-cases)\//.test(path) && /^Nifti[12]Image$/.test(kind ?? ''),
    )
  : [];
if (!manifest) console.warn('Skipped: the reference data is absent (set VOXGRAPH_DATA), so no real NIfTI file is read');

const refused = (file: Expected) => /c8|complex|uint64/.test(file.dtype) || file.shape.slice(3).some((n) => n > 1);
const isColour = (file: Expected) => file.dtype.includes("'R'");
// Their colours are read in formatColour.test.ts.
const readable = files.filter(([, file]) => !refused(file) && !isColour(file));
const refusals = files.filter(([, file]) => refused(file));

/** numpy's name of a type, without the byte order. */
const numpyNames: Readonly<Record<string, string>> = {
  '>i2': 'int16',
  '>u2': 'uint16',
  '>i4': 'int32',
  '>i8': 'int64',
  '>f4': 'float32',
  '>f8': 'float64',
};

describe.skipIf(!manifest)('readNifti on real files', () => {
  it('has every kind of file to try', () => {
    expect(readable.length).toBeGreaterThan(70);
    expect(refusals.length).toBeGreaterThan(10);
  });

  it.each(readable)('reads %s to the values and the affine of nibabel', async (path, expected) => {
    const volume = await readNifti(fileSource(referenceData(path) ?? ''), readContext());
    const size = [...expected.shape, 1, 1].slice(0, 3);
    expect(volume.size).toEqual(size);
    const affine = expected.affine_ras.flat();
    for (let n = 0; n < 16; n++) {
      expect(Math.abs(volume.affine[n] - affine[n])).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(affine[n])));
    }
    expect(axisCodes(volume.affine).join('').slice(0, expected.orientation.length)).toBe(expected.orientation);
    const facts = summary(volume.voxels);
    expect(facts.nonfinite).toBe(expected.nonfinite);
    expectClose(facts.min, expected.min);
    expectClose(facts.max, expected.max);
    expectClose(facts.mean, expected.mean);
    expectClose(facts.std, expected.std);
    for (const [index, value] of expected.probes) {
      const [i, j = 0, k = 0] = index;
      expectClose(volume.voxels[i + size[0] * (j + size[1] * k)], value);
    }
  });

  it.each(readable)('keeps the stored type of %s unless the header has a scale', async (path, expected) => {
    const volume = await readNifti(fileSource(referenceData(path) ?? ''), readContext());
    const stored = expected.dtype.startsWith('>') ? numpyNames[expected.dtype] : expected.dtype;
    const narrowed = expected.max < 2 ** 31 ? 'int32' : 'float64';
    const unscaled = stored === 'int64' ? narrowed : stored;
    expect(voxelTypeOf(volume.voxels)).toEqual(hasScale(path) ? expect.stringMatching(/^float(32|64)$/) : unscaled);
  });

  it.each(refusals)('refuses %s by what it is', async (path, expected) => {
    const reading = readNifti(fileSource(referenceData(path) ?? ''), readContext());
    if (/c8|complex/.test(expected.dtype)) await expect(reading).rejects.toThrow(/holds complex(64|128) voxels/);
    else if (expected.dtype === 'uint64') await expect(reading).rejects.toThrow(/uint64 \d+, which float64/);
    else if (expected.shape[3] > 1) await expect(reading).rejects.toThrow(`${expected.shape[3]} time points`);
    else await expect(reading).rejects.toThrow(`${expected.shape[4]} values a voxel`);
  });
});

/** Read here without the reader under test: scl_slope and scl_inter of the header. */
function hasScale(path: string): boolean {
  const file = readFileSync(referenceData(path) ?? '');
  const bytes = file[0] === 0x1f ? gunzipSync(file) : file;
  const [slope, intercept] =
    bytes[1] === 1 || bytes[2] === 1
      ? [112, 116].map((at) => (bytes[0] === 92 ? bytes.readFloatLE(at) : bytes.readFloatBE(at)))
      : [176, 184].map((at) => (bytes[0] === 28 ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at)));
  return Number.isFinite(slope) && slope !== 0 && !(slope === 1 && intercept === 0);
}

/** The manifest has nine digits. */
function expectClose(value: number, expected: number): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1e-6, Math.abs(expected)));
}

/** Of the finite voxels, in float64. */
function summary(voxels: ArrayLike<number>) {
  let [count, min, max, sum, squares] = [0, Infinity, -Infinity, 0, 0];
  for (let n = 0; n < voxels.length; n++) {
    const v = voxels[n];
    if (!Number.isFinite(v)) continue;
    count++;
    min = Math.min(min, v);
    max = Math.max(max, v);
    sum += v;
  }
  const mean = sum / count;
  for (let n = 0; n < voxels.length; n++) {
    if (Number.isFinite(voxels[n])) squares += (voxels[n] - mean) ** 2;
  }
  return { nonfinite: voxels.length - count, min, max, mean, std: Math.sqrt(squares / count) };
}

describe.skipIf(!manifest)('writeNifti', () => {
  it.each(['t1-head', 't1-head-small', 'ct-thorax'])(
    'writes a mask of %s byte for byte as nibabel did',
    async (name) => {
      const path = referenceData(`golden/${name}/brain-mask-r3-c6.nii.gz`) ?? '';
      const written = writeNifti(await readNifti(fileSource(path), readContext()));
      const theirs = gunzipSync(readFileSync(path));
      // nibabel leaves a quaternion behind, whose code 0 says that it means nothing.
      theirs.fill(0, 256, 280);
      theirs.writeFloatLE(1, 76);
      expect(Buffer.compare(written, theirs)).toBe(0);
    },
  );
});
