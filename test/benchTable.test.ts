import { expect, test } from 'vitest';
import type { Cell } from '../scripts/bench/cell.ts';
import { foreseenText } from '../scripts/bench/foreseenText.ts';
import { verdicts } from '../scripts/bench/goals.ts';
import { isAskedFor, parseBenchOptions } from '../scripts/bench/options.ts';
import type { Goal, ProcessRow } from '../scripts/bench/row.ts';
import { longTable, shortTable } from '../scripts/bench/table.ts';
import { traceText } from '../scripts/bench/traceText.ts';

const figures = {
  ours: { wall: 10, cpu: 20, peak: 100, runs: 5 },
  copy: { wall: 5, cpu: 5, runs: 5 },
  python: { wall: 100, cpu: 100, peak: 500, runs: 5, differing: 0 },
};

function verdictOf(goal: Goal) {
  const row: ProcessRow = {
    kind: 'process',
    name: 'x',
    number: 'P1',
    volumes: ['head'],
    goals: [goal],
    radius: 3,
    connectivity: 6,
  };
  return verdicts(row, 'head', { figures, notes: [] }, { voxels: 10, file: { bytes: 9, limit: 10 } })[0];
}

test('faster counts by the worse of wall and processor time', () => {
  const goal = { kind: 'faster', than: 'python', factor: 6, at: ['head'] } as const;
  expect(verdictOf(goal)).toMatchObject({ number: 'P1', reached: '5x', isReached: false });
  expect(verdictOf({ ...goal, factor: 5 }).isReached).toBe(true);
  expect(verdictOf({ ...goal, clock: 'wall' })).toMatchObject({ reached: '10x', isReached: true });
});

test('a goal against what was not measured is neither reached nor missed', () => {
  expect(verdictOf({ kind: 'faster', than: 'naive', factor: 6, at: ['head'] }).isReached).toBeUndefined();
});

test('a goal within copies counts by wall time', () => {
  expect(verdictOf({ kind: 'within', of: 'copy', factor: 1.5, at: ['head'] })).toMatchObject({
    reached: '2',
    isReached: false,
  });
});

test('goals of memory are a constant with a multiple of the voxels, or a share of what another takes', () => {
  expect(verdictOf({ kind: 'peak', constant: 60, timesVoxels: 4, at: ['head'] }).isReached).toBe(true);
  expect(verdictOf({ kind: 'peak', constant: 60, timesVoxels: 3.9, at: ['head'] }).isReached).toBe(false);
  expect(verdictOf({ kind: 'peakShare', of: 'python', share: 0.25, at: ['head'] }).isReached).toBe(true);
  expect(verdictOf({ number: 'P5', kind: 'bytes', at: ['head'] })).toMatchObject({ number: 'P5', isReached: true });
});

const cell: Cell = {
  name: 'threshold',
  number: 'P7',
  volume: 'head',
  voxels: 1000,
  figures,
  verdicts: [{ number: 'P7', asked: '2x faster than python', reached: '5x', isReached: true }],
  notes: [],
};

test('tables are Markdown with lines of equal length', () => {
  const lines = longTable([cell, { ...cell, name: 'a longer name', verdicts: [] }]).split('\n');
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  expect(lines[2]).toContain('| threshold     | head   | 10 | 20  | 2     |');
});

test('the short table holds what has a goal', () => {
  const table = shortTable([cell, { ...cell, name: 'without', verdicts: [] }]);
  expect(table).toContain(
    '| P7 | threshold | head   | 10 ms    | 100 ms | 10x    | 0      | P7 2x faster than python: yes, 5x |',
  );
  expect(table).not.toContain('without');
});

test('differing voxels are named with their column', () => {
  const wrong = { ...figures, python: { ...figures.python, differing: 3 } };
  expect(longTable([{ ...cell, figures: wrong }])).toContain('python 3');
});

test('rows are asked for by number or by a part of the name', () => {
  const options = parseBenchOptions(['--rows', 'p6,mask']);
  expect([isAskedFor(options, 'otsu', 'P6'), isAskedFor(options, 'Brain Mask', 'P1')]).toEqual([true, true]);
  expect(isAskedFor(options, 'otsu', 'P13')).toBe(false);
  expect(isAskedFor(parseBenchOptions([]), 'otsu', undefined)).toBe(true);
});

test('options that are no numbers are refused', () => {
  expect(() => parseBenchOptions(['--runs', 'many'])).toThrow('--runs takes a number above 0, not "many"');
});

test('a forecast is right within a fifth of what was measured', () => {
  const text = (foreseen: number) => foreseenText({ of: 'the brain mask of head', foreseen, measured: 100 });
  expect([text(119), text(81), text(121), text(79)].map((line) => line.includes('yes'))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(text(121)).toContain('121 MiB for 100 MiB (+21 %)');
});

test('a trace compares the last evaluation with the third', () => {
  const held = (rss: number) => ({ heap: 5, buffers: 100, rss, remembered: 100 });
  expect(traceText([held(1), held(2), held(300), held(310), held(305)])).toContain('rss 300 -> 305 (at most 310)');
  expect(traceText([held(1), held(2), held(300), held(310), held(305)])).toContain('stays: yes');
  expect(traceText([held(1), held(2), held(300), held(310), held(361)])).toContain('stays: NO');
  expect(() => traceText([held(1)])).toThrow('three are needed');
});
