import { fieldsOf } from './fields';
import { someWithin } from './labelsWithin';

/*
 * Runs of which each has the number or the label of its component, 4 bytes, in the order of memory.
 */

/** Adds up the voxels of each component; `numbers` begins with the first run of these rows. */
export function measureRuns(mask: usize, rows: i32, ni: i32, numbers: usize, sizes: usize): void {
  const fields = fieldsOf(ni);
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let last = sizes;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      let starts = bits & ~((bits << 1) | carry);
      if (carry & bits) store<u32>(last, load<u32>(last) + <u32>ctz<u64>(~bits));
      carry = bits >>> 63;
      while (starts !== 0) {
        last = sizes + ((<usize>load<u32>(numbers)) << 2);
        numbers += 4;
        store<u32>(last, load<u32>(last) + <u32>ctz<u64>(~(bits >>> ctz<u64>(starts))));
        starts &= starts - 1;
      }
      mask += 8;
    }
  }
}

/** Turns the numbers of so many runs into the labels of their components. */
export function labelRuns(numbers: usize, runs: u32, labels: usize): void {
  for (const end = numbers + ((<usize>runs) << 2); numbers < end; numbers += 4) {
    store<u32>(numbers, load<u32>(labels + ((<usize>load<u32>(numbers)) << 2)));
  }
}

/** The same, leaving out the runs of one component; returns how many are left. */
export function labelOthers(numbers: usize, runs: u32, labels: usize, dropped: u32): u32 {
  let to = numbers;
  for (const end = numbers + ((<usize>runs) << 2); numbers < end; numbers += 4) {
    const number = load<u32>(numbers);
    store<u32>(to, load<u32>(labels + ((<usize>number) << 2)));
    to += number === dropped ? 0 : 4;
  }
  return runs - <u32>((numbers - to) >>> 2);
}

/** Sets the flags of the components, of 4 bytes each, that have a voxel in `marker`. */
export function flagMarked(mask: usize, marker: usize, rows: i32, ni: i32, numbers: usize, flags: usize): void {
  const fields = fieldsOf(ni);
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      const starts = bits & ~((bits << 1) | carry);
      carry = bits >>> 63;
      let marked = load<u64>(marker) & bits;
      while (marked !== 0) {
        const upTo = marked ^ (marked - 1);
        // A run that is kept and goes on from the field before is the one before the first start.
        const run = numbers + ((<usize>popcnt<u64>(starts & upTo)) << 2) - 4;
        store<u32>(flags + ((<usize>load<u32>(run)) << 2), 1);
        // The rest of the run is known; adding a bit to it carries behind its end.
        const bit = marked & -marked;
        marked &= bits + bit;
      }
      numbers += (<usize>popcnt<u64>(starts)) << 2;
      mask += 8;
      marker += 8;
    }
  }
}

/**
 * Clears, in so many rows of fields, every run but those whose number or label is one of `count` from `first` on; reads up to 64 bytes behind
 * the labels. Mostly all runs of a field are kept or none is, which is seen of 16 at a time.
 */
export function keepRuns(mask: usize, rows: i32, ni: i32, labels: usize, first: u32, count: u32): void {
  const fields = fieldsOf(ni);
  if (count === 0) {
    memory.fill(mask, 0, (<usize>rows * <usize>fields) << 3);
    return;
  }
  const lowest = i32x4.splat(first);
  const width = i32x4.splat(count - 1);
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let kept: u64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      let starts = bits & ~((bits << 1) | carry);
      const runs = <u32>popcnt<u64>(starts);
      // A run that is kept and goes on from the field before starts here anew; where none does, bit 0 is not wanted.
      const goesOn = bits & kept;
      const isWhole = (bits & carry & ~kept) === 0;
      carry = bits >>> 63;
      const all = ((<u64>1) << (<u64>runs)) - 1;
      let some = <u64>someWithin(labels, lowest, width);
      if (runs > 16) some |= (<u64>someWithin(labels + 64, lowest, width)) << 16;
      some &= all;
      if (some === 0 && goesOn === 0) {
        store<u64>(mask, 0);
        kept = 0;
        labels += (<usize>runs) << 2;
        mask += 8;
        continue;
      }
      if (some === all && isWhole) {
        kept = carry;
        labels += (<usize>runs) << 2;
        mask += 8;
        continue;
      }
      let wanted = goesOn;
      while (starts !== 0) {
        const bit = starts & -starts;
        wanted |= load<u32>(labels) - first < count ? bit : 0;
        labels += 4;
        starts ^= bit;
      }
      // Adding a start to the bits clears its run, by the carry.
      const found = bits & ~(bits + wanted);
      kept = found >>> 63;
      store<u64>(mask, found);
      mask += 8;
    }
  }
}
