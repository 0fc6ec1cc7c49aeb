import { fieldsOf } from './fields';

/** Reaches the whole first and last slice of a volume, the first and last row of each slice, and the first and last voxel of each row. */
export function reachFaces(mask: usize, reached: usize, ni: i32, nj: i32, nk: i32): void {
  const rowBytes = (<usize>fieldsOf(ni)) << 3;
  const plane = rowBytes * nj;
  const lastBit = (<u64>1) << (<u64>((ni - 1) & 63));
  for (let k = 0; k < nk; k++) {
    if (k === 0 || k === nk - 1) {
      memory.copy(reached, mask, plane);
    } else {
      memory.copy(reached, mask, rowBytes);
      memory.copy(reached + plane - rowBytes, mask + plane - rowBytes, rowBytes);
      for (let j = 1; j < nj - 1; j++) {
        const row = <usize>j * rowBytes;
        const last = row + rowBytes - 8;
        store<u64>(reached + row, load<u64>(mask + row) & 1);
        store<u64>(reached + last, load<u64>(reached + last) | (load<u64>(mask + last) & lastBit));
      }
    }
    mask += plane;
    reached += plane;
  }
}
