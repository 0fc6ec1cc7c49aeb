import { expect, test } from 'vitest';
import { measure, type Variant } from '../scripts/bench/measure.ts';
import type { Column } from '../scripts/bench/row.ts';
import { medianTimes } from '../scripts/bench/times.ts';

const noLimit = { runs: 5, limitOf: () => Number.POSITIVE_INFINITY, expected: () => undefined, differing: () => 0 };

/** A variant that says how long it took, and writes down that it ran. */
function variant(column: Column, wall: number, ran: string[] = [], result = Uint8Array.of(1)): Variant {
  return {
    column,
    async run() {
      ran.push(column);
      // With a peak it counts as a whole process, which is not warmed up.
      return { wall, cpu: 2 * wall, peak: 7 };
    },
    result: () => result,
  };
}

test('a median is the middle one of each figure by itself', () => {
  const times = [
    { wall: 3, cpu: 1 },
    { wall: 1, cpu: 9 },
    { wall: 2, cpu: 5 },
  ];
  expect(medianTimes(times)).toEqual({ wall: 2, cpu: 5 });
});

test('variants are run in turn, after each has run once', async () => {
  const ran: string[] = [];
  await measure([variant('ours', 1, ran), variant('python', 1, ran)], { ...noLimit, runs: 2 });
  expect(ran.join(' ')).toBe('ours python ours python ours python');
});

test('of what would exceed its limit one run counts', async () => {
  const { figures, notes } = await measure([variant('ours', 1), variant('python', 30)], {
    ...noLimit,
    limitOf: () => 100,
  });
  expect([figures.ours?.runs, figures.python?.runs, notes.length]).toEqual([5, 1, 1]);
});

test('what would exceed its limit in a single run is not started', async () => {
  const ran: string[] = [];
  const options = { ...noLimit, limitOf: () => 100, expected: (column: Column) => (column === 'naive' ? 101 : 1) };
  const { figures, notes } = await measure([variant('ours', 1), variant('naive', 1, ran)], options);
  expect(ran).toEqual([]);
  expect(figures.naive).toBeUndefined();
  expect(notes[0]).toContain('naive left out');
});

test('every result is compared with ours', async () => {
  const variants = [variant('ours', 1), variant('plain', 1), variant('python', 1, [], Uint8Array.of(2))];
  const differing = (a: ArrayLike<number>, b: ArrayLike<number>) => (a[0] === b[0] ? 0 : 1);
  const { figures } = await measure(variants, { ...noLimit, differing });
  expect([figures.ours?.differing, figures.plain?.differing, figures.python?.differing]).toEqual([undefined, 0, 1]);
});

test('a comparison that fails is left out with its reason, and ours is not', async () => {
  const failing: Variant = { column: 'python', run: () => Promise.reject(new Error('No module named scipy')) };
  const { figures, notes } = await measure([variant('ours', 1), failing], noLimit);
  expect(figures.ours?.runs).toBe(5);
  expect(notes).toEqual(['python left out: No module named scipy']);
  await expect(measure([{ ...failing, column: 'ours' }], noLimit)).rejects.toThrow('scipy');
});
