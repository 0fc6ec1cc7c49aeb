import { addOne } from './addOne';

/*
 * What finds the value at a rank among numbers of four bytes without sorting them: how often each upper half of their bits occurs, and then
 * only those of the halves that are of interest.
 */

/** Adds `count` numbers at `source` to two tables of 65,536 counters each, by the upper halves of their bits. */
export function countUpperHalves(source: usize, count: i32, tables: usize): void {
  const other = tables + 262144;
  const end = source + ((<usize>(count & ~1)) << 2);
  for (; source < end; source += 8) {
    const both = load<u64>(source);
    addOne(tables + ((<usize>(both >>> 16) & 65535) << 2));
    addOne(other + ((<usize>(both >>> 48)) << 2));
  }
  if (count & 1) addOne(tables + ((<usize>load<u16>(source, 2)) << 2));
}

/**
 * Writes those of `count` numbers at `source` to `target` whose upper half has a 1 in the table of bytes, in their order, and returns the
 * address behind the last. One number more may be written.
 */
export function gatherUpperHalves(source: usize, count: i32, chosen: usize, target: usize): usize {
  const end = source + ((<usize>count) << 2);
  for (; source < end; source += 4) {
    const bits = load<u32>(source);
    store<u32>(target, bits);
    // Without a branch, which in noise nobody foretells.
    target += (<usize>load<u8>(chosen + (bits >>> 16))) << 2;
  }
  return target;
}
