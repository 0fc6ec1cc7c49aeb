import { describe, expect, it } from 'vitest';
import type { FileKind } from './fileKind.ts';
import { groupFiles } from './groupFiles.ts';

const dicom: FileKind = { kind: 'dicom' };
const image: FileKind = { kind: 'image', isPicture: false };
const picture: FileKind = { kind: 'image', isPicture: true };
const unknown: FileKind = { kind: 'unknown' };
const header = (...voxels: string[]): FileKind => ({ kind: 'header', voxels });

/** The groups of files given by path and kind, as "name: files + voxels". */
function groups(files: Readonly<Record<string, FileKind>>) {
  const known = Object.entries(files).map(([path, kind]) => ({
    picked: { file: new File([], path.split('/').at(-1) ?? path), path },
    kind,
  }));
  const { images, refusals, leftOut } = groupFiles(known);
  const texts = images.map(({ name, files, voxels }) => {
    const paths = files.map(({ path }) => path).join(' ');
    return `${name}: ${paths}${voxels ? ` + ${voxels.path}` : ''}`;
  });
  return { texts, refusals, leftOut };
}

describe('files that come together', () => {
  it('are one image where one names the other, in whatever order and case', () => {
    expect(groups({ 'a.raw': unknown, 'a.mhd': header('A.RAW'), 'b.nii': image }).texts).toEqual([
      'a.mhd: a.mhd + a.raw',
      'b.nii: b.nii',
    ]);
    expect(groups({ 'x.hdr': header('x.img', 'x.img.gz'), 'x.img.gz': unknown }).texts).toEqual([
      'x.hdr: x.hdr + x.img.gz',
    ]);
  });

  it('pair within their own folder only', () => {
    expect(groups({ 'd/a/s.mhd': header('s.raw'), 'd/b/s.mhd': header('s.raw'), 'd/b/s.raw': unknown }).texts).toEqual([
      's.mhd: d/a/s.mhd',
      's.mhd: d/b/s.mhd + d/b/s.raw',
    ]);
  });

  it('pair under other names where there is no choice, and not where there is one', () => {
    expect(groups({ 'a.mhd': header('old.raw'), 'new.raw': unknown }).texts).toEqual(['a.mhd: a.mhd + new.raw']);
    expect(groups({ 'a.mhd': header('old.raw'), 'b.raw': unknown, 'c.raw': unknown }).texts).toHaveLength(3);
  });

  it('are one study when they are DICOM files of one folder, named after it, in the order of their paths', () => {
    expect(
      groups({ 'study/s/I10': dicom, 'study/s/I9': dicom, 'study/report.json': { kind: 'none', why: '' } }),
    ).toEqual({
      texts: ['study.zip: study/s/I9 study/s/I10'],
      refusals: [],
      leftOut: 1,
    });
    expect(groups({ I1: dicom, I2: dicom, 'other/I1': dicom, 'other/I2': dicom }).texts).toEqual([
      'dicom-2-files.zip: I1 I2',
      'other.zip: other/I1 other/I2',
    ]);
  });

  it('stay a file of their own where a single one is DICOM', () => {
    expect(groups({ 'study/one': dicom, 'b.nii': image }).texts).toEqual(['b.nii: b.nii', 'one: study/one']);
  });

  it('lose the pictures that lie in the folder of a study, but not those elsewhere', () => {
    expect(
      groups({ 'd/1': dicom, 'd/2': dicom, 'd/preview.png': picture, 'e/p.png': picture, 'q.png': picture }),
    ).toEqual({
      texts: ['d.zip: d/1 d/2', 'p.png: e/p.png', 'q.png: q.png'],
      refusals: [],
      leftOut: 1,
    });
  });

  it('are refused with the reason where they were chosen themselves, and only counted in a folder', () => {
    const none: FileKind = { kind: 'none', why: 'It is a text' };
    expect(groups({ 'a.txt': none, 'd/b.txt': none, 'd/c': unknown })).toEqual({
      texts: [],
      refusals: ['It is a text'],
      leftOut: 2,
    });
  });
});
