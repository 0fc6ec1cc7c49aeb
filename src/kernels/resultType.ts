import type { VoxelType } from '#src/image/volume.ts';
import { holds, voxelTypes } from '#src/image/voxelType.ts';

const integerTypes: readonly VoxelType[] = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32'];

/** The smallest integer type that holds every integer from low to high; float64 where there is none. */
export function integerTypeFor(low: number, high: number): VoxelType {
  return integerTypes.find((type) => holds(type, low) && holds(type, high)) ?? 'float64';
}

/**
 * The float type for results of computing with these types: float32 where it holds all their values exactly (8 and 16 bits,
 * float32 itself), else float64.
 */
export function floatTypeFor(...types: readonly VoxelType[]): 'float32' | 'float64' {
  return types.every((type) => voxelTypes[type].bytes <= 2 || type === 'float32') ? 'float32' : 'float64';
}

/** The smallest and the largest of some bounds; what is not a number (0 * infinity) is no bound. */
export function spanOf(bounds: readonly number[]): readonly [low: number, high: number] {
  return [Math.min(...bounds), Math.max(...bounds)];
}
