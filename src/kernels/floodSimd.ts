import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import type { Connectivity } from './connectRuns.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';

/** A mask in the scratch memory, by its address: rows of fields, words of 64 voxels. */
export interface Fields {
  readonly size: Vec3;
  readonly mask: number;
}

/** A mask, and what of it is reached; all by their addresses. */
export interface Floodable extends Fields {
  readonly reached: number;
  /** Which rows something was reached beside, as assembly/flood.ts tells. */
  readonly due: number;
  /** Two rows; the second one stays empty. */
  readonly row: number;
}

/** The bytes of one row of fields. */
export function fieldBytes(ni: number): number {
  return 8 * Math.ceil(ni / 64);
}

/** Copies a mask into the scratch memory. Takes an eighth of a byte a voxel. */
export function fieldsOf(simd: Simd, mask: Bitmask): Fields {
  const [ni, nj, nk] = mask.size;
  const [at] = simd.scratch.reserve(fieldBytes(ni) * nj * nk);
  const fields = { size: mask.size, mask: at };
  copyToFields(simd, mask, fields);
  return fields;
}

/** Copies a mask to where one of its size lay before. */
export function copyToFields({ exports, scratch }: Simd, { words }: Bitmask, { size, mask }: Fields): void {
  const [ni, nj, nk] = size;
  scratch.words(mask, words.length).set(words);
  exports.toFields(mask, nj * nk, ni);
}

/** A mask of its own of what lies in the scratch memory. */
export function fromFields({ exports, scratch }: Simd, at: number, size: Vec3): Bitmask {
  const [ni, nj, nk] = size;
  const mask = emptyBitmask(size);
  exports.fromFields(at, nj * nk, ni);
  mask.words.set(scratch.words(at, mask.words.length));
  exports.toFields(at, nj * nk, ni);
  return mask;
}

/** How many voxels make a run worth flooding; in noise of one half they are 4, in heads and bodies 30 to 60. */
const voxelsOfNoise = 16;

/**
 * Whether so many runs are noise, which is quicker flooded than connected: a sweep takes as long as connecting two or three runs in 64
 * voxels, and a few sweeps are needed.
 */
export function isNoise({ size: [ni, nj, nk] }: Fields, runs: number): boolean {
  return runs * voxelsOfNoise > ni * nj * nk;
}

/** What is needed for flooding a mask: nothing of it is reached, and no row is due. Takes as much memory again. */
export function floodable({ exports, scratch }: Simd, { size, mask }: Fields): Floodable {
  const [ni, nj, nk] = size;
  const bytes = fieldBytes(ni) * nj * nk;
  const dueBytes = exports.dueBytes(nj, nk);
  const [reached, due, row] = scratch.reserve(bytes, dueBytes, 2 * fieldBytes(ni));
  scratch.bytes(reached, bytes).fill(0);
  scratch.bytes(due, dueBytes).fill(0);
  scratch.bytes(row, 2 * fieldBytes(ni)).fill(0);
  return { size, mask, reached, due, row };
}

/** The bound for masks that wind, in which each sweep reaches a little. */
const mostSweeps = 32;

/**
 * Reaches what is connected with what is reached, from the rows that are due on, in sweeps forth and back through the volume. Gives up
 * where sweeps gain little: what is then left has to be connected run by run, and what was reached with it in the rows that are
 * still due. Returns whether nothing is left to reach.
 */
export function floodSimd(
  { exports }: Simd,
  { size, mask, reached, due, row }: Floodable,
  connectivity: Connectivity,
  progress: Progress,
): boolean {
  const [ni, nj, nk] = size;
  const empty = row + fieldBytes(ni);
  const fields = fieldBytes(ni) / 8;
  let gained = 0;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    const rows = exports.countDue(due, nj, nk);
    if (rows === 0) return true;
    progress(1 - 1 / (1 + sweep));
    const before = gained;
    gained = 0;
    const isForth = sweep % 2 === 0;
    const slices = [...parts(nk)];
    for (const [start, end] of isForth ? slices : slices.reverse()) {
      gained += exports.flood(mask, reached, ni, nj, nk, start, end, isForth, connectivity, due, empty);
    }
    // Sweeps are worth as much as runs that need not be connected; few rows, or a gain that dwindles fast, mean that the end is near.
    const isNearEnd = gained < before / 4 || 16 * rows < nj * nk;
    if (sweep > 0 && !isNearEnd && gained * gained < before * fields * rows) return false;
  }
  return false;
}

/** How many parts of the volume are told as progress. */
const steps = 20;

/** Cuts 0 to `length` into parts in order, of at least one each. */
export function* parts(length: number): Generator<readonly [number, number]> {
  const step = Math.ceil(length / steps);
  for (let start = 0; start < length; start += step) yield [start, Math.min(length, start + step)];
}
