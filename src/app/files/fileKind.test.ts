import { describe, expect, it } from 'vitest';
import { kindOf } from './fileKind.ts';

const dicomHead = `${'\0'.repeat(128)}DICM\u0002\0\0\0UL\u0004\0`;

const kind = (path: string, content: string) => {
  const bytes = Uint8Array.from(content, (letter) => letter.charCodeAt(0));
  return kindOf({ file: new File([bytes], path.split('/').at(-1) ?? path), path }, ['.nii', '.mhd', '.nhdr']);
};

describe('a file that comes in', () => {
  it.each([
    ['a DICOM file whatever its name', 'IM1', dicomHead, { kind: 'dicom' }],
    ['a DICOM file without its preamble', 'study/I50', '\u0008\0\u0005\0CS\n\0ISO_IR 100', { kind: 'dicom' }],
    [
      'a header that names its voxels',
      'a.mhd',
      'ObjectType = Image\nNDims = 3\nElementDataFile = data/a.zraw\n',
      { kind: 'header', voxels: ['a.zraw'] },
    ],
    [
      'a header with its voxels behind it',
      'a.mha',
      'ObjectType = Image\nNDims = 3\nElementDataFile = LOCAL\n',
      { kind: 'image', isPicture: false },
    ],
    [
      'a detached NRRD header',
      'a.nhdr',
      'NRRD0004\ntype: short\ndata file: ./a.raw.gz\n\n',
      { kind: 'header', voxels: ['a.raw.gz'] },
    ],
    ['an image by its suffix, for its own errors', 'a.nii', 'a letter', { kind: 'image', isPicture: false }],
    ['perhaps voxels', 'a.raw', '\0\u0001\u0002', { kind: 'unknown' }],
    ['nothing where the system made it', 'study/.DS_Store', '\0\u0001', { kind: 'none', why: '' }],
    ['a network, chosen itself', 'net.json', 'damaged', { kind: 'graph' }],
    ['a network in a folder', 'd/net.json', '{"version":1,"nodes":{}}', { kind: 'graph' }],
    ['no network in a folder', 'd/sub-01_T1w.json', '{"Modality":"MR"}', { kind: 'none', why: '' }],
  ])('is %s', async (_, path, content, expected) => {
    expect(await kind(path, content)).toEqual(expected);
  });

  it('is told in a sentence to be no image', async () => {
    expect(await kind('letter.txt', 'Dear radiologist')).toMatchObject({
      why: expect.stringMatching(/^letter\.txt is a text/),
    });
  });
});
