import type { Voxels } from './volume.ts';

/** Long enough that a call per chunk costs nothing, short enough (64 KiB of float64) to stay in the processor's cache. */
export const chunkLength = 8192;

/**
 * Hands the voxels, whatever their type, to `visit` as float64, in order, `count` of them at a time from voxel `start` on.
 * The buffer is used again for the next chunk. Loops over voxels go through here or through a table, since one loop that
 * meets all eight array classes directly is ten times slower than the conversion.
 */
export function forEachChunk(
  voxels: Voxels,
  visit: (values: Float64Array, count: number, start: number) => void,
): void {
  const values = new Float64Array(Math.min(chunkLength, voxels.length));
  for (let start = 0; start < voxels.length; start += chunkLength) {
    const count = Math.min(chunkLength, voxels.length - start);
    values.set(voxels.subarray(start, start + count));
    visit(values, count, start);
  }
}
