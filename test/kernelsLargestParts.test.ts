import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestParts, type Part } from '#src/kernels/largestParts.ts';
import { largestPartsSimd } from '#src/kernels/largestPartsSimd.ts';
import { simd } from '#src/kernels/simd.ts';
import { randomNumbers } from './naive/masks.ts';

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

/** The same, of sizes and places in the scratch memory. */
function inWebAssembly(allSizes: Uint32Array, allPlaces: Uint32Array, most: number): readonly Part[] {
  const fast = simd();
  if (!fast) throw new Error('The kernels are not loaded');
  const { scratch } = fast;
  return scratch.use(() => {
    const count = allSizes.length;
    const [sizes, places] = scratch.reserve(4 * count, 4 * count);
    scratch.counts(sizes, count).set(allSizes);
    scratch.counts(places, count).set(allPlaces);
    return largestPartsSimd(fast, { sizes, places, count, singles: undefined }, most);
  });
}

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
      expect(inWebAssembly(sizes, places, most)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test('of a hundred thousand components of few sizes WebAssembly tells what TypeScript does', () => {
  const random = randomNumbers(3);
  // Different places all over 32 bits: multiplying by an odd number only shuffles them.
  const places = Uint32Array.from({ length: 1e5 }, (_, n) => Math.imul(n, 2654435761));
  const sizes = places.map(() => (random() < 0.002 ? 5000 : random() < 0.01 ? 3 : 1));
  for (const most of [10, 1000]) {
    expect(inWebAssembly(sizes, places, most)).toEqual(largestParts(sizes, places, most));
  }
});
