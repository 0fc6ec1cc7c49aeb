import type { Connected } from './connectRest.ts';
import { type Fields, parts } from './floodSimd.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';

/** The sizes of components and the places of their first voxels, 4 bytes each, by the addresses. */
interface Measured {
  readonly sizes: number;
  readonly firsts: number;
}

/**
 * Measures the components of runs of a mask in which nothing was flooded: component 0 is empty. Of the mask only the runs of one component are left,
 * of `kept`, which is probably the largest.
 */
export function measureSimd(
  { exports, scratch }: Simd,
  { size: [ni, nj, nk], mask }: Fields,
  { numbers, components }: Connected,
  runs: number,
  progress: Progress,
): Measured & { readonly kept: number } {
  const rows = nj * nk;
  const [sizes, firsts] = scratch.reserve(4 * components, 4 * components);
  scratch.bytes(sizes, 4 * components).fill(0);
  scratch.bytes(firsts, 4 * components).fill(255);
  const [kept] = commonest(scratch.counts(numbers + 4, runs));
  let run = numbers + 4;
  for (const [start, end] of parts(rows)) {
    progress(start / rows);
    run = exports.clearOthers(mask, ni, nj, nk, start, end, run, kept, sizes, firsts);
  }
  scratch.counts(sizes, components)[kept] += exports.countFields(mask, rows, ni);
  const allFirsts = scratch.counts(firsts, components);
  allFirsts[kept] = Math.min(allFirsts[kept], exports.firstPlace(mask, ni, nj, nk) >>> 0);
  progress(1);
  return { kept, sizes, firsts };
}

/** The same of noise, where what was reached is component 0, which is empty where nothing was. The mask stays as it is. */
export function measureNoiseSimd(
  { exports, scratch }: Simd,
  { size: [ni, nj, nk], mask }: Fields,
  { numbers, components }: Connected,
  reached: number,
  progress: Progress,
): Measured {
  const rows = nj * nk;
  const [sizes] = scratch.reserve(8 * components);
  const firsts = sizes + 4 * components;
  exports.clearMeasures(sizes, components);
  let run = numbers + 4;
  for (const [start, end] of parts(rows)) {
    progress(start / rows);
    run = exports.measurePlaces(mask, ni, nj, nk, start, end, run, sizes);
  }
  scratch.use(() => exports.partMeasures(sizes, components, scratch.reserve(4 * components)[0]));
  scratch.counts(sizes, 1)[0] += exports.countFields(reached, rows, ni);
  const [first] = scratch.counts(firsts, 1);
  scratch.counts(firsts, 1)[0] = Math.min(first, exports.firstPlace(reached, ni, nj, nk) >>> 0);
  progress(1);
  return { sizes, firsts };
}

/** The size from which components count, as kernels take it: what is more than all voxels may be more than 32 bits hold. */
export function leastSize(leastVoxels: number): number {
  return Math.min(Math.max(1, Math.ceil(leastVoxels)), 2 ** 32 - 1);
}

/** The number or label that most of a thousand runs have, and their share; 0 of no runs. */
export function commonest(numbers: Int32Array | Uint32Array): readonly [number, number] {
  const step = Math.ceil(numbers.length / 1024);
  const some = new Uint32Array(Math.ceil(numbers.length / Math.max(1, step)));
  for (let n = 0; n < some.length; n++) some[n] = numbers[n * step];
  some.sort();
  let component = 0;
  let most = 0;
  let first = 0;
  for (let n = 0; n < some.length; n++) {
    if (some[n] !== some[first]) first = n;
    if (n - first < most) continue;
    most = n - first + 1;
    component = some[n];
  }
  return [component, most / Math.max(1, some.length)];
}
