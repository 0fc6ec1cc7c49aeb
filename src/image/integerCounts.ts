import type { Voxels } from './volume.ts';

/** The arrays whose values are few enough to be counted one by one. */
export type SmallIntegers = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** How often each integer occurs: `counts[n]` voxels have the value `first + n`. */
export interface IntegerCounts {
  readonly first: number;
  readonly counts: Uint32Array;
}

/** Whether the voxels are 8- or 16-bit integers. */
export function isSmallIntegers(voxels: Voxels): voxels is SmallIntegers {
  return (
    voxels instanceof Uint8Array ||
    voxels instanceof Int16Array ||
    voxels instanceof Uint16Array ||
    voxels instanceof Int8Array
  );
}

/** Counts every value that the type can hold, in one pass: 256 or 65,536 counts in ascending order of the value. */
export function countIntegers(voxels: SmallIntegers): IntegerCounts {
  const isWide = voxels.BYTES_PER_ELEMENT === 2;
  const keys = isWide
    ? new Uint16Array(voxels.buffer, voxels.byteOffset, voxels.length)
    : new Uint8Array(voxels.buffer, voxels.byteOffset, voxels.length);
  const range = isWide ? 65536 : 256;
  return sortedByValue(voxels, countKeys(keys, range));
}

/** Counts by the values' bits, as unsigned numbers, in ascending order of the values instead. */
export function sortedByValue(voxels: SmallIntegers, counts: Uint32Array): IntegerCounts {
  if (voxels instanceof Uint8Array || voxels instanceof Uint16Array) return { first: 0, counts };
  // The keys of negative values are the upper half, in the right order among themselves.
  const half = counts.length / 2;
  const sorted = new Uint32Array(counts.length);
  sorted.set(counts.subarray(half), 0);
  sorted.set(counts.subarray(0, half), half);
  return { first: -half, counts: sorted };
}

/** Neighbouring voxels are often equal, and a counter that was just written is slow to read: so four counters take turns. */
function countKeys(keys: Uint8Array | Uint16Array, range: number): Uint32Array {
  const counts = new Uint32Array(4 * range);
  const second = range;
  const third = 2 * range;
  const fourth = 3 * range;
  const paired = keys.length & ~3;
  for (let n = 0; n < paired; n += 4) {
    counts[keys[n]]++;
    counts[second + keys[n + 1]]++;
    counts[third + keys[n + 2]]++;
    counts[fourth + keys[n + 3]]++;
  }
  for (let n = paired; n < keys.length; n++) counts[keys[n]]++;
  const sum = counts.slice(0, range);
  for (let key = 0; key < range; key++) sum[key] += counts[second + key] + counts[third + key] + counts[fourth + key];
  return sum;
}
