import { expect, test } from 'vitest';
import { exponential } from './exponential.ts';

test.each([
  [-89.05918387572743, 2.0993646493844426e-39],
  [6.014360259743849, 409.2639325365031],
  [35.688700816006076, 3157954225948949.5],
  [0.5500934881393584, 1.7334150640416526],
  [709.78, 1.7928227943945155e308],
  [-708.5, 2.006132305331306e-308],
  [-730.25, 7.18546e-318],
  [-745.1, 5e-324],
])('e to the power of %d is that of glibc, to the last bit', (x, expected) => {
  expect(exponential(x)).toBe(expected);
});

test('exponentials overflow, underflow, are 1 near 0 and keep NaN', () => {
  expect([709.79, -745.2, 0, -0, 1e-320].map(exponential)).toEqual([Number.POSITIVE_INFINITY, 0, 1, 1, 1]);
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(exponential)).toEqual([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0,
  ]);
});
