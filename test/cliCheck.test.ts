import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { voxgraph } from './voxgraph.ts';

const brainMask = resolve(import.meta.dirname, '../graphs/brain-mask.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-check-'));
const scan = join(temporary, 'scan.nii');
writeFileSync(scan, writeNifti(sheppLogan({ size: [40, 36, 30], spacing: [2, 2, 3], type: 'int16', noise: 20 })));
afterAll(() => rmSync(temporary, { recursive: true }));

describe('voxgraph check', () => {
  it('finds nothing wrong with the graphs of Voxgraph', async () => {
    expect(await voxgraph('check', brainMask)).toEqual({
      code: 0,
      out: `${brainMask}: 7 nodes, no problem found`,
      err: '',
    });
  });

  it('ends with 1 and names every node that cannot run', async () => {
    const text = readFileSync(brainMask, 'utf8');
    const path = join(temporary, 'broken.json');
    writeFileSync(
      path,
      text.replace('"Closing.output0"', '"Nobody.output0"').replace('"module": "FillHoles"', '"module": "Unheard"'),
    );
    const result = await voxgraph('check', path);
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toMatch(/^FillHoles: .*Unheard is not known here/m);
    expect(result.err).toMatch(/^LargestComponent.*Nobody/m);
  });

  it('tells from the headers of inputs what a run will hold', async () => {
    const { code, out: said } = await voxgraph('check', brainMask, '--set', `LocalImage.name=${scan}`);
    expect(code).toBe(0);
    expect(said.split('\n').slice(1)).toEqual([
      'LocalImage.outImage: 40×36×30 int16',
      ...['OtsuThreshold', 'FillHoles', 'Closing', 'LargestComponent'].map((name) => `${name}.output0: 40×36×30 uint8`),
      expect.stringMatching(/^Peak memory is forecast: \d+(\.\d)? KiB$/),
    ]);
  });
});
