import type { Voxels } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { sumOfTables } from './countsSimd.ts';
import { percentilesAt, ranksOf } from './percentiles.ts';
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
 * Percentiles of voxels, NaN left out, as `percentilesOf`: voxels are counted by the upper halves of their bits, and those that share theirs
 * with a rank that is asked for by the lower halves too. `count` is how many are not NaN. Takes 256 KiB for each of these ranks at most.
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
  // The ranks in each upper half that has some, from its own first one on.
  const wanted = new Map<number, number[]>();
  let [below, next] = [0, 0];
  for (const half of ascendingHalves(voxels)) {
    const own: number[] = [];
    for (; next < ranks.length && ranks[next] < below + counts[half]; next++) own.push(ranks[next] - below);
    if (own.length > 0) wanted.set(half, own);
    below += counts[half];
    if (next === ranks.length) break;
  }
  const found: number[] = [];
  for (const [n, table] of countLowerHalves(fast, voxels, [...wanted.keys()], tell).entries()) {
    const [half, own] = [...wanted][n];
    found.push(...valuesAtRanks(voxels, half, table, own));
  }
  const values = new Map(ranks.map((rank, n) => [rank, found[n]]));
  return percentilesAt(percents, count, (rank) => values.get(rank) ?? Number.NaN);
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

/** For each of some upper halves, how many voxels have each lower half. */
function countLowerHalves(
  { exports, scratch }: Simd,
  voxels: Wide,
  upper: readonly number[],
  tell: Tell,
): readonly Uint32Array[] {
  const places = new Uint16Array(halves);
  for (const [n, half] of upper.entries()) places[half] = n + 1;
  return scratch.use(() => {
    const [source, table, tables] = scratch.reserve(
      windowBytes + windowRoom,
      places.byteLength,
      4 * halves * upper.length,
    );
    copyIn(scratch, table, new Uint8Array(places.buffer));
    scratch.bytes(tables, 4 * halves * upper.length).fill(0);
    const bytes = bytesOfVoxels(voxels);
    for (let at = 0; at < bytes.length; at += windowBytes) {
      if (at > 0 && at % bytesBetweenWords === 0) tell();
      const part = bytes.subarray(at, at + windowBytes);
      copyIn(scratch, source, part);
      exports.countLowerHalves(source, part.length / 4, table, tables);
    }
    tell();
    return upper.map((_, n) => scratch.counts(tables + 4 * halves * n, halves).slice());
  });
}

/** The numbers at some ascending ranks among those of one upper half. */
function valuesAtRanks(voxels: Wide, half: number, counts: Uint32Array, ranks: readonly number[]): number[] {
  const isNegativeFloat = voxels instanceof Float32Array && half >= halves / 2;
  const values: number[] = [];
  let below = 0;
  for (let n = 0; n < halves && values.length < ranks.length; n++) {
    // The bits of a negative float tell its distance from 0.
    const lower = isNegativeFloat ? halves - 1 - n : n;
    // What has the upper half of infinity and is another number is NaN.
    const isNaNs = voxels instanceof Float32Array && (half & (halves / 2 - 1)) === infiniteHalf && lower !== 0;
    if (!isNaNs) below += counts[lower];
    while (values.length < ranks.length && ranks[values.length] < below) values.push(numberOf(voxels, half, lower));
  }
  return values;
}

/** The number with these bits, of the type of voxels. */
function numberOf(voxels: Wide, half: number, lower: number): number {
  const bits = Uint32Array.of(half * halves + lower);
  return new voxelArrays[voxelTypeOf(voxels)](bits.buffer)[0];
}
