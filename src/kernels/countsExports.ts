type Summarize = (source: number, count: number, all: number, above: number, result: number) => void;
type Deviations = (source: number, count: number, mean: number) => number;
type AddToBins = (
  source: number,
  count: number,
  edges: number,
  highest: number,
  bins: number,
  norm: number,
  tables: number,
) => void;

/** What assembly/counts.ts and assembly/statistics.ts export; addresses are in bytes. */
export interface CountsExports {
  /** Adds bytes to four tables of 256 counters of 4 bytes. */
  countBytes(source: number, count: number, tables: number): void;
  /** Adds values of two bytes to two tables of 65,536 counters. */
  countPairs(source: number, count: number, tables: number): void;
  /** Adds counters, a multiple of four of them, to others. */
  addCounters(target: number, source: number, count: number): void;
  /** To `result`: minimum, maximum, how many are not NaN, sum, as float64. */
  readonly summarizeUint32: Summarize;
  readonly summarizeInt32: Summarize;
  readonly summarizeFloat32: Summarize;
  readonly summarizeFloat64: Summarize;
  /** To `result`: minimum, maximum and how many are NaN, as float64; the type is a place in voxelCodes. */
  voxelRange(code: number, source: number, count: number, result: number): void;
  /** The sum of the squared distances from the mean. */
  readonly deviationsUint32: Deviations;
  readonly deviationsInt32: Deviations;
  readonly deviationsFloat32: Deviations;
  readonly deviationsFloat64: Deviations;
  /** Adds to four tables of a counter for each bin and one for the rest. The edges are float64, the last one Infinity in place of `highest`. */
  readonly addToBinsUint32: AddToBins;
  readonly addToBinsInt32: AddToBins;
  readonly addToBinsFloat32: AddToBins;
  readonly addToBinsFloat64: AddToBins;
}
