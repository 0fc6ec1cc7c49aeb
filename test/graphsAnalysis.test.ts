import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gzip } from '#src/formats/gzip.ts';
import { readNifti } from '#src/formats/readNifti.ts';
import { writeNifti } from '#src/formats/writeNifti.ts';
import { sheppLogan } from '#src/image/phantom.ts';
import { voxelVolume } from '#src/image/voxelVolume.ts';
import { fileSource, readContext } from './sources.ts';
import { voxgraph } from './voxgraph.ts';

const folder = mkdtempSync(join(tmpdir(), 'voxgraph-graphs-'));
const scan = join(folder, 'scan.nii.gz');
const phantom = sheppLogan({ size: [40, 36, 30], spacing: [2, 2, 3], type: 'int16', noise: 20 });

beforeAll(async () => writeFileSync(scan, await gzip(writeNifti(phantom))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs an example network on the phantom; returns the folder with its files. */
async function run(graph: string, ...settings: string[]): Promise<string> {
  const out = join(folder, graph);
  const set = [`LocalImage.name=${scan}`, ...settings].flatMap((setting) => ['--set', setting]);
  const { code, err } = await voxgraph('run', resolve(import.meta.dirname, '../graphs', graph), ...set, '--out', out);
  expect(code, err).toBe(0);
  return out;
}

/** The cells of a CSV file, by the first of each line. */
function linesOf(path: string): Map<string, string[]> {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n').slice(1);
  return new Map(lines.map((line) => [line.split(',')[0], line.split(',')]));
}

const read = (path: string) => readNifti(fileSource(path), readContext());

describe('the example networks of analysis', () => {
  test.each([
    ['brain-mask-qc.json', []],
    ['brain-mask-band.json', ['Band.threshMin=100', 'Band.threshMax=2000']],
  ] as const)('%s writes the mask, its report, its statistics and a picture, which agree', async (graph, settings) => {
    const out = await run(graph, ...settings);
    expect(readdirSync(out).toSorted()).toEqual([
      'scan_brain_mask.nii.gz',
      'scan_qc.csv',
      'scan_qc.png',
      'scan_statistics.csv',
      'scan_values.csv',
    ]);
    const mask = await read(join(out, 'scan_brain_mask.nii.gz'));
    const inside = [...phantom.voxels].filter((_, n) => mask.voxels[n] === 1);
    const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
    const report = linesOf(join(out, 'scan_qc.csv'));
    expect(Number(report.get('Voxels')?.[1])).toBe(inside.length);
    expect(Number(report.get('Coverage')?.[1])).toBeCloseTo((100 * inside.length) / mask.voxels.length, 9);
    expect(report.get('Components')?.[1]).toBe('1');
    const [statistics] = linesOf(join(out, 'scan_statistics.csv')).values();
    expect(Number(statistics[3])).toBeCloseTo(mean, 9);
    const values = linesOf(join(out, 'scan_values.csv'));
    expect(Number(values.get('Mean inside')?.[1])).toBeCloseTo(mean, 9);
    const [lower, upper] = ['Lower end', 'Upper end'].map((name) => Number(values.get(name)?.[1]));
    expect(lower).toBeGreaterThan(0);
    expect(upper).toBeGreaterThan(lower);
  });

  test('skull-stripping.json keeps the voxels of the mask and nothing else', async () => {
    const brain = await read(join(await run('skull-stripping.json'), 'scan_brain.nii.gz'));
    const kept = brain.voxels.filter((voxel) => voxel !== 0).length;
    expect(kept).toBeGreaterThan(1000);
    expect(kept).toBeLessThan(phantom.voxels.length);
    for (let n = 0; n < phantom.voxels.length; n++) {
      if (brain.voxels[n] !== 0 && brain.voxels[n] !== phantom.voxels[n]) throw new Error(`voxel ${n} has changed`);
    }
  });

  test('threshold-sweep.json compares the volumes of all settings', async () => {
    const out = await run('threshold-sweep.json');
    const volumes = linesOf(join(out, 'scan_sweep.csv'));
    for (const threshold of [300, 400, 500]) {
      const count = phantom.voxels.filter((voxel) => voxel > threshold).length;
      const volume = Number(volumes.get(`Threshold > ${threshold}`)?.[1]);
      expect(volume).toBeCloseTo((count * voxelVolume(phantom.affine)) / 1000, 9);
    }
    expect(volumes.size).toBe(6);
  });

  test('skin-surface.json writes the surface of the head in mm', async () => {
    const bytes = readFileSync(join(await run('skin-surface.json'), 'scan_skin.stl'));
    expect(bytes.subarray(0, 80).toString('latin1')).toContain('SPACE=RAS');
    const count = bytes.readUInt32LE(80);
    expect(bytes.length).toBe(84 + 50 * count);
    expect(count).toBeGreaterThan(500);
    const x = Array.from({ length: count }, (_, n) => bytes.readFloatLE(84 + 50 * n + 12));
    const ends = [phantom.affine[3], phantom.affine[3] + 39 * phantom.affine[0]].toSorted((a, b) => a - b);
    expect(Math.min(...x)).toBeGreaterThan(ends[0] - 2);
    expect(Math.max(...x)).toBeLessThan(ends[1] + 2);
  });
});
