import { addOne } from './addOne';

/*
 * What finds the value at a rank among numbers of four bytes without sorting them: how often each upper half of their bits occurs, and then
 * each lower half beside those that are of interest.
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
 * Counts those of `count` numbers at `source` whose upper half has a table, by their lower halves: `places` has 2 bytes for each upper half, which
 * of the tables of 65,536 counters is its own from 1 on, or 0 for none.
 */
export function countLowerHalves(source: usize, count: i32, places: usize, tables: usize): void {
  for (const end = source + ((<usize>count) << 2); source < end; source += 4) {
    const bits = load<u32>(source);
    const place = load<u16>(places + ((<usize>(bits >>> 16)) << 1));
    if (place !== 0) addOne(tables + ((<usize>(place - 1)) << 18) + ((<usize>(bits & 65535)) << 2));
  }
}
