import type { Voxels } from '#src/image/volume.ts';
import { voxelTypeOf, voxelTypes } from '#src/image/voxelType.ts';

/*
 * Grey morphology takes maxima only, in one of two array classes, which the compilers of JavaScript handle without a detour. Erosion is
 * dilation of values in reverse order: ~v for integers, which cannot overflow, and -v for floats.
 */

export type Work = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** Memory for values of these voxels, filled with what is below all of them. */
export function workFor(voxels: Voxels, length: number): Work {
  const { integer, bytes } = voxelTypes[voxelTypeOf(voxels)];
  const work =
    integer && (bytes < 4 || voxels instanceof Int32Array) ? new Int32Array(length) : new Float64Array(length);
  work.fill(lowestOf(work));
  return work;
}

/** What no value is below: in Float64Array it also stands for NaN. */
export function lowestOf(work: Work): number {
  return work instanceof Int32Array ? -2147483648 : Number.NEGATIVE_INFINITY;
}

/** Copies voxels into the work from `at` on, in reverse order of values for erosion. */
export function loadWork(work: Work, at: number, voxels: Voxels, isErosion: boolean): void {
  work.set(voxels, at);
  const end = at + voxels.length;
  if (work instanceof Int32Array) {
    if (isErosion) for (let n = at; n < end; n++) work[n] = ~work[n];
    return;
  }
  if (isErosion) for (let n = at; n < end; n++) work[n] = -work[n];
  // Also without a NaN at all this costs less than the maxima.
  for (let n = at; n < end; n++) if (Number.isNaN(work[n])) work[n] = Number.NEGATIVE_INFINITY;
}

/** Copies a part of the work into voxels, and leaves the work with the order of erosion. */
export function storeWork(work: Work, at: number, voxels: Voxels, isErosion: boolean): void {
  const end = at + voxels.length;
  if (work instanceof Int32Array) {
    if (isErosion) for (let n = at; n < end; n++) work[n] = ~work[n];
  } else {
    if (isFloat(voxels)) for (let n = at; n < end; n++) if (work[n] === Number.NEGATIVE_INFINITY) work[n] = Number.NaN;
    if (isErosion) for (let n = at; n < end; n++) work[n] = -work[n];
  }
  voxels.set(work.subarray(at, end));
}

function isFloat(voxels: Voxels): boolean {
  return voxels instanceof Float32Array || voxels instanceof Float64Array;
}
