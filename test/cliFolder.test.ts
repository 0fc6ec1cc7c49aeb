import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createInputFiles } from '#src/cli/inputFiles.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { bundleOf } from '#src/formats/zipBundle.ts';
import { fileSource, readContext, sourceOf } from './sources.ts';
import { tinyDicom } from './tinyDicom.ts';
import { voxgraph } from './voxgraph.ts';

const convert = resolve(import.meta.dirname, '../graphs/convert.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-folder-'));
const folder = join(temporary, 'scan');
mkdirSync(join(folder, 'deeper'), { recursive: true });
for (let k = 0; k < 4; k++) {
  // Names run against positions, and one lies deeper.
  const name = k === 2 ? 'deeper/I2' : `I${9 - k}`;
  writeFileSync(join(folder, name), tinyDicom({ position: [0, 0, 5 * k], values: [k, 1, 2, 3, 4, 5], number: k }));
}
writeFileSync(join(folder, 'notes.txt'), 'not an image');
afterAll(() => rmSync(temporary, { recursive: true }));

it('a folder of DICOM files is given as one file, and written as one image', async () => {
  const out = join(temporary, 'out');
  const { code, err } = await voxgraph('run', convert, '--set', `LocalImage.name=${folder}`, '--out', out);
  expect(code, err).toBe(0);
  const written = await readNifti(fileSource(join(out, 'scan.nii.gz')), readContext());
  expect(written.size).toEqual([3, 2, 4]);
  expect([0, 6, 12, 18].map((n) => written.voxels[n])).toEqual([0, 1, 2, 3]);
  expect(written.affine).toEqual([-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 5, 0, 0, 0, 0, 1]);
});

it('a folder has the hash that the editor gives it, whatever else lies in it', async () => {
  const dropped = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'notes.txt')
    .map((entry) =>
      sourceOf(
        readFileSync(join(entry.parentPath, entry.name)),
        relative(temporary, join(entry.parentPath, entry.name)),
      ),
    );
  const hash = createHash('sha256')
    .update(await (await bundleOf(dropped)).bytes())
    .digest('hex');
  const inputs = createInputFiles();
  inputs.add(folder);
  expect((await inputs.open({ name: 'scan.zip', hash })).name).toBe('scan');
  await expect(inputs.open({ name: 'scan.zip', hash: 'f'.repeat(64) })).rejects.toThrow('is known by name only');
  inputs.close();
});

it('a folder without a file is refused', async () => {
  mkdirSync(join(temporary, 'empty'));
  const { code, err } = await voxgraph(
    'run',
    convert,
    '--set',
    `LocalImage.name=${join(temporary, 'empty')}`,
    '--out',
    temporary,
  );
  expect(code).toBe(1);
  expect(err).toContain('empty cannot be read: there is no file in it');
});
