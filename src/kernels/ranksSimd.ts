import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { sumOfTables } from './countsSimd.ts';
import { percentilesAt, ranksOf, selectRanks } from './percentiles.ts';
import { bytesBetweenWords, noTell, type Tell } from './progress.ts';
import type { Simd } from './simd.ts';
import { bytesOfVoxels, copyIn, windowBytes, windowRoom } from './voxelWindow.ts';

/** Numbers of four bytes: their order is that of the upper halves of their bits, then of the rest. */
type Wide = Float32Array | Int32Array | Uint32Array;

/** Below this many voxels the tables take longer than parting the values. */
const fewVoxels = 65536;
const halves = 65536;

/** Whether voxels are such as `percentilesSimd` takes, and so many that it pays. */
export function areManyWide(voxels: Voxels): voxels is Wide {
  const isWide = voxels instanceof Float32Array || voxels instanceof Int32Array || voxels instanceof Uint32Array;
  return isWide && voxels.length >= fewVoxels;
}

/**
 * Percentiles of voxels, NaN left out, as `percentilesOf`: voxels are counted by the upper halves of their bits, and only those that share
 * theirs with a rank that is asked for are parted. `count` is how many are not NaN.
 */
export function percentilesSimd(
  fast: Simd,
  voxels: Wide,
  count: number,
  percents: readonly number[],
  tell: Tell = noTell,
): number[] {
  if (count === 0) return percents.map(() => Number.NaN);
  const ranks = ranksOf(percents, count);
  const counts = countUpperHalves(fast, voxels, tell);
  const chosen = new Uint8Array(halves);
  // Where a rank lies among the values that are gathered.
  const places = new Map<number, number>();
  let [below, gathered, next] = [0, 0, 0];
  for (const half of ascendingHalves(voxels)) {
    for (; next < ranks.length && ranks[next] < below + counts[half]; next++) {
      places.set(ranks[next], gathered + ranks[next] - below);
      chosen[half] = 1;
    }
    below += counts[half];
    if (chosen[half] === 1) gathered += counts[half];
    if (next === ranks.length) break;
  }
  const values = gatherUpperHalves(fast, voxels, chosen, tell);
  selectRanks(values, [...places.values()], 0, values.length - 1, tell);
  return percentilesAt(percents, count, (rank) => values[places.get(rank) ?? 0]);
}

/** How many voxels that are not NaN have each upper half. */
function countUpperHalves({ exports, scratch }: Simd, voxels: Wide, tell: Tell): Float64Array {
  const counts = scratch.use(() => {
    const [source, tables] = scratch.reserve(windowBytes + windowRoom, 8 * halves);
    scratch.bytes(tables, 8 * halves).fill(0);
    const bytes = bytesOfVoxels(voxels);
    for (let at = 0; at < bytes.length; at += windowBytes) {
      if (at > 0 && at % bytesBetweenWords === 0) tell();
      const part = bytes.subarray(at, at + windowBytes);
      copyIn(scratch, source, part);
      exports.countUpperHalves(source, part.length / 4, tables);
    }
    return Float64Array.from(sumOfTables(scratch.words(tables, 2 * halves), halves));
  });
  if (voxels instanceof Float32Array) leaveOutNaN(voxels, counts);
  return counts;
}

/** The upper half of the bits of infinity, which some NaN have as well; those above it are all NaN. */
const infiniteHalf = 0x7f80;

function leaveOutNaN(voxels: Float32Array, counts: Float64Array): void {
  for (const [half, infinite] of [
    [infiniteHalf, Number.POSITIVE_INFINITY],
    [infiniteHalf + 0x8000, Number.NEGATIVE_INFINITY],
  ]) {
    counts.fill(0, half + 1, half + 0x80);
    if (counts[half] === 0) continue;
    counts[half] = 0;
    for (let n = 0; n < voxels.length; n++) if (voxels[n] === infinite) counts[half]++;
  }
}

/** All upper halves, in the order of the numbers that have them. */
function ascendingHalves(voxels: Wide): readonly number[] {
  const unsigned = Array.from({ length: halves }, (_, n) => n);
  if (voxels instanceof Uint32Array) return unsigned;
  const negative = unsigned.slice(halves / 2);
  // The bits of a negative float tell its distance from 0.
  if (voxels instanceof Float32Array) negative.reverse();
  return [...negative, ...unsigned.slice(0, halves / 2)];
}

/** The voxels with the chosen upper halves, NaN left out, as float64. */
function gatherUpperHalves({ exports, scratch }: Simd, voxels: Wide, chosen: Uint8Array, tell: Tell): Float64Array {
  const parts: Voxels[] = [];
  scratch.use(() => {
    const [source, flags, target] = scratch.reserve(windowBytes + windowRoom, halves, windowBytes + windowRoom);
    copyIn(scratch, flags, chosen);
    const bytes = bytesOfVoxels(voxels);
    for (let at = 0; at < bytes.length; at += windowBytes) {
      if (at > 0 && at % bytesBetweenWords === 0) tell();
      const part = bytes.subarray(at, at + windowBytes);
      copyIn(scratch, source, part);
      const end = exports.gatherUpperHalves(source, part.length / 4, flags, target);
      const found = scratch.bytes(target, end - target).slice();
      parts.push(new voxelArrays[voxelTypeOf(voxels)](found.buffer));
    }
  });
  const values = new Float64Array(parts.reduce((total, { length }) => total + length, 0));
  let count = 0;
  tell();
  for (const part of parts) {
    for (let n = 0; n < part.length; n++) if (!Number.isNaN(part[n])) values[count++] = part[n];
  }
  return values.subarray(0, count);
}
