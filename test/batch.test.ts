import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SummaryRow } from '#src/cli/batch/summary.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { buildBundle, installedCli } from './builtCli.ts';

const brainMask = resolve(import.meta.dirname, '../graphs/brain-mask.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-batch-'));
const { run } = installedCli(join(temporary, 'installed'));
const inputs = join(temporary, 'in');
let out = '';
let count = 0;

beforeAll(async () => {
  await buildBundle(join(temporary, 'installed'));
  mkdirSync(inputs);
  for (const seed of [1, 2, 3]) {
    const phantom = sheppLogan({ size: [30, 26, 20], spacing: [2, 2, 3], type: 'int16', noise: 20, seed });
    writeFileSync(join(inputs, `s${seed}.nii`), writeNifti(phantom));
  }
}, 120_000);
beforeEach(() => {
  out = join(temporary, `out${count++}`);
});
afterAll(() => rmSync(temporary, { recursive: true }));

const summary = (): SummaryRow[] => JSON.parse(readFileSync(join(out, 'batch-summary.json'), 'utf8'));
const statuses = () => summary().map(({ status }) => status);
/** What is there beside the tables: results, and whatever should not have been left. */
const written = () => readdirSync(out).filter((name) => !name.startsWith('batch-'));
const batch = (...args: string[]) => run('batch', brainMask, ...args, '--out', out);

