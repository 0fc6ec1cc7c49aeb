import type { Voxels, VoxelType } from './volume.ts';

/** What is known of each voxel type; for floats `min` and `max` are the finite limits. */
interface TypeFacts {
  readonly bytes: number;
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  /** In MeVisLab's words, as its viewers show them. */
  readonly label: string;
}

export const voxelTypes: Readonly<Record<VoxelType, TypeFacts>> = {
  uint8: { bytes: 1, integer: true, min: 0, max: 255, label: 'unsigned int8' },
  int8: { bytes: 1, integer: true, min: -128, max: 127, label: 'int8' },
  uint16: { bytes: 2, integer: true, min: 0, max: 65535, label: 'unsigned int16' },
  int16: { bytes: 2, integer: true, min: -32768, max: 32767, label: 'int16' },
  uint32: { bytes: 4, integer: true, min: 0, max: 4294967295, label: 'unsigned int32' },
  int32: { bytes: 4, integer: true, min: -2147483648, max: 2147483647, label: 'int32' },
  float32: { bytes: 4, integer: false, min: -3.4028234663852886e38, max: 3.4028234663852886e38, label: 'float' },
  float64: { bytes: 8, integer: false, min: -Number.MAX_VALUE, max: Number.MAX_VALUE, label: 'double' },
};

/** The type of an array of voxels. */
export function voxelTypeOf(voxels: Voxels): VoxelType {
  if (voxels instanceof Uint8Array) return 'uint8';
  if (voxels instanceof Int16Array) return 'int16';
  if (voxels instanceof Float32Array) return 'float32';
  if (voxels instanceof Uint16Array) return 'uint16';
  if (voxels instanceof Float64Array) return 'float64';
  if (voxels instanceof Int32Array) return 'int32';
  if (voxels instanceof Uint32Array) return 'uint32';
  return 'int8';
}

/** The array class of a voxel type. */
export const voxelArrays = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** Whether a type can hold a value without changing it. NaN and infinities need a float type. */
export function holds(type: VoxelType, value: number): boolean {
  const facts = voxelTypes[type];
  if (facts.integer) return Number.isInteger(value) && value >= facts.min && value <= facts.max;
  return type === 'float64' || Object.is(Math.fround(value), value) || Number.isNaN(value);
}

const order: readonly VoxelType[] = ['uint8', 'int8', 'uint16', 'int16', 'uint32', 'int32', 'float32', 'float64'];

/** The smallest type that holds every one of the values exactly. */
export function smallestTypeFor(values: readonly number[]): VoxelType {
  return order.find((type) => values.every((value) => holds(type, value))) ?? 'float64';
}

/**
 * The smallest type that holds every value of `type` and, in addition, all of `values`: how a result widens instead of
 * wrapping. A uint8 image with a background of -1000 becomes int16; an int32 image with 0.5 becomes float64.
 */
export function widen(type: VoxelType, values: readonly number[] = []): VoxelType {
  if (values.every((value) => holds(type, value))) return type;
  const facts = voxelTypes[type];
  return (
    order.find((wider) => {
      if (!values.every((value) => holds(wider, value))) return false;
      const to = voxelTypes[wider];
      if (to.integer) return facts.integer && to.min <= facts.min && to.max >= facts.max;
      // float32 holds the integers up to 2^24 exactly, so it is wide enough for 8 and 16 bits only.
      return wider === 'float64' || (facts.integer ? facts.bytes <= 2 : type === 'float32');
    }) ?? 'float64'
  );
}
