/** Three numbers along i, j, k or x, y, z. */
export type Vec3 = readonly [number, number, number];

/** Row-major 4x4, voxel index (i, j, k, 1) -> world (x, y, z, 1) in mm, RAS+ (as the NIfTI sform). */
export type Affine = readonly number[];

export type Voxels =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** The names of the voxel types, as numpy writes them. */
export type VoxelType = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32' | 'float64';

/** Where voxels lie. */
export interface Grid {
  readonly size: Vec3;
  readonly affine: Affine;
}

/** What is known of an image beside its voxels; nothing here identifies a patient. */
export interface VolumeMeta {
  readonly modality?: string;
  readonly unit?: string;
  readonly frames?: number;
}

/**
 * One scalar per voxel, i fastest: voxel (i, j, k) is `voxels[i + size[0] * (j + size[1] * k)]`. Real-world values: without
 * a scale the stored type; with one float32 where that holds every value exactly, else float64. A mask is a Volume of 0 and
 * 1 (non-zero and not NaN counts as foreground); a 2D image has `size[2] === 1`.
 */
export interface Volume extends Grid {
  readonly voxels: Voxels;
  readonly meta?: VolumeMeta;
}

/** The slices start <= k < end. */
export interface Slab {
  readonly start: number;
  readonly end: number;
}

/** The number of voxels of a grid. */
export function voxelCount(size: Vec3): number {
  return size[0] * size[1] * size[2];
}

/**
 * The slices `slab` of a volume, without a copy: slices are contiguous memory, so a slab is a view and a volume of its own,
 * its affine moved so that every voxel keeps its world position. Throws RangeError when the slab is not inside the volume.
 */
export function cropSlab(volume: Volume, slab: Slab): Volume {
  const [ni, nj, nk] = volume.size;
  if (!(slab.start >= 0 && slab.start < slab.end && slab.end <= nk)) {
    throw new RangeError(`Slices ${slab.start} to ${slab.end} do not lie within the ${nk} slices of the image`);
  }
  if (slab.start === 0 && slab.end === nk) return volume;
  const a = volume.affine;
  const affine = a.slice();
  for (let row = 0; row < 3; row++) affine[4 * row + 3] = a[4 * row + 3] + a[4 * row + 2] * slab.start;
  const plane = ni * nj;
  return {
    ...volume,
    size: [ni, nj, slab.end - slab.start],
    affine,
    voxels: volume.voxels.subarray(slab.start * plane, slab.end * plane),
  };
}
