import type { Vec3, Voxels } from '#src/image/volume.ts';
import type { Bitmask } from './bitmask.ts';
import { dilate } from './morphology.ts';
import { packBand, unpackInto } from './pack.ts';
import type { StructuringElement } from './structuringElement.ts';

/*
 * A step of grey morphology takes NaN for the value that changes no extreme, which among floats is an infinity, and so gives NaN where it met
 * nothing but that infinity itself, as around the quotient of a division by 0. What follows tells them apart; images without such values pay for a look alone.
 */

/** The voxels that are no NaN, where one of them is the infinity; undefined where none is. */
export function numbersWith(infinity: number, voxels: Voxels, size: Vec3): Bitmask | undefined {
  if (!(voxels instanceof Float32Array || voxels instanceof Float64Array) || !voxels.includes(infinity))
    return undefined;
  return packBand(voxels, size, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
}

/** Writes the infinity to the voxels of a step's result that are NaN although a number lies under the element. */
export function writeInfinity(infinity: number, voxels: Voxels, numbers: Bitmask, element: StructuringElement): void {
  const reached = new Uint8Array(voxels.length);
  unpackInto(dilate(numbers, element), reached);
  for (let n = 0; n < voxels.length; n++) if (reached[n] === 1 && Number.isNaN(voxels[n])) voxels[n] = infinity;
}
