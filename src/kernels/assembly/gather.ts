import { copyRow } from './copyRow';

/*
 * Rows whose voxels are picked out of the rows of a source, by tables of byte offsets: a resampling by the nearest voxel, and a region.
 */

/** Every second voxel; up to 15 bytes behind the last one that is needed are read. */
function everySecond<T>(source: usize, target: usize, count: i32): void {
  const lanes: i32 = 16 / sizeof<T>();
  let n = 0;
  for (; n + lanes <= count; n += lanes) {
    const low = v128.load(source);
    const high = v128.load(source, 16);
    if (sizeof<T>() === 1) {
      const even = i8x16.shuffle(low, high, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
      v128.store(target, even);
    } else if (sizeof<T>() === 2) {
      v128.store(target, v128.shuffle<i16>(low, high, 0, 2, 4, 6, 8, 10, 12, 14));
    } else if (sizeof<T>() === 4) {
      v128.store(target, v128.shuffle<i32>(low, high, 0, 2, 4, 6));
    } else {
      v128.store(target, v128.shuffle<i64>(low, high, 0, 2));
    }
    source += 32;
    target += 16;
  }
  for (; n < count; n++) {
    store<T>(target, load<T>(source));
    source += 2 * sizeof<T>();
    target += sizeof<T>();
  }
}

function picked<T>(source: usize, target: usize, columns: usize, count: i32): void {
  const end = columns + ((<usize>count) << 2);
  const even = columns + ((<usize>(count & ~3)) << 2);
  for (; columns < even; columns += 16) {
    store<T>(target, load<T>(source + load<u32>(columns)));
    store<T>(target + sizeof<T>(), load<T>(source + load<u32>(columns, 4)));
    store<T>(target + 2 * sizeof<T>(), load<T>(source + load<u32>(columns, 8)));
    store<T>(target + 3 * sizeof<T>(), load<T>(source + load<u32>(columns, 12)));
    target += 4 * sizeof<T>();
  }
  for (; columns < end; columns += 4) {
    store<T>(target, load<T>(source + load<u32>(columns)));
    target += sizeof<T>();
  }
}

function gather<T>(
  source: usize,
  target: usize,
  columns: usize,
  count: i32,
  rows: usize,
  rowCount: i32,
  targetStep: usize,
  step: i32,
): void {
  const bytes = <usize>count * sizeof<T>();
  let before: u32 = 0;
  for (let n = 0; n < rowCount; n++) {
    const place = load<u32>(rows + ((<usize>n) << 2));
    const from = source + place;
    if (n > 0 && place === before) copyRow(target, target - targetStep, bytes);
    else if (step === 1) copyRow(target, from + load<u32>(columns), bytes);
    else if (step === 2) everySecond<T>(from + load<u32>(columns), target, count);
    else picked<T>(from, target, columns, count);
    before = place;
    target += targetStep;
  }
}

/**
 * Writes `rowCount` rows of `count` voxels of `width` bytes, `targetStep` bytes apart: voxel n of row m is the one at source + columns[n] +
 * rows[m]. With a `step` of 1 or 2 the columns are so many voxels apart, all of them.
 */
export function gatherRows(
  width: i32,
  source: usize,
  target: usize,
  columns: usize,
  count: i32,
  rows: usize,
  rowCount: i32,
  targetStep: i32,
  step: i32,
): void {
  if (width === 1) gather<u8>(source, target, columns, count, rows, rowCount, targetStep, step);
  else if (width === 2) gather<u16>(source, target, columns, count, rows, rowCount, targetStep, step);
  else if (width === 4) gather<u32>(source, target, columns, count, rows, rowCount, targetStep, step);
  else gather<u64>(source, target, columns, count, rows, rowCount, targetStep, step);
}
