import { fieldsOf } from './fields';

/*
 * Numbering the components of runs that are connected, measuring them, and keeping one of them.
 */

/** Turns the parents of so many runs into the numbers of their components, in the order of their first runs; returns how many there are. */
export function numberComponents(parents: usize, runs: u32): u32 {
  let count: u32 = 0;
  const end = parents + ((<usize>runs) << 2);
  let own: u32 = 0;
  for (let at = parents; at < end; at += 4) {
    const parent = load<u32>(at);
    // A parent comes before its children, so it has its number already.
    const number = load<u32>(parents + ((<usize>parent) << 2));
    const isRoot = parent === own;
    store<u32>(at, select<u32>(count, number, isRoot));
    count += u32(isRoot);
    own++;
  }
  return count;
}

/**
 * Clears, in the rows row <= n < end, every run but those of the component `kept`, adds up the voxels of what is cleared, and finds the
 * first voxels of its components; `numbers` begins with the first run of these rows. `sizes` begin as 0, `firsts` as the highest number: they
 * become the place of the first voxel with i slowest and k fastest. Returns the address after the last run's number.
 *
 * Where nearly everything is one component, nothing is done but to compare the numbers of four runs at a time.
 */
export function clearOthers(
  mask: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  row: i32,
  end: i32,
  numbers: usize,
  kept: u32,
  sizes: usize,
  firsts: usize,
): usize {
  const fields = fieldsOf(ni);
  const plane = <u32>nj * <u32>nk;
  const wanted = i32x4.splat(kept);
  let place = <u32>((row % nj) * nk + row / nj);
  let left = nj - (row % nj);
  mask += (<usize>row * <usize>fields) << 3;
  for (; row < end; row++) {
    let carry: u64 = 0;
    // Whether the run that goes on from the field before is cleared, and whose it is.
    let isCleared: u64 = 0;
    let last: usize = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      const starts = bits & ~((bits << 1) | carry);
      const goesOn = carry & bits & isCleared;
      carry = bits >>> 63;
      if (starts === 0 && goesOn === 0) {
        mask += 8;
        continue;
      }
      const runs = <i32>popcnt<u64>(starts);
      const others = ~i32x4.bitmask(i32x4.eq(v128.load(numbers), wanted)) & ((1 << runs) - 1);
      if (runs <= 4 && (others | <i32>goesOn) === 0) {
        if (runs !== 0) isCleared = 0;
      } else {
        if (goesOn) store<u32>(sizes + last, load<u32>(sizes + last) + <u32>ctz<u64>(~bits));
        const placeOfField = ((<u32>field) << 6) * plane + place;
        let cleared = goesOn | starts;
        let from = starts;
        let at = numbers;
        while (from !== 0) {
          const number = load<u32>(at);
          at += 4;
          if (number !== kept) {
            const start = ctz<u64>(from);
            const own = (<usize>number) << 2;
            store<u32>(sizes + own, load<u32>(sizes + own) + <u32>ctz<u64>(~(bits >>> start)));
            const first = <u32>start * plane + placeOfField;
            const known = load<u32>(firsts + own);
            store<u32>(firsts + own, select<u32>(first, known, first < known));
          } else {
            cleared ^= from & -from;
          }
          from &= from - 1;
        }
        if (starts !== 0) {
          const number = load<u32>(at - 4);
          last = (<usize>number) << 2;
          isCleared = u64(number !== kept);
        }
        // Adding a start to the bits clears its run, by the carry.
        store<u64>(mask, bits & (bits + cleared));
      }
      numbers += (<usize>runs) << 2;
      mask += 8;
    }
    place += nk;
    if (--left === 0) {
      left = nj;
      place -= plane - 1;
    }
  }
  return numbers;
}

/** The component with most voxels; of equal ones the one whose first voxel comes first. `count` is at least 1. */
export function largestComponent(sizes: usize, firsts: usize, count: u32): u32 {
  let largest: u32 = 0;
  let most: u32 = 0;
  let first: u32 = 0;
  for (let n: u32 = 0; n < count; n++) {
    const size = load<u32>(sizes);
    if (size >= most) {
      const own = load<u32>(firsts);
      if (size > most || own < first) {
        largest = n;
        most = size;
        first = own;
      }
    }
    sizes += 4;
    firsts += 4;
  }
  return largest;
}
