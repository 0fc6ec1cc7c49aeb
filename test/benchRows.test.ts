import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sheppLogan } from '#src/image/phantom.ts';
import { isInstalled } from '../scripts/bench/absentPeers.ts';
import { loadedFrom } from '../scripts/bench/load.ts';
import { measureCell } from '../scripts/bench/measureCell.ts';
import { parseBenchOptions } from '../scripts/bench/options.ts';
import { startPeer, whyNoPeer } from '../scripts/bench/peer.ts';
import type { StepRow } from '../scripts/bench/row.ts';
import { rows } from '../scripts/bench/rows.ts';
import { switchKernels } from '../scripts/bench/switchKernels.ts';

const folder = mkdtempSync(join(tmpdir(), 'voxgraph-bench-test-'));
const whyNot = whyNoPeer();
const script = join(import.meta.dirname, '../scripts/bench/peer.py');
const peer = whyNot ? undefined : startPeer(script, folder);
if (whyNot) console.log(`The bench is tested without Python: ${whyNot}`);
const image = sheppLogan({ size: [35, 13, 11], type: 'int16', noise: 30 });
const input = loadedFrom(image, 100, join(folder, 'phantom.nii.gz'));
// What needs a package or program that may not be there is tested where it is; the worst cases are steps that are here already.
const steps = rows.filter(
  (row): row is StepRow => row.kind === 'step' && (!row.needs || isInstalled(row.needs)) && row.number !== 'P13',
);

beforeAll(async () => {
  switchKernels('webassembly');
  await peer?.load(input);
});

afterAll(async () => {
  await peer?.close();
  rmSync(folder, { recursive: true });
});

test('rows have names of their own, and goals on their own volumes only', () => {
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  for (const { volumes, goals = [] } of rows)
    for (const { at } of goals) expect(volumes).toEqual(expect.arrayContaining([...at]));
});

// Balls by the book take seconds.
const tried = process.env.VOXGRAPH_SOAK ? steps : steps.filter(({ name }) => !/^closing (6|10)$/.test(name));

test.each(tried.map((row) => [row.name, row] as const))(
  '%s: all that it is compared with gives equal voxels',
  async (_, row) => {
    const cell = await measureCell(row, 'cube128', input, {
      options: parseBenchOptions(['--runs', '1', '--limit', '2']),
      places: { root: '', built: '', folder, peer: script },
      data: '',
      peer,
      workers: { run: () => Promise.reject(new Error('No workers')), close: () => Promise.resolve() },
      speeds: new Map([[`${row.name}, naive`, 0]]),
      say() {},
    });
    const { ours, copy, ...compared } = cell.figures;
    const expected = [
      'plain',
      ...(row.naive ? ['naive'] : []),
      ...(row.other ? ['other'] : []),
      ...(row.python && peer ? ['python'] : []),
    ];
    expect(cell.notes.filter((note) => !note.includes('single run'))).toEqual([]);
    expect([ours?.runs, copy?.runs]).toEqual([1, 1]);
    expect(
      Object.entries(compared)
        .map(([column, { differing }]) => [column, differing])
        .sort(),
    ).toEqual(expected.sort().map((column) => [column, 0]));
  },
  60_000,
);
