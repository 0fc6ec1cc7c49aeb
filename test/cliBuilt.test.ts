import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gzip } from '#src/formats/gzip.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { voxgraph } from './voxgraph.ts';

const root = resolve(import.meta.dirname, '..');
const brainMask = join(root, 'graphs/brain-mask.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-cli-'));
const scan = join(temporary, 'scan.nii.gz');
const out = join(temporary, 'out');
const phantom = sheppLogan({ size: [40, 36, 30], spacing: [2, 2, 3], type: 'int16', noise: 20 });

beforeAll(async () => writeFileSync(scan, await gzip(writeNifti(phantom))));
afterAll(() => rmSync(temporary, { recursive: true }));

describe('the built command line', () => {
  const installed = join(temporary, 'installed');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(installed, 'bin/voxgraph.js'), ...args], { encoding: 'utf8', cwd: temporary });
  beforeAll(async () => {
    cpSync(join(root, 'bin'), join(installed, 'bin'), { recursive: true });
    cpSync(join(root, 'package.json'), join(installed, 'package.json'));
  });

  it('says what to run before it is built', () => {
    const { status, stdout, stderr } = run('list');
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'The command line is not built yet: run "npm run build" first\n',
    });
  });

  it('gives the same bytes as in this process, without React and without what other graphs load', {
    timeout: 60_000,
  }, async () => {
    await build({
      root,
      mode: 'cli',
      logLevel: 'error',
      build: { outDir: join(installed, 'dist/cli'), emptyOutDir: true },
    });
    const folder = join(installed, 'dist/cli');
    // Compiled beforehand is what two short graphs load; a mask of a brain must not need more.
    const needed: string[] = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
      const source = readFileSync(join(folder, file), 'utf8');
      if (existsSync(join(folder, `${source.slice(-17, -1)}.cache`))) needed.push(source);
      else rmSync(join(folder, file));
    }
    const bundle = needed.join('');
    expect(bundle.length).toBeLessThan(455_000);
    expect(/createElement|useState|niivue/i.test(bundle)).toBe(false);
    // A definition that no graph of these names.
    expect(bundle).toMatch(/id: ?.FillHoles/);
    expect(bundle).not.toMatch(/id: ?.Watershed/);
    const here = await voxgraph('run', brainMask, '--set', `LocalImage.name=${scan}`, '--out', out);
    const built = run('run', brainMask, '--set', 'LocalImage.name=scan.nii.gz', '--out', 'built');
    expect(built).toMatchObject({ status: 0, stdout: `${join('built', 'scan_brain_mask.nii.gz')}\n` });
    expect(readFileSync(join(temporary, built.stdout.trim())).equals(readFileSync(here.out))).toBe(true);
    expect(run('run', 'none.json')).toMatchObject({ status: 1, stdout: '' });
    expect(run('run', '--frob')).toMatchObject({ status: 2, stdout: '' });
  });
});
