import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import type { Connectivity } from './connectRuns.ts';
import { type Fields, fieldBytes, fieldsOf, floodable, floodSimd, isNoise } from './floodSimd.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/**
 * As reconstruct. In noise the mask is flooded from the marker, and what is left is connected where that was given up. Takes a quarter of a
 * byte a voxel, 4 bytes a run and 4 bytes a component; in noise three eighths and 4 bytes for each run that is left.
 */
export function reconstructSimd(
  simd: Simd,
  marker: Bitmask,
  mask: Bitmask,
  neighbours: Neighbours,
  progress: Progress,
): Bitmask {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const kept = emptyBitmask(mask.size);
  scratch.use(() => {
    const fields = fieldsOf(simd, mask);
    const marked = fieldsOf(simd, marker);
    const runs = exports.countRuns(fields.mask, rows, ni) >>> 0;
    const found =
      neighbours !== 4 && neighbours !== 8 && isNoise(fields, runs)
        ? floodMarked(simd, fields, marked, neighbours, part(progress, 0, 0.9))
        : connectMarked(simd, fields, marked, neighbours, runs, part(progress, 0, 0.9));
    exports.fromFields(found, rows, ni);
    kept.words.set(scratch.words(found, kept.words.length));
  });
  progress(1);
  return kept;
}

/** Leaves of a mask the components that are marked. Returns its address. */
function connectMarked(
  simd: Simd,
  fields: Fields,
  marked: Fields,
  neighbours: Neighbours,
  runs: number,
  progress: Progress,
): number {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = fields.size;
  const rows = nj * nk;
  const { numbers, components } = connectRest(simd, fields, undefined, runs, neighbours, false, progress);
  const [flags] = scratch.reserve(4 * components);
  scratch.bytes(flags, 4 * components).fill(0);
  exports.flagMarked(fields.mask, marked.mask, rows, ni, numbers + 4, flags);
  exports.labelRuns(numbers + 4, runs, flags);
  exports.keepRuns(fields.mask, rows, ni, numbers + 4, 1, 1);
  return fields.mask;
}

/** Floods a mask from the marker, and connects what is left if that has to be given up. Returns the address of what is reached. */
function floodMarked(
  simd: Simd,
  fields: Fields,
  marked: Fields,
  connectivity: Connectivity,
  progress: Progress,
): number {
  const { exports } = simd;
  const [ni, nj, nk] = fields.size;
  const rows = nj * nk;
  const flooded = floodable(simd, fields);
  const { mask, reached, due } = flooded;
  exports.addFields(reached, marked.mask, rows, ni);
  exports.keepFields(reached, mask, rows, ni);
  const sliceBytes = fieldBytes(ni) * nj;
  for (let k = 0; k < nk; k++) {
    // What is reached begins and ends within runs, so its own rows are visited as well as those beside it.
    if (exports.countFields(reached + k * sliceBytes, nj, ni) === 0) continue;
    exports.makeDue(due, nj, Math.max(0, k - 1), Math.min(nk, k + 2));
  }
  if (floodSimd(simd, flooded, connectivity, part(progress, 0, 0.4))) return reached;
  const runs = exports.removeFields(mask, reached, rows, ni) >>> 0;
  const { numbers } = connectRest(simd, fields, flooded, runs, connectivity, false, part(progress, 0.4, 1));
  exports.keepRuns(mask, rows, ni, numbers + 4, 0, 1);
  exports.addFields(reached, mask, rows, ni);
  return reached;
}
