import type { Vec3 } from '#src/image/volume.ts';
import { addBitmask, type Bitmask, copyBitmask, countForeground, invertBitmask } from './bitmask.ts';
import { cropBitmask } from './cropBitmask.ts';
import { distances } from './distance.ts';
import { extentOf } from './extentOf.ts';
import { noProgress, type Progress, part } from './progress.ts';
import { surfaceVoxels } from './surfaceVoxels.ts';

/** The distance of each surface voxel of one mask to the nearest surface voxel of the other. */
export interface SurfaceDistances {
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
  const extent = extentOf(both);
  if (!extent) throw new Error('Two masks without foreground have no surfaces');
  const [a, b] = [first, second].map((mask) => surfaceVoxels(cropBitmask(mask, extent)));
  const field = new Float64Array(a.size[0] * a.size[1] * a.size[2]);
  const fromFirst = toSurface(b, a, field, spacing, part(progress, 0, 0.5));
  const fromSecond = toSurface(a, b, field, spacing, part(progress, 0.5, 1));
  return { fromFirst, fromSecond };
}

/** The distances of some voxels to the nearest one of a surface. */
function toSurface(
  surface: Bitmask,
  voxels: Bitmask,
  field: Float64Array,
  spacing: Vec3,
  progress: Progress,
): Float64Array {
  const others = copyBitmask(surface);
  invertBitmask(others);
  distances(others, field, spacing, progress);
  return valuesAt(voxels, field);
}

/** The values of a field at the foreground voxels of a mask, in their order. */
function valuesAt(mask: Bitmask, field: Float64Array): Float64Array {
  const { size, rowWords, words } = mask;
  const values = new Float64Array(countForeground(mask));
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
  return values;
}
