import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileItems } from '#src/cli/batch/fileItems.ts';
import { globPaths } from '#src/cli/batch/globPaths.ts';

const root = mkdtempSync(join(tmpdir(), 'voxgraph-paths-'));
const dicom = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
const files: Readonly<Record<string, string | Buffer>> = {
  'a.nii': '',
  'b.nii.gz': '',
  'B.nii': '',
  'notes.txt': '',
  'odd[1].nii': '',
  '.hidden.nii': '',
  'sub-1/anat/t1.nii': '',
  'sub-2/anat/t1.nii': '',
  'sub-2/anat/t2.mha': '',
  'series/0001': dicom,
  'series/0002': dicom,
  'named/1.dcm': '',
  '.git/x.nii': '',
  'out/a_mask.nii': '',
};

beforeAll(() => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  // A link to a folder above would be walked for ever.
  symlinkSync(root, join(root, 'sub-1', 'loop'));
});
afterAll(() => rmSync(root, { recursive: true }));

const found = (pattern: string) =>
  [...globPaths(join(root, pattern), join(root, 'out'))].map(({ path }) => relative(root, path));
const items = (...patterns: string[]) => {
  const input = { param: 'LocalImage.name', suffixes: ['.nii', '.nii.gz', '.mha'], others: [] };
  const paths = patterns.map((pattern) => (pattern === '' ? root : join(root, pattern)));
  return [...fileItems(paths, input, join(root, 'out'))].map(({ label }) => relative(root, label));
};

describe('globPaths', () => {
  it.each([
    ['*.nii', ['B.nii', 'a.nii', 'odd[1].nii']],
    ['?.nii', ['B.nii', 'a.nii']],
    ['[ab].nii*', ['a.nii', 'b.nii.gz']],
    ['[!a].nii', ['B.nii']],
    ['{a,b}.{nii,nii.gz}', ['a.nii', 'b.nii.gz']],
    ['sub-*/anat/*', ['sub-1/anat/t1.nii', 'sub-2/anat/t1.nii', 'sub-2/anat/t2.mha']],
    ['**/t*.nii', ['sub-1/anat/t1.nii', 'sub-2/anat/t1.nii']],
    ['sub-2/**/*.mha', ['sub-2/anat/t2.mha']],
    ['.h*', ['.hidden.nii']],
    ['s*/', ['series', 'sub-1', 'sub-2']],
    ['out/*', ['out/a_mask.nii']],
    ['o*/*', []],
    ['[z-a].nii', []],
    ['none/*.nii', []],
  ])('%s', (pattern, paths) => {
    expect(found(pattern)).toEqual(paths);
  });
});

describe('the items of a batch', () => {
  it('are the images in a folder, and a folder of DICOM files as one', () => {
    expect(items('')).toEqual(['B.nii', 'a.nii', 'b.nii.gz', 'odd[1].nii']);
    expect(items('series', 'named')).toEqual(['series', 'named']);
  });

  it('below ** are those of each folder; what lies in the folder for results is none', () => {
    expect(items('**').filter((path) => !path.startsWith('pairs'))).toEqual([
      ...['B.nii', 'a.nii', 'b.nii.gz', 'odd[1].nii', 'named', 'series'],
      ...['sub-1/anat/t1.nii', 'sub-2/anat/t1.nii', 'sub-2/anat/t2.mha'],
    ]);
    expect(items('**/*.nii')).not.toContain('out/a_mask.nii');
    expect(items('*/')).toEqual(['named', 'series']);
  });

  it('are headers, whose voxels beside them are no item of their own', () => {
    for (const name of ['pair.hdr', 'pair.img.gz', 'alone.img', 'one.nii']) {
      mkdirSync(join(root, 'pairs'), { recursive: true });
      writeFileSync(join(root, 'pairs', name), '');
    }
    const others = [{ param: 'LocalImage.voxels', suffixes: ['.img', '.img.gz'] }];
    const input = { param: 'LocalImage.name', suffixes: ['.hdr', '.nii'], others };
    const settings = [...fileItems([join(root, 'pairs/*')], input, 'out')].map((item) => item.settings);
    const at = (name: string) => join(root, 'pairs', name);
    expect(settings).toEqual([
      [`LocalImage.name=${at('alone.img')}`],
      [`LocalImage.name=${at('one.nii')}`],
      [`LocalImage.name=${at('pair.hdr')}`, `LocalImage.voxels=${at('pair.img.gz')}`],
    ]);
  });

  it('are files by any name when they are named, also those that look like a pattern', () => {
    expect(items('notes.txt', 'odd[1].nii')).toEqual(['notes.txt', 'odd[1].nii']);
  });

  it.each([
    ['none.nii', /^The file .*none\.nii cannot be read: there is no such file$/],
    ['*.nrrd', /^No file matches .*\*\.nrrd$/],
    ['sub-1', /^The folder .*sub-1 holds no image itself \(\.nii, .*DICOM\): give .*sub-1\/\*\* /],
  ])('are none for %s, which is said', (pattern, sentence) => {
    expect(() => items(pattern)).toThrow(sentence);
  });
});
