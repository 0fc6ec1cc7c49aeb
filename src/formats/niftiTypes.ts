import type { VoxelType } from '#src/image/volume.ts';

/** How one voxel is stored in a NIfTI file. */
export type StoredType = VoxelType | 'int64' | 'uint64';

/** What a datatype code of nifti1.h stands for. Those without `stored` are refused by their name. */
interface DataType {
  readonly name: string;
  readonly bits: number;
  readonly stored?: StoredType;
  /** Numbers of a voxel that is a colour. */
  readonly components?: 3 | 4;
}

const dataTypes: ReadonlyMap<number, DataType> = new Map([
  [1, { name: 'one bit a voxel', bits: 1 }],
  [2, { name: 'uint8', bits: 8, stored: 'uint8' }],
  [4, { name: 'int16', bits: 16, stored: 'int16' }],
  [8, { name: 'int32', bits: 32, stored: 'int32' }],
  [16, { name: 'float32', bits: 32, stored: 'float32' }],
  [32, { name: 'complex64', bits: 64 }],
  [64, { name: 'float64', bits: 64, stored: 'float64' }],
  [128, { name: 'RGB24', bits: 24, stored: 'uint8', components: 3 }],
  [256, { name: 'int8', bits: 8, stored: 'int8' }],
  [512, { name: 'uint16', bits: 16, stored: 'uint16' }],
  [768, { name: 'uint32', bits: 32, stored: 'uint32' }],
  [1024, { name: 'int64', bits: 64, stored: 'int64' }],
  [1280, { name: 'uint64', bits: 64, stored: 'uint64' }],
  [1536, { name: 'float128', bits: 128 }],
  [1792, { name: 'complex128', bits: 128 }],
  [2048, { name: 'complex256', bits: 256 }],
  [2304, { name: 'RGBA32', bits: 32, stored: 'uint8', components: 4 }],
]);

/** What a datatype code stands for, or undefined for a code that the format does not know. */
export function dataTypeOf(code: number): DataType | undefined {
  return dataTypes.get(code);
}

/** The datatype code of a voxel type. */
export function dataTypeCode(type: VoxelType): number {
  for (const [code, facts] of dataTypes) if (facts.stored === type && !facts.components) return code;
  throw new Error(`NIfTI has no datatype for ${type}`);
}
