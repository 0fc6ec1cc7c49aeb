import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import { fieldsOf } from './floodSimd.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/** As reconstruct. Takes a quarter of a byte a voxel, 4 bytes a run and 4 bytes a component. */
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
    const numbers = connectRest(simd, fields, undefined, runs, neighbours, false, part(progress, 0, 0.9));
    const count = exports.countComponents(runs + 1) >>> 0;
    exports.numberComponents(numbers, runs + 1);
    const [flags] = scratch.reserve(4 * count);
    scratch.bytes(flags, 4 * count).fill(0);
    exports.flagMarked(fields.mask, marked.mask, rows, ni, numbers + 4, flags);
    exports.labelRuns(numbers + 4, runs, flags);
    exports.keepRuns(fields.mask, rows, ni, numbers + 4, 1, 1);
    exports.fromFields(fields.mask, rows, ni);
    kept.words.set(scratch.words(fields.mask, kept.words.length));
  });
  progress(1);
  return kept;
}
