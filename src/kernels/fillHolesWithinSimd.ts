import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import { fieldsOf } from './floodSimd.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/**
 * As fillHolesWithin: the runs of the background are connected with each other and the outside. Takes an eighth of a byte a voxel, 4 bytes
 * a run, and where holes may be too large 8 bytes a component.
 */
export function fillHolesWithinSimd(
  simd: Simd,
  mask: Bitmask,
  neighbours: Neighbours,
  mostVoxels: number,
  progress: Progress,
): Bitmask {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const filled = emptyBitmask(mask.size);
  scratch.use(() => {
    const background = fieldsOf(simd, mask);
    exports.invertFields(background.mask, rows, ni);
    const runs = exports.countRuns(background.mask, rows, ni) >>> 0;
    const numbers = connectRest(simd, background, undefined, runs, neighbours, true, part(progress, 0, 0.9));
    const count = exports.countComponents(runs + 1) >>> 0;
    exports.numberComponents(numbers, runs + 1);
    if (mostVoxels >= ni * rows) exports.keepRuns(background.mask, rows, ni, numbers + 4, 0, 1);
    else {
      const [sizes, labels] = scratch.reserve(4 * count, 4 * count);
      scratch.bytes(sizes, 4 * count).fill(0);
      exports.measureRuns(background.mask, rows, ni, numbers + 4, sizes);
      const [voxels, stays] = [scratch.counts(sizes, count), scratch.counts(labels, count)];
      for (let n = 0; n < count; n++) stays[n] = n === 0 || voxels[n] > mostVoxels ? 1 : 0;
      exports.labelRuns(numbers + 4, runs, labels);
      exports.keepRuns(background.mask, rows, ni, numbers + 4, 1, 1);
    }
    exports.invertFields(background.mask, rows, ni);
    exports.fromFields(background.mask, rows, ni);
    filled.words.set(scratch.words(background.mask, filled.words.length));
  });
  progress(1);
  return filled;
}
