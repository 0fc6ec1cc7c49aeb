import { type Bitmask, emptyBitmask } from './bitmask.ts';
import { connectRest } from './connectRest.ts';
import { type Fields, type Floodable, fieldsOf, floodable, floodSimd, isNoise } from './floodSimd.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { type Progress, part } from './progress.ts';
import type { Simd } from './simd.ts';

/**
 * The mask with its holes of up to so many voxels filled, as fillHolesWithin: the runs of the background are connected with each other and
 * the outside. In noise the outside is flooded from the faces before, and often little is left to connect. Takes an eighth of a byte a
 * voxel and 4 bytes a run, in noise a quarter of a byte and 4 bytes for each run that is left; where holes may be too large, 8 bytes a
 * component more.
 */
export function fillHolesSimd(
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
    const all = exports.countRuns(background.mask, rows, ni) >>> 0;
    // Holes of one voxel are told at once.
    if (neighbours === 6 && isNoise(background, all)) exports.clearSingles(background.mask, ni, nj, nk, true, 0);
    const flooded = floodOutside(simd, background, neighbours, all, part(progress, 0, 0.4));
    if (!flooded?.isDone || mostVoxels < ni * rows) {
      const work = { simd, background, neighbours, flooded: flooded?.outside };
      keepOutside(work, mostVoxels, part(progress, 0.4, 0.9));
      if (flooded) exports.addFields(flooded.outside.reached, background.mask, rows, ni);
    }
    const open = flooded ? flooded.outside.reached : background.mask;
    exports.invertFields(open, rows, ni);
    exports.fromFields(open, rows, ni);
    filled.words.set(scratch.words(open, filled.words.length));
  });
  progress(1);
  return filled;
}

interface Flooded {
  readonly outside: Floodable;
  /** Whether all of the outside is reached. */
  readonly isDone: boolean;
}

/** In noise, floods the background from the faces of the volume, and takes out what was reached. */
function floodOutside(
  simd: Simd,
  background: Fields,
  neighbours: Neighbours,
  runs: number,
  progress: Progress,
): Flooded | undefined {
  // Slices that are filled by themselves have faces of their own.
  if (neighbours === 4 || neighbours === 8 || !isNoise(background, runs)) return undefined;
  const { exports } = simd;
  const [ni, nj, nk] = background.size;
  const outside = floodable(simd, background);
  exports.reachFaces(outside.mask, outside.reached, ni, nj, nk);
  exports.makeDue(outside.due, nj, 0, nk);
  const isDone = floodSimd(simd, outside, neighbours, progress);
  exports.removeFields(outside.mask, outside.reached, nj * nk, ni);
  return { outside, isDone };
}

interface Work {
  readonly simd: Simd;
  readonly background: Fields;
  readonly neighbours: Neighbours;
  readonly flooded: Floodable | undefined;
}

/** Leaves of the background, or of what flooding has left of it, what is connected with the outside or has more than so many voxels. */
function keepOutside({ simd, background, neighbours, flooded }: Work, mostVoxels: number, progress: Progress): void {
  const { exports, scratch } = simd;
  const [ni, nj, nk] = background.size;
  const rows = nj * nk;
  const runs = exports.countRuns(background.mask, rows, ni) >>> 0;
  const { numbers, components } = connectRest(simd, background, flooded, runs, neighbours, !flooded, progress);
  if (mostVoxels >= ni * rows) {
    exports.keepRuns(background.mask, rows, ni, numbers + 4, 0, 1);
    return;
  }
  const [sizes, labels] = scratch.reserve(4 * components, 4 * components);
  scratch.bytes(sizes, 4 * components).fill(0);
  exports.measureRuns(background.mask, rows, ni, numbers + 4, sizes);
  const [voxels, stays] = [scratch.counts(sizes, components), scratch.counts(labels, components)];
  for (let n = 0; n < components; n++) stays[n] = n === 0 || voxels[n] > mostVoxels ? 1 : 0;
  exports.labelRuns(numbers + 4, runs, labels);
  exports.keepRuns(background.mask, rows, ni, numbers + 4, 1, 1);
}
