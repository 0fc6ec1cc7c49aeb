import { fieldsOf } from './fields';
import { someWithin } from './labelsWithin';

/**
 * Adds to three sums of float64 for each of the labels 1 to `last` the places i, j and k of their voxels; `row` is the first of these rows.
 * Reads up to 64 bytes behind the labels. In noise few runs have a label that is asked for, which is seen of 16 at a time.
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
  if (last === 0) return;
  const fields = fieldsOf(ni);
  const one = i32x4.splat(1);
  const width = i32x4.splat(last - 1);
  for (; row < end; row++) {
    const j = <f64>(row % nj);
    const k = <f64>(row / nj);
    let carry: u64 = 0;
    let label: u32 = 0;
    // Of the runs of one label that follow each other: their voxels, and twice the sum of their i.
    let voxels: i32 = 0;
    let twice: i64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      if (bits === 0) {
        // The run of a label goes on behind what lies between.
        carry = 0;
        mask += 8;
        continue;
      }
      let starts = bits & ~((bits << 1) | carry);
      if (carry & bits) {
        const count = <i32>ctz<u64>(~bits);
        voxels += count;
        twice += twiceTheSum(field << 6, count);
      }
      carry = bits >>> 63;
      const runs = <u32>popcnt<u64>(starts);
      if (runs - 1 < 16 && (someWithin(labels, one, width) & ((1 << runs) - 1)) === 0) {
        labels += (<usize>runs) << 2;
        addRuns(label, voxels, twice, j, k, last, sums);
        label = 0;
        voxels = 0;
        twice = 0;
      } else {
        while (starts !== 0) {
          const start = <i32>ctz<u64>(starts);
          const next = load<u32>(labels);
          labels += 4;
          if (next !== label) {
            addRuns(label, voxels, twice, j, k, last, sums);
            label = next;
            voxels = 0;
            twice = 0;
          }
          const count = <i32>ctz<u64>(~(bits >>> start));
          voxels += count;
          twice += twiceTheSum((field << 6) + start, count);
          starts &= starts - 1;
        }
      }
      mask += 8;
    }
    addRuns(label, voxels, twice, j, k, last, sums);
  }
}

/** Twice the sum of so many numbers from `start` on. */
function twiceTheSum(start: i32, count: i32): i64 {
  return <i64>count * <i64>(2 * start + count - 1);
}

function addRuns(label: u32, voxels: i32, twice: i64, j: f64, k: f64, last: u32, sums: usize): void {
  if (label - 1 < last) addVoxels(voxels, <f64>(twice >> 1), j, k, sums + <usize>(label - 1) * 24);
}

function addVoxels(voxels: i32, sumOfI: f64, j: f64, k: f64, at: usize): void {
  const count = <f64>voxels;
  store<f64>(at, load<f64>(at) + sumOfI);
  store<f64>(at, load<f64>(at, 8) + count * j, 8);
  store<f64>(at, load<f64>(at, 16) + count * k, 16);
}

/** Adds to three sums of float64 the places of all voxels of rows. */
export function addFieldPlaces(mask: usize, row: i32, end: i32, ni: i32, nj: i32, sums: usize): void {
  const fields = fieldsOf(ni);
  for (; row < end; row++) {
    let voxels: i64 = 0;
    let sumOfI: i64 = 0;
    for (let field = 0; field < fields; field++) {
      const bits = load<u64>(mask);
      mask += 8;
      if (bits === 0) continue;
      const count = popcnt<u64>(bits);
      voxels += count;
      sumOfI += ((<i64>field) << 6) * count + sumOfPlaces(bits);
    }
    if (voxels !== 0) addVoxels(<i32>voxels, <f64>sumOfI, <f64>(row % nj), <f64>(row / nj), sums);
  }
}

/** The sum of the places of the bits that are set: places with their lowest bit set, with the next one, and so on. */
function sumOfPlaces(bits: u64): i64 {
  return (
    popcnt<u64>(bits & ((<u64>-1 / 3) << 1)) +
    (popcnt<u64>(bits & ((<u64>-1 / 5) << 2)) << 1) +
    (popcnt<u64>(bits & ((<u64>-1 / 17) << 4)) << 2) +
    (popcnt<u64>(bits & ((<u64>-1 / 257) << 8)) << 3) +
    (popcnt<u64>(bits & ((<u64>-1 / 65537) << 16)) << 4) +
    (popcnt<u64>(bits & ((<u64>-1) << 32)) << 5)
  );
}
