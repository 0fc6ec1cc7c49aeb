import { expect, test } from 'vitest';
import { hypotenuse } from './hypotenuse.ts';

test('a hypotenuse is that of numpy.hypot to the last bit', () => {
  expect(hypotenuse(3, -4)).toBe(5);
  expect(hypotenuse(100.1, 7.3)).toBe(100.36583083898623);
  expect(hypotenuse(5.4, 5.5)).toBe(7.707788269017255);
  expect(hypotenuse(1e-8, 1e8)).toBe(1e8);
  expect([hypotenuse(0, 0), hypotenuse(0, -2), hypotenuse(Number.NaN, 1)]).toEqual([0, 2, Number.NaN]);
  expect(hypotenuse(3e200, 4e200)).toBeCloseTo(5e200, -190);
});
