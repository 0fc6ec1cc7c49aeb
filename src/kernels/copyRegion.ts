import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Progress } from './progress.ts';

/**
 * Copies a region of an image to a target of the region's size. The region starts at voxel `start`, which may be negative, and may
 * reach beyond the image: what lies outside is `fillValue`. The target's type holds both the source's values and `fillValue`.
 */
export function copyRegion(
  source: Voxels,
  size: Vec3,
  target: Voxels,
  start: Vec3,
  targetSize: Vec3,
  fillValue: number,
  progress: Progress,
): void {
  const [si, sj] = size;
  const [ti, tj, tk] = targetSize;
  const [low, high] = insideOf(start[0], ti, si);
  const [lowJ, highJ] = insideOf(start[1], tj, sj);
  const [lowK, highK] = insideOf(start[2], tk, size[2]);
  const isWhole = high - low === ti && highJ - lowJ === tj && highK - lowK === tk;
  if (!isWhole && fillValue !== 0) target.fill(fillValue);
  if (high <= low) return;
  for (let k = lowK; k < highK; k++) {
    progress(k / tk);
    for (let j = lowJ; j < highJ; j++) {
      const from = si * (start[1] + j + sj * (start[2] + k)) + start[0];
      target.set(source.subarray(from + low, from + high), ti * (j + tj * k) + low);
    }
  }
}

/** The places of a line of `length` voxels, laid into another from `start` on, that lie within it: low <= n < high. */
function insideOf(start: number, length: number, whole: number): readonly [low: number, high: number] {
  return [Math.min(length, Math.max(0, -start)), Math.max(0, Math.min(length, whole - start))];
}
