import type { Labelled } from './labelByPlace.ts';
import { labelStretches, type Measures } from './labelStretches.ts';
import type { Simd } from './simd.ts';

/** Components of fewer voxels are tallied by their size, as far as tallySizes goes; of the others there is at most one in 4,095 voxels. */
const large = 4095;

/** Labels components by decreasing size, of equal ones the one that comes first by its place, as labelStretches. */
export function labelBySize(simd: Simd, measures: Measures, least: number, voxels: number): Labelled {
  return simd.scratch.use(() => labelled(simd, measures, least, voxels));
}

/** Apart from the function that is made in each call, of which V8 forgets what it has compiled. */
function labelled(simd: Simd, measures: Measures, least: number, voxels: number): Labelled {
  const { exports, scratch } = simd;
  const { sizes, places, count } = measures;
  const length = exports.talliesBytes() / 4;
  const [next] = scratch.reserve(4 * length);
  scratch.counts(next, length).fill(0);
  exports.tallySizes(sizes, count, next);
  const larger = largerOnes(simd, measures, Math.max(least, large), scratch.counts(next, length)[large]);
  const allSizes = scratch.counts(sizes, count);
  const largerSizes = larger.map((component) => allSizes[component]);
  const smallest = Math.min(least, large);
  // The last label before those of each size.
  const lasts = scratch.counts(next, length);
  for (let size = large - 1, last = larger.length; size >= smallest; size--) {
    const own = lasts[size];
    lasts[size] = last;
    last += own;
  }
  const labels = labelStretches(simd, measures, least, voxels, ({ parted, count }, { marks, before, ordered }) =>
    exports.labelStretchBySize(parted, count, next, marks, before, ordered),
  );
  const labelOf = scratch.counts(places, count);
  for (let n = 0; n < larger.length; n++) labelOf[larger[n]] = n + 1;
  const ends = scratch.counts(next, length).slice();
  return { labels, sizes: (last) => rankedSizes(Math.min(last, labels), largerSizes, ends, smallest) };
}

/** The sizes of the first labels: those of the larger components, then each as often as its labels end. */
function rankedSizes(count: number, largerSizes: Uint32Array, ends: Uint32Array, smallest: number): Uint32Array {
  const ranked = new Uint32Array(count);
  ranked.set(largerSizes.subarray(0, count));
  for (let size = large - 1, from = largerSizes.length; size >= smallest && from < count; size--) {
    ranked.fill(size, from, ends[size]);
    from = ends[size];
  }
  return ranked;
}

/** The components with at least `least` voxels, no more than `most`, by decreasing size, of equal ones in the order of their places. */
function largerOnes(
  { exports, scratch }: Simd,
  { sizes, places, count }: Measures,
  least: number,
  most: number,
): Uint32Array {
  return scratch.use(() => {
    const [found] = scratch.reserve(4 * most);
    const larger = exports.findLarger(sizes, count, least - 1, found) >>> 0;
    const [allSizes, allPlaces] = [scratch.counts(sizes, count), scratch.counts(places, count)];
    return scratch
      .counts(found, larger)
      .slice()
      .sort((a, b) => allSizes[b] - allSizes[a] || allPlaces[a] - allPlaces[b]);
  });
}
