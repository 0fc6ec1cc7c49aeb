import type { Simd } from './simd.ts';
import { type Places, stretchesOf, toFirst } from './stretches.ts';

/** Components in the order of the places of their first voxels, as assembly/rankLabels.ts writes them, by the address. */
export interface Ordered {
  readonly ordered: number;
  readonly count: number;
}

/**
 * Orders the components with at least `least` voxels by the places of their first voxels, all below `voxels`. In noise there are millions,
 * which lie in memory in quite another order: so they are parted into stretches of places first, and each is ordered where it lies in the cache.
 * Takes 8 bytes for each of these components in the scratch memory.
 */
export function orderByPlace(simd: Simd, measures: Places, least: number, voxels: number): Ordered {
  const { exports, scratch } = simd;
  const { sizes, places, count } = measures;
  const stretches = stretchesOf(simd, measures, least, voxels);
  const { counts, next, bits, before } = stretches;
  const [parted] = scratch.reserve(8 * stretches.count);
  toFirst(simd, stretches);
  exports.partByStretch(sizes, places, count, least, next, parted);
  scratch.use(() => {
    const most = counts.reduce((largest, own) => Math.max(largest, own), 0);
    const [order] = scratch.reserve(8 * most);
    let done = 0;
    for (const own of counts) {
      if (own === 0) continue;
      exports.orderStretch(parted + 8 * done, own, bits, before, order);
      scratch.longs(parted + 8 * done, own).set(scratch.longs(order, own));
      done += own;
    }
  });
  return { ordered: parted, count: stretches.count };
}
