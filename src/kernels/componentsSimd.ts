import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { type Fields, fieldBytes, fieldsOf, floodable, floodSimd, isNoise, parts } from './floodSimd.ts';
import type { LargestComponent } from './largestComponent.ts';
import { largestParts } from './largestParts.ts';
import { noProgress, type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/** Whether the places of a volume's voxels can be counted in 32 bits. */
export function componentsFit([ni, nj, nk]: Vec3): boolean {
  return ni * nj * nk < 2 ** 32;
}

/**
 * The largest component, as largestComponent. Takes an eighth of a byte a voxel, 4 bytes a run and 8 bytes a component while it runs; in
 * noise, where what is probably the largest component is flooded first, a quarter of a byte and 4 bytes for each run that is left.
 */
export function largestComponentSimd(
  simd: Simd,
  mask: Bitmask,
  connectivity: Connectivity,
  most: number,
  progress: Progress,
): LargestComponent {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const largest = emptyBitmask(mask.size);
  return scratch.use(() => {
    const fields = fieldsOf(simd, mask);
    const all = exports.countRuns(fields.mask, rows, ni) >>> 0;
    const flooded = isNoise(fields, all) ? floodable(simd, fields) : undefined;
    let isComplete = true;
    let runs = all;
    if (flooded) {
      seed(simd, fields, flooded.reached, connectivity, flooded.due);
      isComplete = floodSimd(simd, flooded, connectivity, false, part(progress, 0, 0.3));
      runs = exports.removeFields(fields.mask, flooded.reached, rows, ni) >>> 0;
    }
    const numbers = connectRest(simd, fields, flooded, runs, connectivity, false, part(progress, 0.3, 0.7));
    const found = measure(simd, fields, numbers, runs, flooded?.reached, part(progress, 0.7, 0.9));
    const component = exports.largestComponent(found.sizes, found.firsts, found.count);
    let kept = fields.mask;
    if (flooded && component === 0) {
      kept = flooded.reached;
      if (!isComplete) exports.keepComponent(fields.mask, rows, ni, numbers + 4, 0);
      if (!isComplete) exports.addFields(kept, fields.mask, rows, ni);
    } else {
      exports.keepComponent(kept, rows, ni, numbers + 4, component);
    }
    exports.fromFields(kept, rows, ni);
    largest.words.set(scratch.words(kept, largest.words.length));
    // Without flooding component 0, what was reached, is nothing.
    const none = flooded ? 0 : 1;
    const count = found.count - none;
    const [sizes, firsts] = [found.sizes, found.firsts].map((at) => scratch.counts(at + 4 * none, count));
    progress(1);
    return { mask: largest, count, parts: largestParts(sizes, firsts, most) };
  });
}

interface Measured {
  readonly count: number;
  /** The addresses of the number of voxels of each component, and of the place of its first voxel. */
  readonly sizes: number;
  readonly firsts: number;
}

/** Numbers the components and measures them. What was reached is component 0, which is empty where nothing was. */
function measure(
  { exports, scratch }: Simd,
  { size: [ni, nj, nk], mask }: Fields,
  numbers: number,
  runs: number,
  reached: number | undefined,
  progress: Progress,
): Measured {
  const count = exports.countComponents(runs + 1) >>> 0;
  exports.numberComponents(numbers, runs + 1);
  const [sizes, firsts] = scratch.reserve(4 * count, 4 * count);
  scratch.bytes(sizes, 4 * count).fill(0);
  scratch.bytes(firsts, 4 * count).fill(255);
  if (reached !== undefined) {
    scratch.words(sizes, 1)[0] = exports.countFields(reached, nj * nk, ni);
    scratch.words(firsts, 1)[0] = exports.firstPlace(reached, ni, nj, nk);
  }
  let run = numbers + 4;
  for (const [start, end] of parts(nj * nk)) {
    progress(start / (nj * nk));
    run = exports.measureRows(mask, ni, nj, nk, start, end, run, sizes, firsts);
  }
  progress(1);
  return { count, sizes, firsts };
}

/**
 * Reaches what is likely to be part of the largest component: the largest part of the slice with most voxels. A wrong guess costs time
 * only.
 */
function seed(simd: Simd, { size, mask }: Fields, reached: number, connectivity: Connectivity, due: number): void {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = size;
  const k = exports.fullestSlice(mask, ni, nj, nk);
  const bytes = fieldBytes(ni) * nj;
  const slice: Fields = { size: [ni, nj, 1], mask: reached + k * bytes };
  scratch.use(() => {
    scratch.bytes(slice.mask, bytes).set(scratch.bytes(mask + k * bytes, bytes));
    const runs = exports.countRuns(slice.mask, nj, ni);
    const numbers = connectRest(simd, slice, undefined, runs, connectivity, false, noProgress);
    const { count, sizes, firsts } = measure(simd, slice, numbers, runs, undefined, noProgress);
    exports.keepComponent(slice.mask, nj, ni, numbers + 4, exports.largestComponent(sizes, firsts, count));
  });
  exports.makeDue(due, nj, Math.max(0, k - 1), Math.min(nk, k + 2));
}
