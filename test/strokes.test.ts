import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flatStrokes, type Stroke, strokeCount, strokesOf, whyNotStrokes } from '#src/graph/strokes.ts';

const stroke: fc.Arbitrary<Stroke> = fc
  .record({
    axis: fc.constantFrom(0 as const, 1 as const, 2 as const),
    slice: fc.nat(500),
    radius: fc.double({ min: 0, max: 50, noNaN: true }),
    value: fc.nat(3),
    path: fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1, maxLength: 5 }),
  })
  .map((one) => ({ ...one, path: one.path.flat() }));

test('Strokes come back from their flat form, and nothing is said against it', () => {
  fc.assert(
    fc.property(fc.array(stroke, { maxLength: 4 }), (strokes) => {
      const flat = flatStrokes(strokes);
      expect(whyNotStrokes(flat)).toBeUndefined();
      expect(strokesOf(flat)).toEqual(strokes);
      expect(strokeCount(flat)).toBe(strokes.length);
      expect(strokesOf(flat, flatStrokes(strokes.slice(0, 2)).length)).toEqual(strokes.slice(2));
    }),
  );
});

test('What is no stroke is refused with its number and its values', () => {
  expect(whyNotStrokes([1, 2, 7, 3, 1, 10])).toBe('ends within stroke 1, which says that it has 1 points');
  expect(whyNotStrokes([1, 2, 7, 3, 1, 10, 11, 0, 2, 7, 3, 1])).toBe(
    'must be strokes, but stroke 2 begins with 0 2 7 3 1',
  );
  expect(whyNotStrokes([1, 3, 7, 3, 1, 10, 11])).toBe('must be strokes, but stroke 1 begins with 1 3 7 3 1');
  expect(whyNotStrokes([1, 2, 7, Number.POSITIVE_INFINITY, 1, 10, 11])).toBe(
    'must be strokes, but stroke 1 begins with 1 2 7 Infinity 1',
  );
  expect(whyNotStrokes([1, 2, 7])).toBe('must be strokes, but stroke 1 begins with 1 2 7');
  expect(whyNotStrokes(new Array(1_000_001).fill(1))).toBe('may hold 1000000 numbers, not 1000001');
});
