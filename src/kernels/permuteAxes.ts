import type { Vec3, Voxels } from '#src/image/volume.ts';
import { permuteSimd } from './permuteSimd.ts';
import { rawBits } from './pointwise.ts';
import type { Progress } from './progress.ts';
import { simd } from './simd.ts';

/** Which axis of the source each axis of the target is, and whether it runs the other way round there. */
export interface AxisOrder {
  readonly axes: readonly [number, number, number];
  readonly flips: readonly [boolean, boolean, boolean];
}

/** Squares of so many voxels are moved together, since their source voxels lie in the same lines of the cache. */
const side = 64;
/** Rows and slices of so many bytes that stay as they are are copied as quickly one by one as through the memory of WebAssembly. */
const longPiece = 8192;

/** Writes the voxels in another order to a target of equal length and type; no value changes. */
export function permuteAxes(source: Voxels, size: Vec3, target: Voxels, order: AxisOrder, progress: Progress): void {
  const fast = simd();
  const areRows = order.axes[0] === 0 && !order.flips[0];
  const arePlanes = areRows && order.axes[1] === 1 && !order.flips[1];
  const piece = source.BYTES_PER_ELEMENT * size[0] * (arePlanes ? size[1] : 1);
  if (fast && !(areRows && piece >= longPiece) && permuteSimd(fast, source, size, target, order, progress)) return;
  const strides: Vec3 = [1, size[0], size[0] * size[1]];
  const from = rawBits(source);
  const to = rawBits(target);
  const lengths: Vec3 = [size[order.axes[0]], size[order.axes[1]], size[order.axes[2]]];
  const rows: Vec3 = [1, lengths[0], lengths[0] * lengths[1]];
  const steps: [number, number, number] = [0, 0, 0];
  let origin = 0;
  for (let axis = 0; axis < 3; axis++) {
    const stride = strides[order.axes[axis]];
    steps[axis] = order.flips[axis] ? -stride : stride;
    if (order.flips[axis]) origin += stride * (size[order.axes[axis]] - 1);
  }
  if (areRows) {
    moveRows(from, to, origin, lengths, steps, progress);
    return;
  }
  // One axis of the square is along the rows of the target, the other along those of the source.
  const across = order.axes[2] === 0 ? 2 : 1;
  const outer = 3 - across;
  for (let n = 0; n < lengths[outer]; n++) {
    progress(n / lengths[outer]);
    const source0 = origin + n * steps[outer];
    const target0 = n * rows[outer];
    for (let first = 0; first < lengths[across]; first += side) {
      const end = Math.min(lengths[across], first + side);
      for (let firstI = 0; firstI < lengths[0]; firstI += side) {
        const count = Math.min(lengths[0] - firstI, side);
        const start = source0 + firstI * steps[0];
        moveSquare(from, to, start, target0 + firstI, first, end, steps[across], rows[across], steps[0], count);
      }
    }
  }
}

type Bits = ReturnType<typeof rawBits>;

/** Rows stay rows, so each is copied as a whole. */
function moveRows(from: Bits, to: Bits, origin: number, [ni, nj, nk]: Vec3, steps: Vec3, progress: Progress): void {
  for (let k = 0; k < nk; k++) {
    progress(k / nk);
    if (steps[1] === ni) {
      const at = origin + k * steps[2];
      to.set(from.subarray(at, at + ni * nj), ni * nj * k);
      continue;
    }
    for (let j = 0; j < nj; j++) {
      const at = origin + j * steps[1] + k * steps[2];
      to.set(from.subarray(at, at + ni), ni * (j + nj * k));
    }
  }
}

function moveSquare(
  from: Bits,
  to: Bits,
  source: number,
  target: number,
  first: number,
  end: number,
  sourceRow: number,
  targetRow: number,
  step: number,
  count: number,
): void {
  for (let row = first; row < end; row++) {
    const last = target + row * targetRow + count;
    let at = source + row * sourceRow;
    for (let n = last - count; n < last; n++) {
      to[n] = from[at];
      at += step;
    }
  }
}
