import { fieldsOf } from './fields';
import { addVoxels, sumBytes } from './labelSums';

/*
 * Labels of voxels without a neighbour. Being the smallest components they come last, in the order of their places, k fastest: so in the order
 * of memory, k slowest, those of one i and j have labels that follow each other, of which `next` has the first that is left, 4 bytes for each i.
 */

/** Writes to the single voxels of a row their labels, of 4 bytes, and adds their places to the sums of the labels 1 to `last`. */
export function paintSingles(
  singles: usize,
  ni: i32,
  next: usize,
  voxels: usize,
  last: u32,
  jAndK: v128,
  sums: usize,
): void {
  const fields = fieldsOf(ni);
  for (let field = 0; field < fields; field++) {
    let bits = load<u64>(singles);
    while (bits !== 0) {
      const i = <i32>ctz<u64>(bits);
      const label = takeNext(next + ((<usize>i) << 2));
      store<u32>(voxels + ((<usize>i) << 2), label);
      if (label - 1 < last) {
        addVoxels(sums + <usize>(label - 1) * sumBytes, <f64>((field << 6) + i), 1, jAndK);
      }
      bits &= bits - 1;
    }
    singles += 8;
    next += 256;
    voxels += 256;
  }
}

/** Clears, in the rows row <= n < end, the single voxels whose labels are above `last`. */
export function keepSingles(singles: usize, row: i32, end: i32, ni: i32, nj: i32, next: usize, last: u32): void {
  const fields = fieldsOf(ni);
  for (; row < end; row++) {
    const ofRow = next + ((<usize>(row % nj) * <usize>ni) << 2);
    for (let field = 0; field < fields; field++) {
      let left = load<u64>(singles);
      let kept = left;
      while (left !== 0) {
        const bit = left & -left;
        if (takeNext(ofRow + ((<usize>field) << 8) + ((<usize>ctz<u64>(bit)) << 2)) > last) kept ^= bit;
        left ^= bit;
      }
      store<u64>(singles, kept);
      singles += 8;
    }
  }
}

function takeNext(at: usize): u32 {
  const label = load<u32>(at);
  store<u32>(at, label + 1);
  return label;
}
