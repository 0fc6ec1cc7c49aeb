import type { Vec3 } from '#src/image/volume.ts';
import { addBitmask, type Bitmask, copyBitmask, countForeground, invertBitmask } from './bitmask.ts';
import { cropBitmask } from './cropBitmask.ts';
import { distances } from './distance.ts';
import { extentOf } from './extentOf.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { surfaceVoxels } from './surfaceVoxels.ts';

/** The distance of each surface voxel of one mask to the nearest surface voxel of the other. */
export interface SurfaceDistances {
  /** Those of the first mask, and behind them those of the second. */
  readonly all: Float64Array;
  readonly fromFirst: Float64Array;
  readonly fromSecond: Float64Array;
}

/**
 * Between the surfaces of two masks of one size, neither empty: Euclidean, from centre to centre, in the unit of the spacing. Exact, by
 * the distance transform of what holds both.
 */
export function surfaceDistances(
  first: Bitmask,
  second: Bitmask,
  spacing: Vec3,
  progress: Progress = noProgress,
): SurfaceDistances {
  const both = copyBitmask(first);
  addBitmask(both, second);
  progress(0);
  const extent = extentOf(both);
  if (!extent) throw new Error('Two masks without foreground have no surfaces');
  const [a, b] = [first, second].map((mask) => {
    const cropped = cropBitmask(mask, extent);
    progress(0);
    const surface = surfaceVoxels(cropped);
    progress(0);
    return surface;
  });
  const [countA, countB] = [countForeground(a), countForeground(b)];
  // Masks of noise are nearly all surface: their distances lie where the field lay, which is as large as a measured image of float64.
  const voxels = a.size[0] * a.size[1] * a.size[2];
  const room = new Float64Array(Math.max(voxels, countA + countB));
  const field = room.subarray(0, voxels);
  distancesTo(a, field, spacing, part(progress, 0, 0.5));
  const fromSecond = new Float64Array(countB);
  writeValuesAt(b, field, fromSecond);
  distancesTo(b, field, spacing, part(progress, 0.5, 1));
  writeValuesAt(a, field, field);
  room.set(fromSecond, countA);
  const all = room.subarray(0, countA + countB);
  return { all, fromFirst: all.subarray(0, countA), fromSecond: all.subarray(countA) };
}

/** Writes how far each voxel lies from a surface. */
function distancesTo(surface: Bitmask, field: Float64Array, spacing: Vec3, progress: Progress): void {
  const others = copyBitmask(surface);
  invertBitmask(others);
  distances(others, field, spacing, progress);
}

/** Writes the values of a field at the foreground voxels of a mask, in their order; `values` may be the field, of which none is read after it is written over. */
function writeValuesAt(mask: Bitmask, field: Float64Array, values: Float64Array): void {
  const { size, rowWords, words } = mask;
  let to = 0;
  for (let row = 0; row < size[1] * size[2]; row++) {
    for (let word = 0; word < rowWords; word++) {
      let bits = words[row * rowWords + word];
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits & -bits);
        values[to++] = field[row * size[0] + 32 * word + bit];
        bits &= bits - 1;
      }
    }
  }
}
