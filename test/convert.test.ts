import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '#src/cli/main.ts';
import { gzip } from '#src/formats/gzip.ts';
import { readImage } from '#src/formats/readImage.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeMha } from '#src/formats/writeMha.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { writeNpy } from '#src/formats/writeNpy.ts';
import { writeNrrd } from '#src/formats/writeNrrd.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';

const convert = resolve(import.meta.dirname, '../graphs/convert.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-convert-'));
const inputs = join(temporary, 'in');
const phantom = sheppLogan({ size: [24, 20, 16], spacing: [2, 2, 3], type: 'int16', noise: 20 });
let runs = 0;

beforeAll(async () => {
  mkdirSync(inputs);
  const files: Readonly<Record<string, Uint8Array>> = {
    'scan.nii': writeNifti(phantom),
    'scan.nii.gz': await gzip(writeNifti(phantom)),
    'scan.nrrd': await writeNrrd(phantom),
    'scan.mha': await writeMha(phantom),
    'scan.npy': writeNpy(phantom).bytes,
    'called.dat': await writeNrrd(phantom),
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(inputs, name), bytes);
});
afterAll(() => rmSync(temporary, { recursive: true }));

/** Converts a file by the command line, in this process. */
async function converted(path: string, ...settings: string[]) {
  const out = join(temporary, `out${runs++}`);
  const said = { out: [] as string[], err: [] as string[] };
  const args = [`LocalImage.name=${path}`, ...settings].flatMap((setting) => ['--set', setting]);
  const code = await main(['run', convert, ...args, '--out', out], {
    out: (line) => said.out.push(line),
    err: (line) => said.err.push(line),
  });
  return { code, out, path: said.out.join('\n'), err: said.err.join('\n') };
}

describe('graphs/convert.json', () => {
  it.each(['scan.nii', 'scan.nii.gz', 'scan.nrrd', 'scan.mha', 'scan.npy', 'called.dat'])(
    'makes .nii.gz of %s, each voxel and the grid the same',
    async (name) => {
      const { code, path } = await converted(join(inputs, name));
      expect(code).toBe(0);
      expect(basename(path)).toBe(`${name.replace(/\.(nii\.gz|\w+)$/, '')}.nii.gz`);
      const found = await readNifti(fileSource(path), readContext());
      const read = await readImage(fileSource(join(inputs, name)), readContext());
      expect(found.voxels).toEqual(phantom.voxels);
      expect(found.affine).toEqual(read.affine.map(Math.fround));
    },
  );

  it.each(['.nii.gz', '.nii', '.nrrd', '.mha', '.npy'])('writes %s that is read back the same', async (format) => {
    const { code, out, path } = await converted(join(inputs, 'scan.nii'), `SaveImage.format=${format}`);
    expect(code).toBe(0);
    expect(basename(path)).toBe(`scan${format}`);
    const { size, affine, voxels } = await readImage(fileSource(path), readContext());
    expect({ size, voxels }).toEqual({ size: phantom.size, voxels: phantom.voxels });
    if (format !== '.npy') expect(affine).toEqual(phantom.affine);
    expect(readdirSync(out)).toEqual(format === '.npy' ? ['scan.npy', 'scan.npy.json'] : [`scan${format}`]);
    if (format !== '.npy') return;
    expect(JSON.parse(readFileSync(join(out, 'scan.npy.json'), 'utf8')).affine.flat()).toEqual(phantom.affine);
  });

  it('says of a file that is no image what it is, and exits with 1', async () => {
    const path = join(inputs, 'letter.nrrd');
    writeFileSync(path, '%PDF-1.7');
    const { code, err } = await converted(path);
    expect(code).toBe(1);
    expect(err).toContain('LocalImage: letter.nrrd is a PDF document: what is read is NIfTI (.nii, .nii.gz');
  });
});

const data = referenceData('expected.json');
if (!data) console.warn('Skipped: the reference data is absent (set VOXGRAPH_DATA), so no real file is converted');

describe.skipIf(!data)('graphs/convert.json on real files', () => {
  const real = (path: string) => referenceData(path) ?? '';

  it('reads a header whose voxels lie in another file, and asks for that file where it is not given', async () => {
    const header = real('nifti-cases/pair-ras.hdr');
    const { code, path } = await converted(header, `LocalImage.voxels=${real('nifti-cases/pair-ras.img')}`);
    expect(code).toBe(0);
    expect(basename(path)).toBe('pair-ras.nii.gz');
    expect((await readNifti(fileSource(path), readContext())).size).toEqual([62, 41, 34]);
    const alone = await converted(header);
    expect(alone.code).toBe(1);
    expect(alone.err).toContain('pair-ras.hdr keeps its voxels in the file pair-ras.img: choose that one too');
  });

  it('reads the chosen one of several images, and asks for its number where none is chosen', async () => {
    const film = real('nifti-cases/headers/4d-time.nii.gz');
    const { path, err } = await converted(film, 'LocalImage.frame=3');
    expect((await readNifti(fileSource(path), readContext())).size).toEqual([24, 28, 20]);
    expect(err).toContain('4d-time.nii.gz has 5 images (0 to 4), of which Frame chooses one');
    const alone = await converted(film);
    expect(alone.err).toContain('3D expected, 4d-time.nii.gz has 5 time points (24×28×20×5): choose the number of one');
    const beyond = await converted(film, 'LocalImage.frame=5');
    expect(beyond.err).toContain('4d-time.nii.gz has 5 images (24×28×20×5), and number 5 is none of 0 to 4');
  });
});
