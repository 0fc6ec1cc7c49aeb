import { expect, test } from 'vitest';
import { power } from './power.ts';

test('powers of 1 and -1 are those of numpy, whatever the exponent', () => {
  const infinity = Number.POSITIVE_INFINITY;
  expect([power(1, Number.NaN), power(1, -infinity), power(-1, infinity), power(-1, -infinity)]).toEqual([1, 1, 1, 1]);
  expect([power(Number.NaN, 0), power(2, 10), power(-2, 3), power(2, -infinity)]).toEqual([1, 1024, -8, 0]);
  expect([power(2, Number.NaN), power(-1, 0.5)]).toEqual([Number.NaN, Number.NaN]);
});
