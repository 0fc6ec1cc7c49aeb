import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { type Fields, type Floodable, fieldBytes, floodable, floodSimd, isNoise } from './floodSimd.ts';
import { measureSimd } from './measureSimd.ts';
import { noProgress, type Progress } from './progress.ts';
import type { Simd } from './simd.ts';

/**
 * In noise, floods what is probably the largest component of a mask and takes it out: what is left has to be connected. Elsewhere, and where
 * nothing is set, the mask stays as it is. Takes an eighth of a byte a voxel more. Returns the runs that are left, of `runs`.
 */
export function floodLargest(
  simd: Simd,
  fields: Fields,
  connectivity: Connectivity,
  runs: number,
  progress: Progress,
): { readonly flooded: Floodable | undefined; readonly runs: number } {
  if (!isNoise(fields, runs)) return { flooded: undefined, runs };
  const [ni, nj, nk] = fields.size;
  const flooded = floodable(simd, fields);
  seed(simd, fields, flooded.reached, connectivity, flooded.due);
  floodSimd(simd, flooded, connectivity, progress);
  return { flooded, runs: simd.exports.removeFields(fields.mask, flooded.reached, nj * nk, ni) >>> 0 };
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
  const copySlice = () => scratch.bytes(slice.mask, bytes).set(scratch.bytes(mask + k * bytes, bytes));
  scratch.use(() => {
    copySlice();
    const runs = exports.countRuns(slice.mask, nj, ni);
    const connected = connectRest(simd, slice, undefined, runs, connectivity, false, noProgress);
    const { kept, sizes, firsts } = measureSimd(simd, slice, connected, runs, noProgress);
    const component = exports.largestComponent(sizes, firsts, connected.components);
    if (component === kept) return;
    copySlice();
    exports.keepRuns(slice.mask, nj, ni, connected.numbers + 4, component, 1);
  });
  exports.makeDue(due, nj, Math.max(0, k - 1), Math.min(nk, k + 2));
}
