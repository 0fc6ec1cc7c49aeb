import type { Vec3 } from '#src/image/volume.ts';
import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { floodLargest } from './floodLargest.ts';
import { copyToFields, type Fields, fieldsOf, isNoise } from './floodSimd.ts';
import type { LargestComponent } from './largestComponent.ts';
import { largestPartsSimd } from './largestPartsSimd.ts';
import { measureNoiseSimd, measureSimd } from './measureSimd.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';
import { type SinglesBefore, singlesBefore } from './singlesBefore.ts';

/** Whether the places of a volume's voxels can be counted in 32 bits. */
export function componentsFit([ni, nj, nk]: Vec3): boolean {
  return ni * nj * nk < 2 ** 32;
}

/**
 * The largest component, as largestComponent. Takes an eighth of a byte a voxel, 4 bytes a run and 8 bytes a component while it runs; in
 * noise, where what is probably the largest component is flooded first, three eighths of a byte and 4 bytes for each run that is left.
 */
export function largestComponentSimd(
  simd: Simd,
  mask: Bitmask,
  connectivity: Connectivity,
  most: number,
  progress: Progress,
): LargestComponent {
  const { scratch } = simd;
  const work: Work = { simd, mask, connectivity, most };
  // Over edges and corners hardly a voxel of noise is alone.
  const found = connectivity === 6 ? scratch.use(() => keepLargest(work, true, progress)) : undefined;
  const kept = found ?? scratch.use(() => keepLargest(work, false, part(progress, connectivity === 6 ? 0.7 : 0, 1)));
  progress(1);
  return kept;
}

interface Work {
  readonly simd: Simd;
  readonly mask: Bitmask;
  readonly connectivity: Connectivity;
  readonly most: number;
}

/**
 * With `isApart`, which is for 6 neighbours, the single voxels of noise are only counted; undefined where some of them are among the
 * `most` components that are told of.
 */
function keepLargest(work: Work, isApart: false, progress: Progress): LargestComponent;
function keepLargest(work: Work, isApart: boolean, progress: Progress): LargestComponent | undefined;
function keepLargest(work: Work, isApart: boolean, progress: Progress): LargestComponent | undefined {
  const { simd, mask, connectivity, most } = work;
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const fields = fieldsOf(simd, mask);
  const all = exports.countRuns(fields.mask, rows, ni) >>> 0;
  const isNoisy = isNoise(fields, all);
  // In few slices the tallies would take as much as what they save.
  const hasSingles = isNoisy && isApart && nk >= 8;
  const [singles, before] = hasSingles ? clearSingles(work, fields) : [0, undefined];
  const { flooded, runs } = floodLargest(simd, fields, connectivity, all, part(progress, 0, 0.3));
  const connected = connectRest(simd, fields, flooded, runs, connectivity, false, part(progress, 0.3, 0.7));
  // Without flooding component 0, what was reached, is nothing.
  const none = flooded ? 0 : 1;
  const count = connected.components - none;
  // Where nothing but single voxels is there, what was reached is nothing too.
  if (singles > 0 && count <= most) return undefined;
  const toMeasured = part(progress, 0.7, 0.9);
  const found = flooded
    ? { kept: undefined, ...measureNoiseSimd(simd, fields, connected, flooded.reached, toMeasured) }
    : measureSimd(simd, fields, connected, runs, toMeasured);
  const component = exports.largestComponent(found.sizes, found.firsts, count + none);
  if (component !== found.kept) {
    // What was thought to be the largest component is not: all others were cleared.
    if (!flooded) copyToFields(simd, mask, fields);
    exports.keepRuns(fields.mask, rows, ni, connected.numbers + 4, component, 1);
  }
  if (flooded && component === 0) exports.addFields(fields.mask, flooded.reached, rows, ni);
  exports.fromFields(fields.mask, rows, ni);
  const largest = emptyBitmask(mask.size);
  largest.words.set(scratch.words(fields.mask, largest.words.length));
  const measures = {
    sizes: found.sizes + 4 * none,
    places: found.firsts + 4 * none,
    count,
    singles: before,
  };
  return { mask: largest, count: count + singles, parts: largestPartsSimd(simd, measures, most) };
}

/** Clears the single voxels; returns how many, and where. */
function clearSingles({ simd: { exports, scratch }, mask }: Work, fields: Fields): [number, SinglesBefore] {
  const [ni, nj, nk] = mask.size;
  return scratch.use(() => {
    const [tallies] = scratch.reserve(4 * ni * nj);
    scratch.counts(tallies, ni * nj).fill(0);
    const count = exports.clearSingles(fields.mask, ni, nj, nk, false, tallies) >>> 0;
    return [count, singlesBefore(mask, scratch.counts(tallies, ni * nj))];
  });
}
