import type { Voxels } from '#src/image/volume.ts';

let doubles = new Float64Array(0);

/**
 * The voxels as float64, which holds every voxel type exactly; valid until the next call, since the memory is used again. One
 * loop over one array type is several times faster than one loop that sees all eight types, and this conversion is native.
 */
export function asDoubles(voxels: Voxels): Float64Array {
  if (voxels instanceof Float64Array) return voxels;
  if (doubles.length < voxels.length) doubles = new Float64Array(voxels.length);
  const values = doubles.subarray(0, voxels.length);
  values.set(voxels);
  return values;
}
