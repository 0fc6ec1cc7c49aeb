import fc from 'fast-check';
import type { Volume, Voxels, VoxelType } from '#src/image/volume.ts';
import { voxelArrays, voxelTypes } from '#src/image/voxelType.ts';

export const anyType = fc.constantFrom(...(Object.keys(voxelTypes) as VoxelType[]));
const length = fc.integer({ min: 1, max: 7 });
export const anySize = fc.tuple(length, length, length);

/** Rotated, sheared a little, of any spacing, right- and left-handed; in float64, and never flat. */
export const anyAffine = fc
  .tuple(
    fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 9, maxLength: 9 }),
    fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 3, maxLength: 3 }),
    fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { minLength: 3, maxLength: 3 }),
    fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    fc.constantFrom([0, 1, 2], [1, 2, 0], [2, 0, 1], [1, 0, 2]),
  )
  .map(([skew, origin, spacing, flips, order]) => {
    const rows = [0, 1, 2].map((row) =>
      [0, 1, 2].map((axis) => {
        const along = order[axis] === row ? 1 : skew[3 * row + axis];
        return along * spacing[axis] * (flips[axis] ? -1 : 1) + 0;
      }),
    );
    return [...rows.flatMap((row, n) => [...row, origin[n] + 0]), 0, 0, 0, 1];
  });

/** Any bytes as voxels of any type: extreme values, NaN and infinities among them. */
export const anyVolume: fc.Arbitrary<Volume> = fc
  .tuple(anyType, anySize, anyAffine, fc.infiniteStream(fc.nat(255)))
  .map(([type, size, affine, stream]) => {
    const bytes = new Uint8Array(size[0] * size[1] * size[2] * voxelTypes[type].bytes);
    for (let n = 0; n < bytes.length; n++) bytes[n] = stream.next().value ?? 0;
    return { size, affine, voxels: new voxelArrays[type](bytes.buffer) as Voxels };
  });

/** A 5x4x3 image of each type, extreme values in it, on an oblique grid. */
export function volumesOfAllTypes(): readonly (Volume & { readonly type: VoxelType })[] {
  const affine = [-1.5, 0.25, 0, 40, 0.125, 2, -0.5, -60, 0, 0.5, 3, 12.75, 0, 0, 0, 1];
  return (Object.keys(voxelTypes) as VoxelType[]).map((type) => {
    const voxels = new voxelArrays[type](60);
    const { integer, min, max } = voxelTypes[type];
    for (let n = 0; n < 60; n++) voxels[n] = integer ? Math.max(min, 7 * n - 100) : n / 7 - 3;
    voxels[0] = min;
    voxels[59] = max;
    return { type, size: [5, 4, 3], affine, voxels };
  });
}
