import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gzip } from '#src/formats/gzip.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { referenceData } from './referenceData.ts';
import { fileSource, readContext } from './sources.ts';
import { voxgraph } from './voxgraph.ts';

const root = resolve(import.meta.dirname, '..');
const brainMask = join(root, 'graphs/brain-mask.json');
const masking = join(root, 'graphs/masking-images.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-cli-'));
const scan = join(temporary, 'scan.nii.gz');
let out = '';
let runs = 0;

const phantom = sheppLogan({ size: [40, 36, 30], spacing: [2, 2, 3], type: 'int16', noise: 20 });

beforeAll(async () => writeFileSync(scan, await gzip(writeNifti(phantom))));
beforeEach(() => {
  out = join(temporary, `out${runs++}`);
});
afterAll(() => rmSync(temporary, { recursive: true }));

/** A graph file with another document in it. */
function graph(change: (text: string) => string, from = brainMask): string {
  const path = join(temporary, `graph${runs++}.json`);
  writeFileSync(path, change(readFileSync(from, 'utf8')));
  return path;
}

describe('voxgraph run', () => {
  it('writes what SaveImage saves, and prints its path and nothing else to stdout', async () => {
    const result = await voxgraph('run', brainMask, '--set', `LocalImage.name=${scan}`, '--out', out);
    expect(result).toMatchObject({ code: 0, out: join(out, 'scan_brain_mask.nii.gz') });
    const mask = await readNifti(fileSource(result.out), readContext());
    expect(mask.size).toEqual(phantom.size);
    expect(mask.affine).toEqual(phantom.affine);
    expect(new Set(mask.voxels)).toEqual(new Set([0, 1]));
    expect(readdirSync(out)).toEqual(['scan_brain_mask.nii.gz']);
  });

  it('leaves out a module that is bypassed, and does not write what is switched off', async () => {
    const flowOf = (node: string, flow: string) =>
      graph((text) => {
        const { nodes, ...rest } = JSON.parse(text);
        return JSON.stringify({ ...rest, nodes: { ...nodes, [node]: { ...nodes[node], flow } } });
      });
    const run = (path: string) => voxgraph('run', path, '--set', `LocalImage.name=${scan}`, '--out', out);
    const maskOf = async (path: string) => (await readNifti(fileSource((await run(path)).out), readContext())).voxels;
    const whole = await maskOf(brainMask);
    const without = await maskOf(flowOf('Closing', 'bypass'));
    const radius0 = graph((text) => text.replace(/"radius": 3/, '"radius": 0'));
    expect(without).toEqual(await maskOf(radius0));
    expect(without).not.toEqual(whole);
    const off = await run(flowOf('Closing', 'off'));
    expect(off).toMatchObject({ code: 1, out: '' });
    expect(off.err).toContain('Closing is switched off: turn it on, or bypass it');
    const saverOff = await run(flowOf('SaveImage', 'off'));
    expect(saverOff.err).toContain('SaveImage is switched off, so nothing would be written: turn it on in the graph');
  });

  it('writes what the viewers show where nothing is saved: the masked image of the tutorial', async () => {
    const result = await voxgraph('run', masking, '--set', `LocalImage.name=${scan}`, '--out', out);
    expect(result).toMatchObject({ code: 0, out: join(out, 'scan_Mask.nii.gz') });
    const { voxels } = await readNifti(fileSource(result.out), readContext());
    expect(Array.from(voxels)).toEqual(Array.from(phantom.voxels, (v) => (v > 60 ? v : -1000)));
  });

  it('takes parameters from --set, over a connection that fed them', async () => {
    const wired = graph((text) =>
      text.replace('"input0": "Closing.output0"', '"input0": "Closing.output0",\n"connectivity": "Other.x"'),
    );
    const settings = [
      '--set',
      'LargestComponent.connectivity=26',
      '--set',
      'SaveImage.fileName=a b',
      '--set',
      'SaveImage.format=.nii',
    ];
    const result = await voxgraph('run', wired, '--set', `LocalImage.name=${scan}`, ...settings, '--out', out);
    expect(result).toMatchObject({ code: 0, out: join(out, 'a b.nii') });
  });

  it('says nothing with --quiet', async () => {
    const result = await voxgraph('run', brainMask, '--set', `LocalImage.name=${scan}`, '--out', out, '--quiet');
    expect(result).toEqual({ code: 0, out: '', err: '' });
    expect(existsSync(join(out, 'scan_brain_mask.nii.gz'))).toBe(true);
  });

  it.each([
    ['LocalImage', 'write NODE.parameter=VALUE'],
    ['Nobody.x=1', 'there is no node Nobody: the graph has LocalImage, OtsuThreshold, FillHoles,'],
    [
      'Closing.radios=1',
      'Closing has no parameter radios: it has mode, shape, perAxis, radius, radii, unit, iterations, border',
    ],
    ['Closing.radius=three', 'Radius must be a number, not "three"'],
    ['Closing.shape=Cube', 'Shape must be one of Ball, Box, Cross, not "Cube"'],
    ['FillHoles.x=1', 'FillHoles has no parameter x: it has dimension, connectivity, maximumSize'],
  ])('ends with 2 and what would fit for --set %s', async (setting, sentence) => {
    const result = await voxgraph('run', brainMask, '--set', setting, '--out', out);
    expect(result).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`--set ${setting}: ${sentence}`) });
    expect(existsSync(out)).toBe(false);
  });

  it('ends with 1 where an input cannot be read', async () => {
    const path = join(temporary, 'none.nii');
    const result = await voxgraph('run', brainMask, '--set', `LocalImage.name=${path}`, '--out', out);
    expect(result).toMatchObject({ code: 1, out: '', err: `The file ${path} cannot be read: there is no such file` });
  });

  it('ends with 1, the node and the reason where a file is damaged', async () => {
    const cut = join(temporary, 'cut.nii.gz');
    writeFileSync(cut, readFileSync(scan).subarray(0, 5000));
    const result = await voxgraph('run', brainMask, '--set', `LocalImage.name=${cut}`, '--out', out, '--quiet');
    expect(result).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^LocalImage: cut\.nii\.gz is cut short/),
    });
  });

  it('ends with 1 where the graph names a file that only another machine has', async () => {
    const path = graph((text) => text.replace('"sample": "head-mr"', `"hash": "${'ab'.repeat(32)}"`));
    const result = await voxgraph('run', path, '--out', out, '--quiet');
    expect(result.code).toBe(1);
    expect(result.err).toBe(
      'LocalImage: The file head-mr.nii.gz (SHA-256 abababababab…) is known by name only: say where it is with --set NODE.name=PATH',
    );
  });

  it('finds a file that the graph names by its content among those given with --set', async () => {
    const hash = createHash('sha256').update(readFileSync(scan)).digest('hex');
    const path = graph((text) => {
      const { nodes, ...rest } = JSON.parse(text);
      const Other = nodes.LocalImage;
      const LocalImage = { ...Other, params: { name: { name: 'scan.nii.gz', hash } } };
      return JSON.stringify({ ...rest, nodes: { ...nodes, LocalImage, Other } });
    });
    expect(await voxgraph('run', path, '--set', `Other.name=${scan}`, '--out', out)).toMatchObject({ code: 0 });
    expect(readdirSync(out)).toEqual(['scan_brain_mask.nii.gz']);
  });

  it.each(['no json', '{"version":99,"nodes":{}}', '{"version":1,"nodes":{}}'])(
    'ends with 1 for the graph %s',
    async (text) => {
      const result = await voxgraph(
        'run',
        graph(() => text),
        '--out',
        out,
        '--quiet',
      );
      expect(result).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/cannot be opened|nothing to write/),
      });
    },
  );

  it('writes the other files where one fails, and ends with 1', async () => {
    const two = graph((text) => {
      const document = JSON.parse(text);
      const { SaveImage } = document.nodes;
      document.nodes.Second = {
        ...SaveImage,
        params: { ...SaveImage.params, fileName: 'second' },
        inputs: { input0: 'LocalImage.outImage' },
      };
      return JSON.stringify(document);
    });
    const result = await voxgraph('run', two, '--set', `LocalImage.name=${scan}`, '--out', out);
    expect(result).toMatchObject({ code: 1, out: join(out, 'scan_brain_mask.nii.gz') });
    expect(result.err).toMatch(/^Second: \d+ of 43200 voxels would change as uint8/m);
  });

  it('refuses two files of one name before anything runs', async () => {
    const two = graph((text) => {
      const document = JSON.parse(text);
      document.nodes.Second = { ...document.nodes.SaveImage, params: { fileName: '{prefix}_BRAIN_mask' } };
      return JSON.stringify(document);
    });
    const result = await voxgraph('run', two, '--set', `LocalImage.name=${scan}`, '--out', out, '--quiet');
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toContain('SaveImage and Second would both write scan_BRAIN_mask.nii.gz');
    expect(existsSync(out)).toBe(false);
  });

  it('writes below the folder alone, whatever the graph says: no path, no link', async () => {
    mkdirSync(out);
    const victim = join(temporary, 'victim');
    writeFileSync(victim, 'untouched');
    symlinkSync(victim, join(out, '_.._victim.nii.gz'));
    const setting = ['--set', `LocalImage.name=${scan}`, '--set', 'SaveImage.fileName=../../victim'];
    const result = await voxgraph('run', brainMask, ...setting, '--out', out);
    expect(result).toMatchObject({ code: 0, out: join(out, '_.._victim.nii.gz') });
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(readdirSync(out)).toEqual(['_.._victim.nii.gz']);
  });

  it('does not overwrite its own input', async () => {
    const before = readFileSync(scan);
    const setting = ['--set', `LocalImage.name=${scan}`, '--set', 'SaveImage.fileName={prefix}'];
    const result = await voxgraph('run', brainMask, ...setting, '--out', temporary, '--quiet');
    expect(result).toMatchObject({ code: 1, out: '' });
    expect(result.err).toMatch(/^SaveImage: .*scan\.nii\.gz is an input of this run and is not overwritten/);
    expect(readFileSync(scan).equals(before)).toBe(true);
  });

  it('ends with 1 where the folder for results is a file', async () => {
    const result = await voxgraph('run', brainMask, '--set', `LocalImage.name=${scan}`, '--out', scan, '--quiet');
    expect(result).toMatchObject({
      code: 1,
      err: expect.stringContaining(`The folder ${scan} cannot be used for results`),
    });
  });

  const volumes = ['t1-head', 't1-head-small', 'ct-thorax'].filter((name) => referenceData(`volumes/${name}.nii.gz`));
  if (volumes.length === 0)
    console.warn('Skipped: the reference data is absent, so no mask is compared with scipy and scikit-image');
  it.each(volumes)('gives generate_brain_mask of %s voxel for voxel', async (name) => {
    const input = referenceData(`volumes/${name}.nii.gz`);
    const result = await voxgraph('run', brainMask, '--set', `LocalImage.name=${input}`, '--out', out);
    expect(result.code).toBe(0);
    const ours = await readNifti(fileSource(result.out), readContext());
    const golden = await readNifti(
      fileSource(referenceData(`golden/${name}/brain-mask-r3-c6.nii.gz`) ?? ''),
      readContext(),
    );
    expect(ours.affine).toEqual(golden.affine);
    expect(Buffer.compare(ours.voxels as Uint8Array, golden.voxels as Uint8Array)).toBe(0);
  });
});
