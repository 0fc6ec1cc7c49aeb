import { describe, expect, it } from 'vitest';
import { whyNoImage } from './whyNoImage.ts';

const why = (name: string, content: string | Uint8Array<ArrayBuffer>) =>
  whyNoImage(new File([content], name), ['.nii', '.nrrd']);

describe('a dropped file', () => {
  it.each([
    [
      'letter.txt',
      'Dear radiologist,\nthe scan follows. – Yours',
      /^letter\.txt is a text, no image: LocalImage reads .*\.nii/,
    ],
    ['report.pdf', '%PDF-1.7\u0000', /^report\.pdf is a PDF/],
    ['table.xlsx', 'PK\u0003\u0004\u0014\u0000[Content_Types].xml', /^table\.xlsx is an office document/],
    ['nothing', '', /^nothing is empty or a folder/],
  ])('%s is told to be no image', async (name, content, sentence) => {
    expect(await why(name, content)).toMatch(sentence);
  });

  it.each([
    ['scan', new Uint8Array([92, 1, 0, 0, 3, 0])],
    ['scan.bin', new Uint8Array([0, 0, 1, 92])],
    ['scan.txt', 'NRRD0004\ntype: short\n'],
    ['scan.mhd', 'ObjectType = Image\nNDims = 3\n'],
    ['study', 'PK\u0003\u0004\u0014\u0000series/IM1'],
    // Its own errors tell what is wrong with it.
    ['SCAN.NII', 'a text under the name of an image'],
  ])('%s may be an image', async (name, content) => {
    expect(await why(name, content)).toBeUndefined();
  });
});
