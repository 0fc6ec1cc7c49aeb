import fc from 'fast-check';
import type { VoxelType } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';

/** Values that a type holds, its ends among them, of floats NaN, infinities and -0 as well. */
export function anyValueOf(type: VoxelType): fc.Arbitrary<number> {
  const { integer, min, max } = voxelTypes[type];
  if (integer) return fc.oneof(fc.constantFrom(min, max, 0), fc.integer({ min, max }));
  const special = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, min, max);
  return fc.oneof(special, type === 'float32' ? fc.float() : fc.double(), fc.integer({ min: -9, max: 9 }));
}