describe('voxgraph batch', { timeout: 120_000 }, () => {
  it('writes for each item what run writes, and a summary', () => {
    const { code, out: said, err } = batch(`${inputs}/*.nii`, '--jobs', '2');
    expect(err).toContain('3 of 3 done, 0 failed');
    expect(code).toBe(0);
    const names = ['s1_brain_mask.nii.gz', 's2_brain_mask.nii.gz', 's3_brain_mask.nii.gz'];
    expect(said.split('\n').sort()).toEqual(names.map((name) => join(out, name)));
    expect(written()).toEqual(['.voxgraph', ...names]);
    expect(readdirSync(join(out, '.voxgraph'))).toEqual(['done.jsonl']);
    const alone = join(temporary, 'alone');
    for (const [n, name] of names.entries()) {
      run('run', brainMask, '--set', `LocalImage.name=${join(inputs, `s${n + 1}.nii`)}`, '--out', alone);
      expect(readFileSync(join(out, name)).equals(readFileSync(join(alone, name)))).toBe(true);
    }
    expect(summary().map(({ number, status, results }) => [number, status, results])).toEqual(
      names.map((name, n) => [n + 1, 'done', [name]]),
    );
    const csv = readFileSync(join(out, 'batch-summary.csv'), 'utf8').split('\r\n');
    expect(csv[0]).toBe('number,item,status,results,inputs,seconds,mebibytes,warnings,causes');
    expect(csv).toHaveLength(5);
  });

  it('leaves out what is done, by the content of inputs, the graph, and what was written', () => {
    const mine = join(temporary, 'mine');
    mkdirSync(mine);
    for (const name of ['s1.nii', 's2.nii', 's3.nii']) copyFileSync(join(inputs, name), join(mine, name));
    const again = (...args: string[]) => {
      expect(batch(mine, ...args).code).toBe(0);
      return statuses().join(' ');
    };
    expect(again()).toBe('done done done');
    expect(again()).toBe('skipped skipped skipped');
    // A new time alone is no new content.
    utimesSync(join(mine, 's1.nii'), new Date(), new Date());
    expect(again()).toBe('skipped skipped skipped');
    copyFileSync(join(inputs, 's3.nii'), join(mine, 's1.nii'));
    expect(again()).toBe('done skipped skipped');
    rmSync(join(out, 's2_brain_mask.nii.gz'));
    expect(again()).toBe('skipped done skipped');
    expect(again('--set', 'Closing.radius=1')).toBe('done done done');
    expect(again('--force', '--set', 'Closing.radius=1')).toBe('done done done');
    // Where a viewer stands changes no result.
    const moved = readFileSync(brainMask, 'utf8').replace('"y": 550', '"y": 551');
    const graph = join(temporary, 'moved.json');
    writeFileSync(graph, moved);
    expect(run('batch', graph, mine, '--set', 'Closing.radius=1', '--out', out).err).toContain('3 were done before');
  });

  it('goes on after an item that fails, and lists it with its cause', () => {
    const bad = join(temporary, 'bad.nii');
    writeFileSync(bad, readFileSync(join(inputs, 's1.nii')).subarray(0, 5000));
    const none = join(temporary, 'none.csv');
    const rows = [bad, join(inputs, 's1.nii'), 'missing.nii', join(inputs, 's2.nii')];
    writeFileSync(none, ['LocalImage.name', ...rows].join('\n'));
    const { code, err } = batch(none);
    expect({ code, statuses: statuses() }).toEqual({ code: 1, statuses: ['failed', 'done', 'failed', 'done'] });
    expect(err).toContain(`2 of 4 done, 2 failed: see ${join(out, 'batch-failures.txt')}`);
    const failures = readFileSync(join(out, 'batch-failures.txt'), 'utf8');
    expect(failures).toMatch(/^none\.csv, row 1 \(bad\)\n {4}LocalImage: bad\.nii is cut short: /);
    expect(failures).toMatch(
      /none\.csv, row 3 \(missing\)\n {4}The file .*missing\.nii cannot be read: there is no such file\n$/,
    );
    // Those that failed run again, the others do not; with no failure left there is no list.
    writeFileSync(none, ['LocalImage.name', ...rows.slice(1, 2)].join('\n'));
    expect(batch(none).code).toBe(0);
    expect(statuses()).toEqual(['skipped']);
    expect(existsSync(join(out, 'batch-failures.txt'))).toBe(false);
  });

  it('takes parameters of each item from a table', () => {
    const table = join(temporary, 'radii.csv');
    const rows = [0, 1, 3].map((radius) => `r${radius},in/s1.nii,${radius}`);
    writeFileSync(table, ['name,LocalImage.name,Closing.radius', ...rows].join('\r\n'));
    expect(batch(table, '--set', 'Closing.radius=9').code).toBe(0);
    const alone = (radius: number) => {
      const settings = ['--set', `LocalImage.name=${join(inputs, 's1.nii')}`, '--set', `Closing.radius=${radius}`];
      return readFileSync(run('run', brainMask, ...settings, '--out', join(temporary, 'alone')).out);
    };
    for (const radius of [0, 1, 3]) {
      expect(readFileSync(join(out, `r${radius}_brain_mask.nii.gz`)).equals(alone(radius))).toBe(true);
    }
  });

  it('writes tables, surfaces and pictures too, with what tells where they come from, as run does', () => {
    const graph = join(temporary, 'savers.json');
    const saver = (module: string, params: object, input: string, output: string) => {
      return { [module]: { module, moduleVersion: 1, position: { x: 0, y: 0 }, params, inputs: { [input]: output } } };
    };
    const nodes = {
      ...JSON.parse(readFileSync(resolve(brainMask, '../convert.json'), 'utf8')).nodes,
      ...saver('Info', {}, 'input0', 'LocalImage.outImage'),
      ...saver('IsoSurface', { isoMinValue: 100 }, 'input0', 'LocalImage.outImage'),
      ...saver('SaveTable', { format: '.json', provenance: true }, 'input0', 'Info.table'),
      ...saver('SaveMesh', {}, 'input0', 'IsoSurface.mesh'),
      ...saver('SaveScreenshot', { picture: 'montage' }, 'input0', 'LocalImage.outImage'),
    };
    writeFileSync(graph, JSON.stringify({ version: 1, nodes }));
    const { code } = run('batch', graph, join(inputs, 's1.nii'), join(inputs, 's2.nii'), '--out', out);
    expect({ code, statuses: statuses() }).toEqual({ code: 0, statuses: ['done', 'done'] });
    const results = ['s2.json', 's2.nii.gz', 's2.png', 's2.stl'];
    expect(written().filter((name) => name.startsWith('s2'))).toEqual([...results, 's2_provenance.json']);
    const alone = join(temporary, 'alone');
    run('run', graph, '--set', `LocalImage.name=${join(inputs, 's2.nii')}`, '--out', alone);
    for (const name of results) {
      expect(readFileSync(join(out, name)).equals(readFileSync(join(alone, name))), name).toBe(true);
    }
    const told = JSON.parse(readFileSync(join(out, 's2_provenance.json'), 'utf8'));
    expect(told).toMatchObject({ Sources: ['s2.nii'], Node: 'SaveTable', Graph: { nodes: { Info: {} } } });
    expect(Object.keys(told.Graph.nodes)).not.toContain('SaveMesh');
  });

  it('refuses an item that needs more memory than there is, with both numbers', () => {
    const large = join(temporary, 'large.nii');
    const huge = Buffer.alloc(352 + 2 * 400 ** 3);
    readFileSync(join(inputs, 's1.nii')).copy(huge, 0, 0, 352);
    for (const axis of [1, 2, 3]) huge.writeInt16LE(400, 40 + 2 * axis);
    writeFileSync(large, huge);
    const { code } = batch(large, join(inputs, 's1.nii'), '--memory', '200MiB');
    expect({ code, statuses: statuses() }).toEqual({ code: 1, statuses: ['failed', 'done'] });
    expect(summary()[0].causes[0]).toMatch(
      /^it would need \d+ MiB, and 200 MiB are allowed: raise --memory, or crop the image$/,
    );
  });

  it('writes where results come from, where the graph asks for it', () => {
    expect(batch(join(inputs, 's1.nii'), '--set', 'SaveImage.provenance=true').code).toBe(0);
    expect(written()).toEqual(['.voxgraph', 's1_brain_mask.json', 's1_brain_mask.nii.gz']);
    const { Sources, Inputs } = JSON.parse(readFileSync(join(out, 's1_brain_mask.json'), 'utf8'));
    expect({ Sources, hashes: Inputs.map(({ SHA256 }: { SHA256: string }) => SHA256) }).toEqual({
      Sources: ['s1.nii'],
      hashes: summary()[0].inputs,
    });
  });

  it('puts results into folders of their own, but never through a link out of the folder', () => {
    mkdirSync(out);
    symlinkSync(temporary, join(out, 'in'));
    const { code } = batch(join(inputs, 's1.nii'), '--name', '{folder}/{file}');
    expect(code).toBe(1);
    expect(summary()[0].causes[0]).toContain('leads out of');
    rmSync(join(out, 'in'));
    expect(batch(join(inputs, 's1.nii'), '--name', '{folder}/{file}').code).toBe(0);
    expect(existsSync(join(out, 'in', 's1_brain_mask.nii.gz'))).toBe(true);
  });
});
