import type { Vec3, Voxels } from '#src/image/volume.ts';
import { type Border, borderPlaces } from './convolveBorders.ts';
import type { FilterRun, Line } from './convolveRun.ts';
import type { Taps } from './convolveTaps.ts';
import type { Progress } from './progress.ts';

/** Columns that are filtered together: their lines lie side by side in memory, and a few of them stay in the cache. */
const columnsAtATime = 64;

/** What lies beyond the borders of an image; `constant` counts for Constant only. */
export interface Borders {
  readonly border: Border;
  readonly constant: number;
}

/**
 * Filters a volume along one axis (0, 1, 2 for i, j, k) in plain TypeScript; `target` may be the source itself. The
 * lines are held, and the sums are made, in float32 or float64 by `LineArray`, and are converted to the target's type
 * at the end.
 */
export function convolveAxis(
  source: Voxels,
  target: Voxels,
  size: Vec3,
  axis: number,
  taps: Taps,
  { border, constant }: Borders,
  LineArray: Float64ArrayConstructor | Float32ArrayConstructor,
  filter: FilterRun,
  progress: Progress,
): void {
  const stride = axis === 0 ? 1 : axis === 1 ? size[0] : size[0] * size[1];
  const { radius } = taps;
  const length = size[axis];
  const places = borderPlaces(length, radius, border);
  const columns = Math.min(stride, columnsAtATime);
  const block = new LineArray(places.length * columns);
  const result = new LineArray(axis === 0 ? length : columns);
  for (let first = 0; first < source.length; first += length * stride) {
    progress(first / source.length);
    for (let column = 0; column < stride; column += columns) {
      const start = first + column;
      const width = Math.min(columns, stride - column);
      readColumns(source, start, stride, width, block, radius, length);
      extend(block, width, places, radius, length, constant);
      if (axis === 0) {
        filter(block, radius, 1, taps, result, length);
        target.set(result, start);
        continue;
      }
      for (let n = 0; n < length; n++) {
        filter(block, (n + radius) * width, width, taps, result, width);
        target.set(width === columns ? result : result.subarray(0, width), start + n * stride);
      }
      if (axis === 2) progress((column + width) / stride);
    }
  }
}

/** Copies `width` columns side by side to the middle of the block. */
function readColumns(
  source: Voxels,
  start: number,
  stride: number,
  width: number,
  block: Line,
  radius: number,
  length: number,
): void {
  if (stride === width) {
    block.set(source.subarray(start, start + length * width), radius * width);
    return;
  }
  for (let n = 0; n < length; n++) {
    const at = start + n * stride;
    block.set(source.subarray(at, at + width), (n + radius) * width);
  }
}

/** Fills what lies before and behind the columns of the block. */
function extend(
  block: Line,
  width: number,
  places: Int32Array,
  radius: number,
  length: number,
  constant: number,
): void {
  for (let n = 0; n < places.length; n++) {
    if (n === radius) n += length;
    if (n >= places.length) return;
    const from = (places[n] + radius) * width;
    if (places[n] < 0) block.fill(constant, n * width, (n + 1) * width);
    else block.copyWithin(n * width, from, from + width);
  }
}
