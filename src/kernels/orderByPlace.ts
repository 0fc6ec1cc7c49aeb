import type { Simd } from './simd.ts';

/** The bits of 2^18 places, as many as a slice of 512 by 512, lie in the nearest caches; of stretches there are at most 2^14. */
const shift = 18;

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
export function orderByPlace(
  { exports, scratch }: Simd,
  { sizes, places, count }: { readonly sizes: number; readonly places: number; readonly count: number },
  least: number,
  voxels: number,
): Ordered {
  const stretches = Math.ceil(voxels / 2 ** shift);
  const [nexts, bits, before] = scratch.reserve(4 * stretches, 2 ** shift / 8, 2 ** shift / 16);
  scratch.bytes(nexts, 4 * stretches).fill(0);
  scratch.bytes(bits, 2 ** shift / 8).fill(0);
  const kept = exports.countStretches(sizes, places, count, least, nexts) >>> 0;
  const counts = scratch.counts(nexts, stretches).slice();
  const [parted] = scratch.reserve(8 * kept);
  const next = scratch.counts(nexts, stretches);
  for (let n = 0, before = 0; n < stretches; before += counts[n], n++) next[n] = before;
  exports.partByStretch(sizes, places, count, least, nexts, parted);
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
  return { ordered: parted, count: kept };
}
