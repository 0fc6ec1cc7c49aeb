import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { setLimits } from '#src/formats/limits.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { identity } from '#src/image/affine.ts';
import { voxgraph } from './voxgraph.ts';

const convert = resolve(import.meta.dirname, '../graphs/convert.json');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-limits-'));
const scan = join(temporary, 'scan.nii');

beforeAll(() => {
  writeFileSync(scan, writeNifti({ size: [128, 128, 64], affine: identity, voxels: new Int16Array(2 ** 20) }));
});
afterEach(() => setLimits({}));
afterAll(() => rmSync(temporary, { recursive: true }));

const run = (...limits: readonly string[]) =>
  voxgraph('run', convert, '--set', `LocalImage.name=${scan}`, '--out', join(temporary, 'out'), ...limits);

it('refuses what is beyond the given limit, with both sizes and the option that raises it', async () => {
  const { code, err } = await run('--limit', 'image=1MiB');
  expect(code).toBe(1);
  expect(err).toMatch(
    /LocalImage: scan\.nii declares 128×128×64 voxels, 2\.1 MB .*the limit is 1\.0 MB.*--limit image=/,
  );
  expect((await run('--limit', 'image=2MiB')).code).toBe(0);
});

it('refuses a limit that there is not, or that is out of range, as a wrong usage', async () => {
  expect(await run('--limit', 'pixels=8GB')).toMatchObject({ code: 2, err: expect.stringContaining('image=SIZE') });
  expect(await run('--limit', 'image=8TB')).toMatchObject({ code: 2, err: expect.stringContaining('8TB') });
});
