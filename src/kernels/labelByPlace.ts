import type { Simd } from './simd.ts';
import { type Places, stretchesOf, toFirst } from './stretches.ts';

/**
 * Turns the places of the first voxels of components, all below `voxels`, into labels in the order of these places, 0 for those with fewer
 * voxels than `least`; returns how many have one. Takes 4 bytes for each of these in the scratch memory.
 */
export function labelByPlace(simd: Simd, measures: Places, least: number, voxels: number): number {
  const { exports, scratch } = simd;
  const { sizes, places, count } = measures;
  return scratch.use(() => {
    const stretches = stretchesOf(simd, measures, least, voxels);
    const { next, bits, before } = stretches;
    const [parted] = scratch.reserve(4 * stretches.count);
    toFirst(simd, stretches);
    exports.partPlaces(sizes, places, count, least, next, parted);
    let done = 0;
    for (const own of stretches.counts) {
      if (own > 0) exports.labelStretch(parted + 4 * done, own, done + 1, bits, before);
      done += own;
    }
    toFirst(simd, stretches);
    exports.takeLabels(sizes, places, count, least, next, parted);
    return stretches.count;
  });
}
