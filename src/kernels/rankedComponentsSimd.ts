import type { Bitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { floodLargest } from './floodLargest.ts';
import { fieldsOf, fromFields, isNoise } from './floodSimd.ts';
import { labelByPlace } from './labelByPlace.ts';
import { labelBySize } from './labelBySize.ts';
import { largestPartsSimd } from './largestPartsSimd.ts';
import { leastSize, measureNoiseSimd, measureSimd } from './measureSimd.ts';
import { type Progress, part } from './progress.ts';
import type { LabelOrder, RankedComponents } from './rankedComponents.ts';
import type { Simd } from './simd.ts';

/**
 * As rankComponents. Takes an eighth of a byte a voxel, 4 bytes a run and 12 bytes a component. In noise what is probably the largest
 * component is flooded first, which takes an eighth of a byte more, and all else for what is left. Elsewhere one component has nearly all voxels: it is kept as a mask as well, so
 * that what is done with labels goes word by word, and run by run only with the little that is left.
 */
export function rankComponentsSimd<T>(
  simd: Simd,
  mask: Bitmask,
  connectivity: Connectivity,
  order: LabelOrder,
  leastVoxels: number,
  most: number,
  last: number,
  use: (ranked: RankedComponents) => T,
  progress: Progress,
): T {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  return scratch.use(() => {
    const fields = fieldsOf(simd, mask);
    const all = exports.countRuns(fields.mask, nj * nk, ni) >>> 0;
    // Single voxels of noise, every second component of it, are only counted where they are too small.
    const isApart = connectivity === 6 && leastVoxels > 1 && most === 0 && isNoise(fields, all);
    const singles = isApart ? exports.clearSingles(fields.mask, ni, nj, nk, false, 0) >>> 0 : 0;
    const { flooded, runs } = floodLargest(simd, fields, connectivity, all, part(progress, 0, 0.3));
    const rest = singles > 0 ? fromFields(simd, fields.mask, mask.size) : mask;
    const connected = connectRest(simd, fields, flooded, runs, connectivity, false, part(progress, 0.3, 0.6));
    const toMeasured = part(progress, 0.6, 0.8);
    const found = flooded
      ? { kept: 0, ...measureNoiseSimd(simd, fields, connected, flooded.reached, toMeasured) }
      : measureSimd(simd, fields, connected, runs, toMeasured);
    // Component 0 is what was reached, which may be nothing: then no run belongs to it.
    const none = scratch.counts(found.sizes, 1)[0] === 0 ? 1 : 0;
    const count = connected.components - none;
    const measures = { sizes: found.sizes + 4 * none, places: found.firsts + 4 * none, count, singles: undefined };
    const parts = most > 0 ? largestPartsSimd(simd, measures, most) : [];
    const apart = found.kept;
    const smallest = order === 'Size' && last <= parts.length ? parts[last - 1].voxels : 0;
    const label = order === 'Size' ? labelBySize : labelByPlace;
    // The labels lie where the places did; what was reached is labelled too, be it nothing.
    const labelled = label(simd, measures, leastSize(Math.max(leastVoxels, smallest)), ni * nj * nk);
    scratch.bytes(found.firsts, 4 * none).fill(0);
    const labels = connected.numbers + 4;
    const left = flooded ? runs : exports.labelOthers(labels, runs, found.firsts, apart) >>> 0;
    if (flooded) exports.labelRuns(labels, runs, found.firsts);
    const [labelApart] = scratch.counts(found.firsts + 4 * apart, 1);
    const large = { mask: fromFields(simd, flooded?.reached ?? fields.mask, mask.size), label: labelApart };
    progress(1);
    return use({
      mask: rest,
      labels: labelled.labels,
      sizes: labelled.sizes,
      count: count + singles,
      labelOfRun: () => scratch.words(labels, left),
      flooded: large,
      parts,
    });
  });
}
