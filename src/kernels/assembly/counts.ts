import { addOne } from './addOne';

/*
 * How often each value of an 8- or 16-bit type occurs. Neighbouring voxels are often equal, and a counter that was just written is slow
 * to read, so tables of 4-byte counters take turns; where 16 bytes are all the same, as in the air around a head, they are counted at
 * once.
 */

/** Adds `count` bytes at `source` to four tables of 256 counters each, of which the sums are the result. */
export function countBytes(source: usize, count: i32, tables: usize): void {
  const end = source + <usize>(count & ~15);
  for (; source < end; source += 16) {
    const low = load<u64>(source);
    const high = load<u64>(source, 8);
    if (low === high && rotl<u64>(low, 8) === low) {
      const at = tables + ((<usize>(low & 255)) << 2);
      store<u32>(at, load<u32>(at) + 16);
    } else {
      countEight(low, tables);
      countEight(high, tables);
    }
  }
  for (let n = count & 15; n > 0; n--) addOne(tables + ((<usize>load<u8>(source++)) << 2));
}

function countEight(bytes: u64, tables: usize): void {
  const low = <u32>bytes;
  const high = <u32>(bytes >>> 32);
  addOne(tables + ((low << 2) & 1020));
  addOne(tables + 1024 + ((low >>> 6) & 1020));
  addOne(tables + 2048 + ((low >>> 14) & 1020));
  addOne(tables + 3072 + ((low >>> 22) & 1020));
  addOne(tables + ((high << 2) & 1020));
  addOne(tables + 1024 + ((high >>> 6) & 1020));
  addOne(tables + 2048 + ((high >>> 14) & 1020));
  addOne(tables + 3072 + ((high >>> 22) & 1020));
}

/** Adds `count` values of two bytes to two tables of 65,536 counters each; a negative value counts as the unsigned one of its bits. */
export function countPairs(source: usize, count: i32, tables: usize): void {
  const other = tables + 262144;
  const end = source + ((<usize>(count & ~7)) << 1);
  for (; source < end; source += 16) {
    const low = load<u64>(source);
    const high = load<u64>(source, 8);
    if (low === high && rotl<u64>(low, 16) === low) {
      const at = tables + ((<usize>(low & 65535)) << 2);
      store<u32>(at, load<u32>(at) + 8);
    } else {
      countFour(low, tables, other);
      countFour(high, tables, other);
    }
  }
  for (let n = count & 7; n > 0; n--) {
    addOne(tables + ((<usize>load<u16>(source)) << 2));
    source += 2;
  }
}

/** Adds the counters at `source`, a multiple of four of them, to those at `target`. */
export function addCounters(target: usize, source: usize, count: i32): void {
  for (let n = 0; n < count; n += 4) {
    v128.store(target, i32x4.add(v128.load(target), v128.load(source)));
    target += 16;
    source += 16;
  }
}

function countFour(pairs: u64, tables: usize, other: usize): void {
  const low = <u32>pairs;
  const high = <u32>(pairs >>> 32);
  addOne(tables + ((low << 2) & 262140));
  addOne(other + ((low >>> 14) & 262140));
  addOne(tables + ((high << 2) & 262140));
  addOne(other + ((high >>> 14) & 262140));
}
