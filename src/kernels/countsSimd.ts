import type { IntegerCounts, SmallIntegers } from '#src/image/integerCounts.ts';
import { sortedByValue } from '#src/image/integerCounts.ts';
import { bytesBetweenWords, noTell, type Tell } from './progress.ts';
import { type Simd, seeing } from './simd.ts';
import { bytesOfVoxels, readAt, windowBytes, windowRoom } from './voxelWindow.ts';

/** Counts every value of an 8- or 16-bit type, as countIntegers of the image room. */
export function countIntegersSimd(kernels: Simd, voxels: SmallIntegers, tell: Tell = noTell): IntegerCounts {
  const fast = seeing(kernels, voxels);
  const { exports, scratch } = fast;
  const isWide = voxels.BYTES_PER_ELEMENT === 2;
  const range = isWide ? 65536 : 256;
  const tables = isWide ? 2 : 4;
  const add = isWide ? exports.countPairs : exports.countBytes;
  const bytes = bytesOfVoxels(voxels);
  return scratch.use(() => {
    const [place, counters] = scratch.reserve(windowBytes + windowRoom, 4 * tables * range);
    scratch.bytes(counters, 4 * tables * range).fill(0);
    for (let at = 0; at < bytes.length; at += windowBytes) {
      if (at > 0 && at % bytesBetweenWords === 0) tell();
      const end = Math.min(at + windowBytes, bytes.length);
      add(readAt(fast, bytes, at, end, place), (end - at) / voxels.BYTES_PER_ELEMENT, counters);
    }
    for (let n = 1; n < tables; n++) exports.addCounters(counters, counters + 4 * n * range, range);
    return sortedByValue(voxels, scratch.counts(counters, range).slice());
  });
}

/** Counters are unsigned, whatever their view says. */
export function sumOfTables(counters: Int32Array, range: number): Uint32Array {
  const sum = new Uint32Array(range);
  for (let n = 0; n < counters.length; n += range) {
    for (let key = 0; key < range; key++) sum[key] += counters[n + key];
  }
  return sum;
}
