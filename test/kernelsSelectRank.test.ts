import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectRank } from '#src/kernels/selectRank.ts';
import { valueAtRank } from '#src/kernels/valueAtRank.ts';

const noTell = () => {};
const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(-Infinity, Infinity, 0, Number.MIN_VALUE),
);

it('finds the value at a rank, by its bits and by parting, as sorting does', () => {
  const check = (list: readonly number[], pick: number, before: number) => {
    const values = Float64Array.from(list);
    const first = Math.min(before, values.length - 1);
    const rank = first + Math.floor(pick * (values.length - first));
    const sorted = values.slice();
    sorted.subarray(first).sort();
    expect(valueAtRank(values, rank, first, values.length - 1, noTell)).toBe(sorted[rank]);
    expect(selectRank(values, rank, first) + 0).toBe(sorted[rank] + 0);
    expect(values.slice(0, first)).toEqual(Float64Array.from(list.slice(0, first)));
    for (let n = first; n < rank; n++) expect(values[n]).toBeLessThanOrEqual(values[rank]);
    for (let n = rank + 1; n < values.length; n++) expect(values[n]).toBeGreaterThanOrEqual(values[rank]);
  };
  const list = fc.array(value, { minLength: 1, maxLength: 200 });
  fc.assert(fc.property(list, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(5), check), { numRuns: 500 });
});

const length = 2 ** 22;
/** Orders in which the median of three gains little, or nothing is moved. */
const orders: Readonly<Record<string, (n: number) => number>> = {
  rise: (n) => n,
  'rise to the middle and fall again': (n) => Math.min(n, length - 1 - n),
  'fall to the middle and rise again': (n) => Math.max(n, length - 1 - n),
};

it.each(Object.entries(orders))(
  'asks every few million values whether it is wanted, and is linear, where they %s',
  (_, at) => {
    const values = Float64Array.from({ length }, (_, n) => at(n));
    const sorted = values.slice().sort();
    let words = 0;
    const rank = length / 2 + 1;
    expect(selectRank(values, rank, 0, length - 1, () => words++)).toBe(sorted[rank]);
    // Each word stands for two million looks at most, and a value is looked at a dozen times at most.
    expect(words).toBeGreaterThanOrEqual(3);
    expect(words).toBeLessThan(60);
  },
);
