import type { Progress } from './progress.ts';
import { type Simd, simd } from './simd.ts';
import type { SlidingPlanes } from './slidingPlanes.ts';
import { bytesOfVoxels, copyIn } from './voxelWindow.ts';

/** What a bilateral filter looks at in one slice. */
export interface BilateralWindow {
  /** The slice with `reach` voxels more on all sides, in the middle. */
  readonly padded: SlidingPlanes;
  readonly reach: number;
  /** The weight of each voxel of the window, from column to column along i, down each along j. */
  readonly nearness: Float64Array;
  /** The weight of each difference, `scale` steps of which are one in value; the last also for larger ones. */
  readonly likeness: Float64Array;
  readonly scale: number;
}

/** Writes the weighted means to the plane, whose rows have `ni` voxels. */
export function smoothSlice(window: BilateralWindow, plane: Float64Array, ni: number, progress: Progress): void {
  const fast = simd();
  if (fast) smoothSimd(fast, window, plane, ni, progress);
  else smoothPlain(window, plane, ni, progress);
}

function smoothSimd(
  { exports, scratch }: Simd,
  { padded, reach, nearness, likeness, scale }: BilateralWindow,
  plane: Float64Array,
  ni: number,
  progress: Progress,
): void {
  const { values, rowLength } = padded;
  scratch.use(() => {
    const [near, like, source, target] = scratch.reserve(
      nearness.byteLength,
      likeness.byteLength,
      values.byteLength + 16,
      8 * ni + 16,
    );
    copyIn(scratch, near, bytesOfVoxels(nearness));
    copyIn(scratch, like, bytesOfVoxels(likeness));
    copyIn(scratch, source, bytesOfVoxels(values));
    const last = likeness.length - 1;
    for (let row = 0; row * ni < plane.length; row++) {
      progress((row * ni) / plane.length);
      const start = source + 8 * (padded.start(0) + row * rowLength);
      exports.bilateralRow(start, 8 * rowLength, ni, reach, near, like, scale, last, target);
      plane.set(scratch.doubles(target, ni), row * ni);
    }
  });
}

function smoothPlain(
  { padded, reach, nearness, likeness, scale }: BilateralWindow,
  plane: Float64Array,
  ni: number,
  progress: Progress,
): void {
  const { values, rowLength } = padded;
  const last = likeness.length - 1;
  for (let n = 0; n < plane.length; n++) {
    const i = n % ni;
    if (i === 0) progress(n / plane.length);
    const at = padded.start(0) + i + ((n - i) / ni) * rowLength;
    const middle = values[at];
    let sum = 0;
    let total = 0;
    let near = 0;
    for (let di = -reach; di <= reach; di++) {
      for (let dj = -reach; dj <= reach; dj++) {
        const value = values[at + di + dj * rowLength];
        const far = Math.abs(middle - value) * scale;
        const weight = nearness[near++] * likeness[far < last ? far | 0 : last];
        sum += value * weight;
        total += weight;
      }
    }
    plane[n] = sum / total;
  }
}
