import { expect, test } from 'vitest';
import { seededRandom } from '#src/image/seededRandom.ts';
import { power } from './power.ts';

test('powers of 1 and -1 are those of numpy, whatever the exponent', () => {
  const infinity = Number.POSITIVE_INFINITY;
  expect([power(1, Number.NaN), power(1, -infinity), power(-1, infinity), power(-1, -infinity)]).toEqual([1, 1, 1, 1]);
  expect([power(Number.NaN, 0), power(2, 10), power(-2, 3), power(2, -infinity)]).toEqual([1, 1024, -8, 0]);
  expect([power(2, Number.NaN), power(-1, 0.5)]).toEqual([Number.NaN, Number.NaN]);
});

test.each([
  [897.2138009695755, -2.4604778883345864, 5.4258129784837297e-8],
  [1938.9024447181316, 2.5, 165535023.79608724],
  [2385, 1.7, 551734.6403375139],
  [1.0000005003564432, 160980285.605329, 9.579350694438776e34],
  [1.149886082596609e-292, 1.0612569807483088, 1.50429139113953e-310],
  [-12.115405603291695, -36, 9.996167072810423e-40],
  [0.2400758840230225, 499.2686895955535, 4.24058648893297e-310],
  [95603, 0.3333333333333333, 45.72536422347287],
  [Number.MAX_VALUE, 0.5, 1.3407807929942596e154],
])('%d to the power of %d is that of glibc, to the last bit', (a, b, expected) => {
  expect(power(a, b)).toBe(expected);
});

test('of powers of whole numbers, which often lie in the middle of two numbers, two in a thousand at most are not the one next to them', () => {
  const random = seededRandom(3);
  let different = 0;
  for (let n = 0; n < 5000; n++) {
    const a = 2 + Math.floor(random() * 2 ** 21);
    const b = 3 + Math.floor(random() * 12);
    if (power(a, b) !== Number(BigInt(a) ** BigInt(b))) different++;
  }
  expect(different).toBeLessThan(10);
});

test('powers overflow, underflow and turn to numbers of fewer bits where they should', () => {
  expect([power(2, 1023), power(2, 1024), power(-3, 1001)]).toEqual([
    2 ** 1023,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]);
  expect([power(2, -1074), power(2, -1075), power(-2, -1073), power(-2, -1077)]).toEqual([5e-324, 0, -1e-323, -0]);
  expect([power(5e-324, 0.25), power(5e-324, -0.25)]).toEqual([1.4908919308538355e-81, 6.707394273891462e80]);
});
