import { fieldsOf } from './fields';

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
      let some = <u64>someKept(labels, lowest, width);
      if (runs > 16) some |= (<u64>someKept(labels + 64, lowest, width)) << 16;
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

/** Which of 16 labels are to be kept, a bit each. */
function someKept(labels: usize, lowest: v128, width: v128): i32 {
  const low = i16x8.narrow_i32x4_s(keptOf(labels, lowest, width), keptOf(labels + 16, lowest, width));
  const high = i16x8.narrow_i32x4_s(keptOf(labels + 32, lowest, width), keptOf(labels + 48, lowest, width));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

function keptOf(labels: usize, lowest: v128, width: v128): v128 {
  const above = i32x4.sub(v128.load(labels), lowest);
  return i32x4.eq(i32x4.min_u(above, width), above);
}

/** Writes the labels of the runs of so many rows to their voxels, of 4 bytes each; the others are 0 already. */
export function paintRuns(mask: usize, rows: i32, ni: i32, labels: usize, voxels: usize): void {
  const fields = fieldsOf(ni);
  for (let row = 0; row < rows; row++) {
    let carry: u64 = 0;
    let label: u32 = 0;
    let at = voxels;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      let starts = bits & ~((bits << 1) | carry);
      if (carry & bits) paint(at, <usize>ctz<u64>(~bits), label);
      carry = bits >>> 63;
      while (starts !== 0) {
        const start = ctz<u64>(starts);
        label = load<u32>(labels);
        labels += 4;
        paint(at + ((<usize>start) << 2), <usize>ctz<u64>(~(bits >>> start)), label);
        starts &= starts - 1;
      }
      mask += 8;
      at += 256;
    }
    voxels += (<usize>ni) << 2;
  }
}

function paint(at: usize, voxels: usize, label: u32): void {
  const end = at + (voxels << 2);
  for (const whole = at + ((voxels & ~3) << 2); at < whole; at += 16) v128.store(at, i32x4.splat(label));
  for (; at < end; at += 4) store<u32>(at, label);
}

/**
 * Adds to three sums of float64 for each of the labels 1 to `last` the places i, j and k of their voxels; `row` is the first of these rows.
 */
export function addPlaces(
  mask: usize,
  row: i32,
  end: i32,
  ni: i32,
  nj: i32,
  labels: usize,
  last: u32,
  sums: usize,
): void {
  const fields = fieldsOf(ni);
  for (; row < end; row++) {
    const j = <f64>(row % nj);
    const k = <f64>(row / nj);
    let carry: u64 = 0;
    let label: u32 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      let starts = bits & ~((bits << 1) | carry);
      if (carry & bits) addPart(field << 6, <i32>ctz<u64>(~bits), j, k, label, last, sums);
      carry = bits >>> 63;
      while (starts !== 0) {
        const start = <i32>ctz<u64>(starts);
        label = load<u32>(labels);
        labels += 4;
        addPart((field << 6) + start, <i32>ctz<u64>(~(bits >>> start)), j, k, label, last, sums);
        starts &= starts - 1;
      }
      mask += 8;
    }
  }
}

function addPart(start: i32, voxels: i32, j: f64, k: f64, label: u32, last: u32, sums: usize): void {
  if (label - 1 >= last) return;
  const at = sums + <usize>(label - 1) * 24;
  const count = <f64>voxels;
  store<f64>(at, load<f64>(at) + (count * <f64>(2 * start + voxels - 1)) / 2);
  store<f64>(at, load<f64>(at, 8) + count * j, 8);
  store<f64>(at, load<f64>(at, 16) + count * k, 16);
}
