import { fieldsOf } from './fields';
import { reachRow } from './reachRow';

/*
 * Flooding a mask from what is reached already: every run that touches it is reached as a whole, row after row, forth and back through
 * the volume. That takes in 64 voxels at a time what union-find would take in run by run; but how often it has to go through the volume
 * depends on how the mask winds. So it is given up when it gains little, and union-find does the rest.
 *
 * `due` holds a byte for each row: 1 where something beside the row was reached since the row was visited. Around the rows of a slice and
 * around the slices lies a margin of one byte, so that all neighbours can be marked.
 */

/** The bytes of `due`. */
export function dueBytes(nj: i32, nk: i32): usize {
  return <usize>(nj + 2) * <usize>(nk + 2);
}

/** The byte of a row. */
export function dueAt(due: usize, nj: i32, j: i32, k: i32): usize {
  return due + <usize>(nj + 2) * <usize>(k + 1) + <usize>(j + 1);
}

/** Makes the rows of the slices k <= slice < end due. */
export function makeDue(due: usize, nj: i32, k: i32, end: i32): void {
  for (; k < end; k++) memory.fill(dueAt(due, nj, 0, k), 1, nj);
}

/** The rows that are due in all slices. */
export function countDue(due: usize, nj: i32, nk: i32): i32 {
  let count = 0;
  for (let k = 0; k < nk; k++) {
    const first = dueAt(due, nj, 0, k);
    for (let j = 0; j < nj; j++) count += load<u8>(first + j);
  }
  return count;
}

/**
 * Visits the rows that are due in the slices start <= slice < end, forth or back. `empty` is a row of zeros. Returns how many pieces of
 * runs, cut every 64 voxels, were reached.
 */
export function flood(
  mask: usize,
  reached: usize,
  ni: i32,
  nj: i32,
  nk: i32,
  start: i32,
  end: i32,
  isForth: bool,
  connectivity: i32,
  due: usize,
  empty: usize,
): i32 {
  const rowBytes = (<usize>fieldsOf(ni)) << 3;
  const pitch = <usize>(nj + 2);
  const step = isForth ? 1 : -1;
  let gained = 0;
  for (let n = start; n < end; n++) {
    const k = isForth ? n : start + end - 1 - n;
    if (!isSome(dueAt(due, nj, 0, k), nj)) continue;
    let j = isForth ? 0 : nj - 1;
    for (let m = 0; m < nj; m++) {
      const flag = dueAt(due, nj, j, k);
      if (load<u8>(flag)) {
        store<u8>(flag, 0);
        const row = <usize>(j + nj * k) * rowBytes;
        const at = reached + row;
        const grown = reachRow(mask + row, at, at, rowBytes, nj, nk, j, k, connectivity, empty);
        gained += grown;
        if (grown) {
          makeNeighboursDue(flag, pitch);
          if (connectivity !== 6) makeDiagonalsDue(flag, pitch);
        }
      }
      j += step;
    }
  }
  return gained;
}

function isSome(at: usize, length: i32): bool {
  let found: u8 = 0;
  for (const end = at + length; at < end; at++) found |= load<u8>(at);
  return found !== 0;
}

function makeNeighboursDue(flag: usize, pitch: usize): void {
  store<u8>(flag - 1, 1);
  store<u8>(flag + 1, 1);
  store<u8>(flag - pitch, 1);
  store<u8>(flag + pitch, 1);
}

function makeDiagonalsDue(flag: usize, pitch: usize): void {
  store<u8>(flag - pitch - 1, 1);
  store<u8>(flag - pitch + 1, 1);
  store<u8>(flag + pitch - 1, 1);
  store<u8>(flag + pitch + 1, 1);
}
