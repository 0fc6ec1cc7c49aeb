import type { Vec3, Voxels } from '#src/image/volume.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { gatherVoxels, type LinePlaces } from './gatherVoxels.ts';
import type { Progress } from './progress.ts';

/** Pieces of so many bytes are copied as quickly one by one as through the memory of WebAssembly. */
const longPiece = 8192;

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
  const [along, down, deep] = [0, 1, 2].map((axis) => placesFrom(start[axis], targetSize[axis], size[axis]));
  const areRows = ti === si && start[0] === 0;
  const isWhole = areRows && down.high - down.low === tj && deep.high - deep.low === tk;
  const piece = (along.high - along.low) * (areRows ? down.high - down.low : 1) * source.BYTES_PER_ELEMENT;
  if (piece < longPiece || voxelTypeOf(source) !== voxelTypeOf(target)) {
    gatherVoxels(source, size, target, [along, down, deep], fillValue, progress);
    return;
  }
  if (!isWhole) target.fill(fillValue);
  for (let k = deep.low; k < deep.high; k++) {
    progress(k / tk);
    const from = si * (start[1] + sj * (start[2] + k)) + start[0];
    if (areRows) {
      target.set(source.subarray(from + si * down.low, from + si * down.high), ti * (down.low + tj * k));
      continue;
    }
    for (let j = down.low; j < down.high; j++) {
      target.set(source.subarray(from + si * j + along.low, from + si * j + along.high), ti * (j + tj * k) + along.low);
    }
  }
}

/** Places of a line of `length` voxels that is laid into another, of `whole` voxels, from `start` on. */
function placesFrom(start: number, length: number, whole: number): LinePlaces {
  const places = new Int32Array(length);
  for (let n = 0; n < length; n++) places[n] = start + n;
  const low = Math.min(length, Math.max(0, -start));
  return { places, low, high: Math.max(low, Math.min(length, whole - start)) };
}
