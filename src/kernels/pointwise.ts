import { chunkLength, forEachChunk } from '#src/image/chunks.ts';
import { isSmallIntegers } from '#src/image/integerCounts.ts';
import type { Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypeOf } from '#src/image/voxelType.ts';
import { mapDoublePairs, mapDoubles } from './doublesSimd.ts';
import { lookUpVoxels } from './lookUpSimd.ts';
import { noProgress, type Progress } from './progress.ts';
import { simd } from './simd.ts';
import { inVoxelParts } from './voxelParts.ts';

/** Replaces each of the first `count` values by a function of it alone. */
export type Step = (values: Float64Array, count: number) => void;

/** Replaces each of the first `count` values by a function of it and of the value at the same place in `others`. */
export type PairStep = (values: Float64Array, others: Float64Array, count: number) => void;

/** Writes a function of each source voxel; source and target have equal lengths. */
export type VoxelMap = (source: Voxels, target: Voxels) => void;

/**
 * Writes `step` of every source voxel to the target, converted to the target's type, which must be able to hold it (floats
 * round, integers would wrap).
 */
export function mapVoxels(source: Voxels, target: Voxels, step: Step, progress: Progress = noProgress): void {
  const map = prepareMap(voxelTypeOf(source), voxelTypeOf(target), step, source.length);
  inVoxelParts(source.length, progress, (start, end) => map(source.subarray(start, end), target.subarray(start, end)));
}

/**
 * The same for several pieces of one image, `total` voxels together. Where the source has fewer possible values than that
 * (8- and 16-bit integers), `step` runs once for each of them, and a voxel costs one look into a table, whatever `step` does.
 */
export function prepareMap(from: VoxelType, to: VoxelType, step: Step, total: number): VoxelMap {
  const keys = allValues(from);
  if (!keys || keys.length > total) return (source, target) => mapByChunks(source, target, step);
  const values = Float64Array.from(keys);
  step(values, values.length);
  const table = new voxelArrays[to](values.length);
  table.set(values);
  const tableBits = rawBits(table);
  return (source, target) => {
    const fast = simd();
    if (fast && source.length > 0) {
      lookUpVoxels(fast, source, table, target);
      return;
    }
    const bits = rawBits(source);
    if (bits instanceof Uint8Array && tableBits instanceof Uint8Array) lookUpBytes(bits, tableBits, rawBits(target));
    else lookUp(bits, tableBits, rawBits(target));
  };
}

/** Writes `step` of each pair of voxels, converted to the target's type. All three have equal lengths. */
export function mapVoxelPairs(
  first: Voxels,
  second: Voxels,
  target: Voxels,
  step: PairStep,
  progress: Progress = noProgress,
): void {
  const run = (start: number, end: number) =>
    mapPairs(first.subarray(start, end), second.subarray(start, end), target.subarray(start, end), step);
  // A power takes a tenth of a microsecond.
  inVoxelParts(first.length, progress, run, 2 ** 19);
}

function mapPairs(first: Voxels, second: Voxels, target: Voxels, step: PairStep): void {
  const fast = simd();
  if (fast) {
    mapDoublePairs(fast, first, second, target, step);
    return;
  }
  const others = new Float64Array(Math.min(chunkLength, second.length));
  forEachChunk(first, (values, count, start) => {
    others.set(second.subarray(start, start + count));
    step(values, others, count);
    target.set(values.subarray(0, count), start);
  });
}

/**
 * The memory of voxels as one of four array classes, by the bytes a voxel takes: loops that only move or compare whole
 * values then meet at most four classes, which the compilers of JavaScript still handle without a detour.
 */
export function rawBits(voxels: Voxels): Uint8Array | Uint16Array | Int32Array | Float64Array {
  const { buffer, byteOffset, length } = voxels;
  switch (voxels.BYTES_PER_ELEMENT) {
    case 1:
      return new Uint8Array(buffer, byteOffset, length);
    case 2:
      return new Uint16Array(buffer, byteOffset, length);
    case 4:
      return new Int32Array(buffer, byteOffset, length);
    default:
      return new Float64Array(buffer, byteOffset, length);
  }
}

/** Every value of an 8- or 16-bit type, the one with the raw bits n at place n. */
function allValues(type: VoxelType): Voxels | undefined {
  const values = new voxelArrays[type](type === 'uint8' || type === 'int8' ? 256 : 65536);
  if (!isSmallIntegers(values)) return undefined;
  const bits = rawBits(values);
  for (let n = 0; n < bits.length; n++) bits[n] = n;
  return values;
}

type Bits = ReturnType<typeof rawBits>;

/**
 * From bytes to bytes, the most frequent case by far, four at a time: half the time of the general loop below. The rest comes
 * first: a loop that is compiled while it runs is compiled without what follows it, and its code is thrown away there.
 */
function lookUpBytes(source: Uint8Array, table: Uint8Array, target: Bits): void {
  const paired = source.length & ~3;
  for (let n = paired; n < source.length; n++) target[n] = table[source[n]];
  for (let n = 0; n < paired; n += 4) {
    target[n] = table[source[n]];
    target[n + 1] = table[source[n + 1]];
    target[n + 2] = table[source[n + 2]];
    target[n + 3] = table[source[n + 3]];
  }
}

function lookUp(source: Bits, table: Bits, target: Bits): void {
  for (let n = 0; n < source.length; n++) target[n] = table[source[n]];
}

function mapByChunks(source: Voxels, target: Voxels, step: Step): void {
  const fast = simd();
  if (fast) {
    mapDoubles(fast, source, target, step);
    return;
  }
  forEachChunk(source, (values, count, start) => {
    step(values, count);
    target.set(values.subarray(0, count), start);
  });
}
