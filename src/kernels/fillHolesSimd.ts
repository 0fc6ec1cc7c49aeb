import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import { type Fields, type Floodable, fieldsOf, floodable, floodSimd, isNoise } from './floodSimd.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/**
 * The mask with its holes filled, as fillHoles: the runs of the background are connected with each other and the outside. In noise the
 * outside is flooded from the faces before, and often nothing is left to connect. Takes an eighth of a byte a voxel and 4 bytes a run, in
 * noise a quarter of a byte and 4 bytes for each run that is left.
 */
export function fillHolesSimd(simd: Simd, mask: Bitmask, progress: Progress): Bitmask {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = mask.size;
  const rows = nj * nk;
  const filled = emptyBitmask(mask.size);
  scratch.use(() => {
    const fields = fieldsOf(simd, mask);
    exports.invertFields(fields.mask, rows, ni);
    const runs = exports.countRuns(fields.mask, rows, ni) >>> 0;
    const outside = isNoise(fields, runs)
      ? floodOutside(simd, fields, part(progress, 0, 0.9))
      : connectOutside(simd, fields, undefined, runs, part(progress, 0, 0.9));
    exports.invertFields(outside, rows, ni);
    exports.fromFields(outside, rows, ni);
    filled.words.set(scratch.words(outside, filled.words.length));
  });
  progress(1);
  return filled;
}

/** Leaves of the background, or of what flooding has left of it, only what is connected with the outside. Returns its address. */
function connectOutside(
  simd: Simd,
  fields: Fields,
  flooded: Floodable | undefined,
  runs: number,
  progress: Progress,
): number {
  const { exports } = simd;
  const [ni, nj, nk] = fields.size;
  const numbers = connectRest(simd, fields, flooded, runs, 6, true, progress);
  exports.numberComponents(numbers, runs + 1);
  exports.keepRuns(fields.mask, nj * nk, ni, numbers + 4, 0, 1);
  return fields.mask;
}

/** Floods the background from the faces, and connects what is left if it has to be given up. Returns the address of the outside. */
function floodOutside(simd: Simd, fields: Fields, progress: Progress): number {
  const { exports } = simd;
  const [ni, nj, nk] = fields.size;
  // Holes of one voxel are told at once.
  exports.clearSingles(fields.mask, ni, nj, nk, true, 0);
  const flooded = floodable(simd, fields);
  const { mask, reached, due } = flooded;
  exports.reachFaceRows(mask, reached, ni, nj, nk);
  exports.makeDue(due, nj, 0, nk);
  if (floodSimd(simd, flooded, 6, true, part(progress, 0, 0.4))) return reached;
  const runs = exports.removeFields(mask, reached, nj * nk, ni) >>> 0;
  exports.addFields(reached, connectOutside(simd, fields, flooded, runs, part(progress, 0.4, 1)), nj * nk, ni);
  return reached;
}
