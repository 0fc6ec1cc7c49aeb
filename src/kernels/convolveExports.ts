import type { VoxelType } from '#src/image/volume.ts';

/** By which number the WebAssembly kernels know a voxel type: its place here. */
export const voxelCodes: readonly VoxelType[] = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'float32',
  'float64',
];

/**
 * `count` rows of `n` voxels at `source`, of the type `from`, to filtered lines `stride` bytes apart at `target`,
 * rounded to the type `to`. `places` says for each of the n + 2 * radius places of a row which voxel stands there, -1
 * for the constant; `line` has room for so many.
 */
type FilterRows = (
  source: number,
  from: number,
  count: number,
  n: number,
  line: number,
  places: number,
  constant: number,
  weights: number,
  radius: number,
  symmetry: number,
  to: number,
  target: number,
  stride: number,
) => void;

/**
 * `count` lines of `n` values, filtered from line to line, to voxels of type `to` in rows `rowBytes` apart; the first
 * line whose result is wanted lies at `lines`. `result` has room for two lines.
 */
type FilterColumns = (
  lines: number,
  stride: number,
  count: number,
  n: number,
  weights: number,
  radius: number,
  symmetry: number,
  result: number,
  to: number,
  target: number,
  rowBytes: number,
) => void;

/** `count` rows of `n` voxels, `rowBytes` apart, to lines `stride` bytes apart. */
type ReadLines = (
  source: number,
  from: number,
  rowBytes: number,
  count: number,
  n: number,
  target: number,
  stride: number,
) => void;

/**
 * What assembly/gaussian.ts exports; addresses and strides in bytes, symmetry 1 (even), -1 (odd) or 0. Lines are
 * float64, in the Fast forms float32. Up to 64 bytes behind voxels and lines are read, and behind lines written.
 */
export interface ConvolveExports {
  readonly filterRows: FilterRows;
  readonly filterRowsFast: FilterRows;
  readonly filterColumns: FilterColumns;
  readonly filterColumnsFast: FilterColumns;
  readonly readLines: ReadLines;
  readonly readLinesFast: ReadLines;
}
