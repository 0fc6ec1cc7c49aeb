import type { Connected } from './connectRest.ts';
import { type Fields, parts } from './floodSimd.ts';
import type { Progress } from './progress.ts';
import type { Simd } from './simd.ts';

/** What measureSimd finds. */
interface Measured {
  /** The component of which runs are left in the mask: probably the largest. */
  readonly kept: number;
  /** The addresses of the number of voxels of each component, and of the place of its first voxel. */
  readonly sizes: number;
  readonly firsts: number;
}

/**
 * Measures the components of runs. What was reached is component 0, which is empty where nothing was. Of the mask only the runs of one
 * component are left.
 */
export function measureSimd(
  { exports, scratch }: Simd,
  { size: [ni, nj, nk], mask }: Fields,
  { numbers, components }: Connected,
  runs: number,
  reached: number | undefined,
  progress: Progress,
): Measured {
  const rows = nj * nk;
  const [sizes, firsts] = scratch.reserve(4 * components, 4 * components);
  scratch.bytes(sizes, 4 * components).fill(0);
  scratch.bytes(firsts, 4 * components).fill(255);
  const [allSizes, allFirsts] = [scratch.counts(sizes, components), scratch.counts(firsts, components)];
  const { component, share } = commonest(scratch.counts(numbers + 4, runs));
  let kept = component;
  if (reached !== undefined) {
    allSizes[0] = exports.countFields(reached, rows, ni);
    allFirsts[0] = exports.firstPlace(reached, ni, nj, nk);
    if (allSizes[0] >= share * (exports.countFields(mask, rows, ni) >>> 0)) kept = 0;
  }
  let run = numbers + 4;
  for (const [start, end] of parts(rows)) {
    progress(start / rows);
    run = exports.clearOthers(mask, ni, nj, nk, start, end, run, kept, sizes, firsts);
  }
  allSizes[kept] += exports.countFields(mask, rows, ni);
  allFirsts[kept] = Math.min(allFirsts[kept], exports.firstPlace(mask, ni, nj, nk) >>> 0);
  progress(1);
  return { kept, sizes, firsts };
}

/** The size from which components count, as kernels take it: what is more than all voxels may be more than 32 bits hold. */
export function leastSize(leastVoxels: number): number {
  return Math.min(Math.max(1, Math.ceil(leastVoxels)), 2 ** 32 - 1);
}

/** The component that most of a thousand runs belong to, and their share; 0 of no runs. */
function commonest(numbers: Uint32Array): { readonly component: number; readonly share: number } {
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
  return { component, share: most / Math.max(1, some.length) };
}
