import type { Bitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { floodLargest } from './floodLargest.ts';
import { fieldsOf, fromFields, isNoise } from './floodSimd.ts';
import type { LargeComponents } from './keepLarge.ts';
import { leastSize } from './measureSimd.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/**
 * As keepLarge. Takes an eighth of a byte a voxel, 4 bytes a run and 4 bytes a component while it runs, and in noise an eighth of a byte a voxel
 * more.
 */
export function keepLargeSimd(
  simd: Simd,
  mask: Bitmask,
  connectivity: Connectivity,
  leastVoxels: number,
  progress: Progress,
): LargeComponents {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const least = leastSize(leastVoxels);
  return scratch.use(() => {
    const fields = fieldsOf(simd, mask);
    const all = exports.countRuns(fields.mask, rows, ni) >>> 0;
    // Single voxels of noise, every second component of it, are only counted.
    const isApart = connectivity === 6 && least > 1 && isNoise(fields, all);
    const singles = isApart ? exports.clearSingles(fields.mask, ni, nj, nk, false, 0) >>> 0 : 0;
    const { flooded, runs } = floodLargest(simd, fields, connectivity, all, part(progress, 0, 0.3));
    const { numbers, components } = connectRest(
      simd,
      fields,
      flooded,
      runs,
      connectivity,
      false,
      part(progress, 0.3, 0.7),
    );
    const [sizes] = scratch.reserve(4 * components);
    scratch.bytes(sizes, 4 * components).fill(0);
    exports.measureRuns(fields.mask, rows, ni, numbers + 4, sizes);
    progress(0.8);
    // Component 0 is what was reached, which may be nothing.
    const first = scratch.counts(sizes, 1);
    if (flooded) first[0] += exports.countFields(flooded.reached, rows, ni);
    const count = components + singles - (first[0] === 0 ? 1 : 0);
    const kept = exports.flagLarge(sizes, components, least) >>> 0;
    exports.labelRuns(numbers + 4, runs, sizes);
    exports.keepRuns(fields.mask, rows, ni, numbers + 4, 1, 1);
    if (flooded && first[0] === 1) exports.addFields(fields.mask, flooded.reached, rows, ni);
    progress(1);
    return { mask: fromFields(simd, fields.mask, mask.size), count, kept };
  });
}
