import type { Vec3, Voxels } from '#src/image/volume.ts';
import { rawBits } from './pointwise.ts';
import type { Progress } from './progress.ts';

/** Which axis of the source each axis of the target is, and whether it runs the other way round there. */
export interface AxisOrder {
  readonly axes: readonly [number, number, number];
  readonly flips: readonly [boolean, boolean, boolean];
}

/** So many target voxels along j are written together, since their source voxels may lie in the same lines of the cache. */
const rowsAtATime = 32;

/** Writes the voxels in another order to a target of equal length and type; no value changes. */
export function permuteAxes(source: Voxels, size: Vec3, target: Voxels, order: AxisOrder, progress: Progress): void {
  const strides: Vec3 = [1, size[0], size[0] * size[1]];
  const from = rawBits(source);
  const to = rawBits(target);
  const [ni, nj, nk] = [size[order.axes[0]], size[order.axes[1]], size[order.axes[2]]];
  const step = [0, 0, 0];
  let origin = 0;
  for (let axis = 0; axis < 3; axis++) {
    const stride = strides[order.axes[axis]];
    step[axis] = order.flips[axis] ? -stride : stride;
    if (order.flips[axis]) origin += stride * (size[order.axes[axis]] - 1);
  }
  const [stepI, stepJ, stepK] = step;
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    for (let first = 0; first < nj; first += rowsAtATime) {
      const end = Math.min(nj, first + rowsAtATime);
      for (let firstI = 0; firstI < ni; firstI += rowsAtATime) {
        const endI = Math.min(ni, firstI + rowsAtATime);
        for (let j = first; j < end; j++) {
          let at = origin + k * stepK + j * stepJ + firstI * stepI;
          const row = ni * (j + nj * k);
          for (let n = row + firstI; n < row + endI; n++) {
            to[n] = from[at];
            at += stepI;
          }
        }
      }
    }
  }
}
