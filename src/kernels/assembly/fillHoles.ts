import { fieldsOf } from './fields';

/** Reaches the whole first and last slice of a volume, and the first and last row of each slice. */
export function reachFaceRows(mask: usize, reached: usize, ni: i32, nj: i32, nk: i32): void {
  const rowBytes = (<usize>fieldsOf(ni)) << 3;
  const plane = rowBytes * nj;
  for (let k = 0; k < nk; k++) {
    if (k === 0 || k === nk - 1) {
      memory.copy(reached, mask, plane);
    } else {
      memory.copy(reached, mask, rowBytes);
      memory.copy(reached + plane - rowBytes, mask + plane - rowBytes, rowBytes);
    }
    mask += plane;
    reached += plane;
  }
}
