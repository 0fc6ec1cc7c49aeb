import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestParts } from '#src/kernels/largestParts.ts';

/** Components with sizes that are often equal, and different places up to the last of 2 ** 32 voxels. */
const components = fc.uniqueArray(
  fc.record({
    size: fc.oneof(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 4000, max: 4200 }),
      fc.integer({ min: 1, max: 1e9 }),
    ),
    place: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  }),
  { selector: ({ place }) => place, maxLength: 60 },
);

test('the largest parts are the first of all that are sorted by size and label, and labels are the ranks of places', () => {
  fc.assert(
    fc.property(components, fc.integer({ min: 1, max: 70 }), (given, most) => {
      const labelled = given
        .toSorted((a, b) => a.place - b.place)
        .map(({ size }, n) => ({ label: n + 1, voxels: size }));
      const expected = labelled.toSorted((a, b) => b.voxels - a.voxels || a.label - b.label).slice(0, most);
      const sizes = Uint32Array.from(given, ({ size }) => size);
      const places = Uint32Array.from(given, ({ place }) => place);
      expect(largestParts(sizes, places, most)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
