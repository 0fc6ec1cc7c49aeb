import { type Bitmask, copyBitmask, invertBitmask } from './bitmask.ts';
import { componentsFit } from './componentsSimd.ts';
import { type Connectivity, connectRuns } from './connectRuns.ts';
import { fillHolesSimd } from './fillHolesSimd.ts';
import type { Neighbours } from './neighbourSteps.ts';
import { noProgress, type Progress } from './progress.ts';
import { sliceOf } from './reconstruct.ts';
import { cutRuns, paintRun } from './runs.ts';
import { simd } from './simd.ts';

/**
 * The mask with those holes filled that have at most so many voxels: a hole is a component of the background, of the given neighbours, that
 * touches no face of the volume. With 4 or 8 neighbours every slice is a mask of its own, whose faces are its edges. As
 * scipy.ndimage.binary_fill_holes with the structure of these neighbours. Returns a mask of its own. Throws when there is not enough
 * memory for the runs of the background.
 */
export function fillHolesWithin(
  mask: Bitmask,
  neighbours: Neighbours,
  mostVoxels: number,
  progress: Progress = noProgress,
): Bitmask {
  const fast = simd();
  if (fast && componentsFit(mask.size)) return fillHolesSimd(fast, mask, neighbours, mostVoxels, progress);
  const filled = copyBitmask(mask);
  if (neighbours !== 4 && neighbours !== 8) {
    fill(mask, filled, neighbours, false, mostVoxels, progress);
    return filled;
  }
  const nk = mask.size[2];
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    fill(sliceOf(mask, k), sliceOf(filled, k), neighbours === 4 ? 6 : 26, true, mostVoxels, noProgress);
  }
  progress(1);
  return filled;
}

function fill(
  mask: Bitmask,
  filled: Bitmask,
  connectivity: Connectivity,
  isFlat: boolean,
  mostVoxels: number,
  progress: Progress,
): void {
  const [ni, nj, nk] = mask.size;
  const background = copyBitmask(mask);
  invertBitmask(background);
  const runs = cutRuns(background);
  const { bounds, rowStarts } = runs;
  const rootOfRun = connectRuns(runs, mask.size, connectivity, progress);
  // Sizes as far as they count; what touches a face is larger than any.
  const sizes = new Float64Array(rootOfRun.length);
  for (let row = 0; row < nj * nk; row++) {
    const j = row % nj;
    const isFace = j === 0 || j === nj - 1 || (!isFlat && (row < nj || row >= nj * (nk - 1)));
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      const [start, end] = [bounds[2 * run], bounds[2 * run + 1]];
      sizes[rootOfRun[run]] += isFace || start === 0 || end === ni ? Number.POSITIVE_INFINITY : end - start;
    }
  }
  for (let row = 0; row < nj * nk; row++) {
    for (let run = rowStarts[row]; run < rowStarts[row + 1]; run++) {
      const size = sizes[rootOfRun[run]];
      if (size <= mostVoxels && size < Number.POSITIVE_INFINITY) {
        paintRun(filled.words, row * mask.rowWords, bounds[2 * run], bounds[2 * run + 1]);
      }
    }
  }
}
