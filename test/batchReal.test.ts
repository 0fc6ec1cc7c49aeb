import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SummaryRow } from '#src/cli/batch/summary.ts';
import { askPython, hasPython } from './askPython.ts';
import { buildBundle, installedCli } from './builtCli.ts';
import { referenceData } from './referenceData.ts';

const graphs = resolve(import.meta.dirname, '../graphs');
const temporary = mkdtempSync(join(tmpdir(), 'voxgraph-real-'));
const installed = join(temporary, 'installed');
const { run } = installedCli(installed);
beforeAll(() => buildBundle(installed), 120_000);
afterAll(() => rmSync(temporary, { recursive: true }));

describe('ten thousand items', { timeout: 120_000 }, () => {
  it('are planned without holding them in memory', () => {
    const table = join(temporary, 'many.csv');
    const rows = Array.from({ length: 10_000 }, (_, n) => `sub-${n},scans/sub-${n}/t1.nii.gz,${n % 5}`);
    writeFileSync(table, ['name,LocalImage.name,Closing.radius', ...rows].join('\n'));
    const args = ['batch', join(graphs, 'brain-mask.json'), table, '--out', join(temporary, 'none'), '--dry-run'];
    // Ten mebibytes for all objects; Voxgraph itself takes about half of that.
    const env = { ...process.env, NODE_OPTIONS: '--max-old-space-size=10' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(installed, 'bin/voxgraph.js'), ...args], {
      encoding: 'utf8',
      env,
      maxBuffer: 2 ** 26,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '10000 items would run; nothing was run\n' });
    expect(stdout.split('\n')[9999]).toBe('many.csv, row 10000 (sub-9999) -> sub-9999_brain_mask.nii.gz');
  });
});

const data = referenceData('expected.json');
if (!data) console.warn('Skipped: the reference data is absent (set VOXGRAPH_DATA), so no batch of real files is run');

/** A file as nibabel sees it: the size, the affine, and a checksum over all voxels. */
const script = `
import sys, json, zlib, nibabel, numpy
for path in sys.argv[1:]:
    image = nibabel.load(path)
    voxels = numpy.squeeze(numpy.asanyarray(image.dataobj))
    values = numpy.nan_to_num(voxels.astype('float64'), nan=-12345.0)
    print(json.dumps([list(voxels.shape), (image.affine.round(3) + 0.0).tolist(), zlib.crc32(values.tobytes('F'))]))
`;

describe.skipIf(!data)('a batch of real files', { timeout: 120_000 }, () => {
  const summary = (out: string): SummaryRow[] => JSON.parse(readFileSync(join(out, 'batch-summary.json'), 'utf8'));

  it.skipIf(!hasPython('nibabel', 'a batch of twenty real files'))(
    'converts what nibabel reads to what it reads the same',
    () => {
      const out = join(temporary, 'converted');
      const folder = (name: string) => referenceData(name) ?? '';
      const patterns = [
        `${folder('volumes')}/{ct,t1-head-small,t1-head-d}*.nii.gz`,
        `${folder('nifti-cases')}/*.nii{,.gz}`,
      ];
      const { code } = run('batch', join(graphs, 'convert.json'), ...patterns, '--out', out);
      // Of colours nibabel gives all three, and Voxgraph one channel.
      const done = summary(out).filter(({ status, item }) => status === 'done' && !item.includes('rgb24'));
      // Several time points and complex numbers are refused by name.
      expect(code).toBe(1);
      expect(done.length).toBeGreaterThanOrEqual(20);
      for (const { status, causes } of summary(out)) {
        if (status === 'failed') expect(causes.join()).toMatch(/3D expected|complex64/);
      }
      const ask = (paths: readonly string[]) =>
        askPython(
          script,
          paths.map((path, n) => [`${n}_${basename(path)}`, readFileSync(path)] as const),
        );
      const results = done.flatMap((row) => row.results.map((name) => join(out, name)));
      expect(ask(results)).toEqual(ask(done.map(({ item }) => item)));
    },
  );

  it('takes a folder of DICOM files for one item', () => {
    const out = join(temporary, 'dicom');
    const series = ['ct-liver-3slice', 'mr-t1-sag'].map((name) => referenceData(`dicom/${name}`) ?? '');
    const { code, err } = run('batch', join(graphs, 'convert.json'), ...series, '--out', out);
    expect({ code, err: err.split('\n').at(-1) }).toEqual({
      code: 0,
      err: expect.stringContaining('2 of 2 done, 0 failed'),
    });
    expect(readdirSync(out).filter((name) => name.endsWith('.nii.gz'))).toEqual([
      'ct-liver-3slice.nii.gz',
      'mr-t1-sag.nii.gz',
    ]);
    // Told by the content of all their files.
    expect(run('batch', join(graphs, 'convert.json'), ...series, '--out', out).err).toContain('2 were done before');
  });
});
