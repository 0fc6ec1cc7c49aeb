import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import type { Connectivity } from './connectRuns.ts';
import type { LargestComponent } from './largestComponent.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/** Whether the places of a volume's voxels can be counted in 32 bits. */
export function componentsFit([ni, nj, nk]: Vec3): boolean {
  return ni * nj * nk < 2 ** 32;
}

/** How many parts of the volume are told as progress. */
const steps = 20;

/**
 * The largest component, as largestComponent. Takes 4 bytes a run, 8 bytes a component and a quarter of a byte a voxel while it runs:
 * how many runs there are is counted first, so that no memory has to grow.
 */
export function largestComponentSimd(
  { exports, scratch }: Simd,
  mask: Bitmask,
  connectivity: Connectivity,
  progress: Progress,
): LargestComponent {
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const largest = emptyBitmask(mask.size);
  return scratch.use(() => {
    const [words] = scratch.reserve(4 * mask.words.length);
    scratch.words(words, mask.words.length).set(mask.words);
    const runs = exports.countForegroundRuns(words, rows, ni) >>> 0;
    if (runs === 0) return { mask: largest, sizes: new Uint32Array(0) };
    const [tables, numbers] = scratch.reserve(exports.sliceTableBytes(ni, nj), 4 * runs);
    const connected = part(progress, 0, 0.7);
    let next = 0;
    for (const [start, end] of parts(nk)) {
      connected(start / nk);
      next = exports.connectSlices(words, ni, nj, start, end, connectivity, tables, numbers, next);
    }
    const count = exports.numberComponents(numbers, runs) >>> 0;
    const [sizes, firsts, marks] = scratch.reserve(4 * count, 4 * count, exports.sortBytes(ni * nj * nk));
    scratch.bytes(sizes, 4 * count).fill(0);
    scratch.bytes(firsts, 4 * count).fill(255);
    const measured = part(progress, 0.7, 0.9);
    let run = numbers;
    for (const [start, end] of parts(rows)) {
      measured(start / rows);
      run = exports.measureRows(words, ni, nj, nk, start, end, run, sizes, firsts);
    }
    progress(0.9);
    exports.keepComponent(words, rows, ni, numbers, exports.largestComponent(sizes, firsts, count));
    largest.words.set(scratch.words(words, largest.words.length));
    // The runs' numbers are not needed any more, and there are at least as many of them as components.
    exports.sortSizes(sizes, firsts, count, numbers, marks, ni * nj * nk);
    progress(1);
    return { mask: largest, sizes: new Uint32Array(scratch.bytes(numbers, 4 * count).slice().buffer) };
  });
}

/** Cuts 0 to `length` into parts in order, of at least one each. */
export function* parts(length: number): Generator<readonly [number, number]> {
  const step = Math.ceil(length / steps);
  for (let start = 0; start < length; start += step) yield [start, Math.min(length, start + step)];
}
