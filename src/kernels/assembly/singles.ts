import { addOne } from './addOne';
import { fieldsOf } from './fields';

/*
 * Voxels without a neighbour over a face: in noise every second component is one, and words of 64 voxels tell them at once.
 */

/** The voxels of a field that have none; of row j in slice k, which begins at `row`. */
function singlesAt(row: usize, at: usize, rowBytes: usize, plane: usize, j: i32, nj: i32, k: i32, nk: i32): u64 {
  const field = row + at;
  const bits = load<u64>(field);
  let near = (bits << 1) | (bits >>> 1);
  if (at !== 0) near |= load<u64>(field - 8) >>> 63;
  if (at + 8 !== rowBytes) near |= load<u64>(field, 8) << 63;
  if (j !== 0) near |= load<u64>(field - rowBytes);
  if (j + 1 !== nj) near |= load<u64>(field + rowBytes);
  if (k !== 0) near |= load<u64>(field - plane);
  if (k + 1 !== nk) near |= load<u64>(field + plane);
  return bits & ~near;
}

/**
 * Clears the single voxels and returns how many; with `isOpen` not those at a face of the volume. Where there are `tallies`, 4 bytes for each
 * i and j with i fastest, the voxels are counted there.
 */
export function clearSingles(mask: usize, ni: i32, nj: i32, nk: i32, isOpen: bool, tallies: usize): u32 {
  const rowBytes = (<usize>fieldsOf(ni)) << 3;
  const plane = rowBytes * nj;
  const lastBit = (<u64>1) << (<u64>((ni - 1) & 63));
  let count: u64 = 0;
  for (let k = 0; k < nk; k++) {
    for (let j = 0; j < nj; j++) {
      if (!isOpen || (j !== 0 && j + 1 !== nj && k !== 0 && k + 1 !== nk)) {
        for (let at: usize = 0; at < rowBytes; at += 8) {
          let singles = singlesAt(mask, at, rowBytes, plane, j, nj, k, nk);
          if (isOpen && at === 0) singles &= ~1;
          if (isOpen && at + 8 === rowBytes) singles &= ~lastBit;
          // None is the neighbour of another voxel, so those that are looked at later stay what they are.
          store<u64>(mask + at, load<u64>(mask + at) ^ singles);
          count += popcnt<u64>(singles);
          if (tallies !== 0) tally(singles, tallies + ((<usize>j * <usize>ni) << 2) + (at << 5));
        }
      }
      mask += rowBytes;
    }
  }
  return <u32>count;
}

function tally(singles: u64, at: usize): void {
  while (singles !== 0) {
    addOne(at + ((<usize>ctz<u64>(singles)) << 2));
    singles &= singles - 1;
  }
}
