import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  it('gives the same bytes as in this process, without React and without what is loaded on first use', {
    timeout: 60_000,
  }, async () => {
    await build({
      root,
      mode: 'cli',
      logLevel: 'error',
      build: { outDir: join(installed, 'dist/cli'), emptyOutDir: true },
    });
    const bundle = readFileSync(join(installed, 'dist/cli/voxgraph.js'), 'utf8');
    // The parts that batches and rarer formats load on first use: a run of NIfTI must not need them.
    const atOnce = [...bundle.matchAll(/^(?:const|let) \w+ = require\("\.\/([^"]+)"\)/gm)].map(([, file]) => file);
    for (const file of readdirSync(join(installed, 'dist/cli'))) {
      if (file.endsWith('.js') && file !== 'voxgraph.js' && !atOnce.includes(file))
        rmSync(join(installed, 'dist/cli', file));
    }
    const files = readdirSync(join(installed, 'dist/cli'), { withFileTypes: true }).filter((file) => file.isFile());
    expect(new Set(files.map(({ name }) => name.replace(/^[0-9a-f]{16}\.cache$/, 'cache')))).toEqual(
      new Set(['cache', 'kernels.wasm', 'voxgraph.js', ...atOnce]),
    );
    expect(bundle.length).toBeLessThan(900_000);
    expect(/createElement|useState|niivue/i.test(bundle)).toBe(false);
    const here = await voxgraph('run', brainMask, '--set', `LocalImage.name=${scan}`, '--out', out);
    const built = run('run', brainMask, '--set', 'LocalImage.name=scan.nii.gz', '--out', 'built');
    expect(built).toMatchObject({ status: 0, stdout: `${join('built', 'scan_brain_mask.nii.gz')}\n` });
    expect(readFileSync(join(temporary, built.stdout.trim())).equals(readFileSync(here.out))).toBe(true);
    expect(run('run', 'none.json')).toMatchObject({ status: 1, stdout: '' });
    expect(run('run', '--frob')).toMatchObject({ status: 2, stdout: '' });
  });
});
