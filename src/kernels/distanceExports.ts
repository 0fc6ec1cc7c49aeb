/** What assembly/distance.ts and distanceEnvelope.ts export; addresses, strides and rows in bytes. */
export interface DistanceExports {
  /**
   * Squared distances within a slice of bits, in 16 bits, with up to `reach` voxels along i; see there for the room it
   * needs.
   */
  distanceSlice(
    words: number,
    rowWords: number,
    ni: number,
    nj: number,
    slice: number,
    stride: number,
    row: number,
    reach: number,
    target: number,
  ): void;
  /** Takes them along k, in place; 1 where a result does not fit in 16 bits. */
  distanceTile(window: number, rowBytes: number, nk: number, n: number, lines: number, reach: number): number;
  /** Squares of 16 bits to float64, or with `isSquared` 0 to their roots; up to seven more are read and written. */
  distancesFrom16(source: number, target: number, count: number, isSquared: number): void;
  /** Squared distances within rows of bits, in float64. */
  distanceRows(words: number, rowWords: number, ni: number, rows: number, spacing: number, target: number): void;
  /** Squares of 16 bits to float64, each times `scale`; 0 where one of them is more than 16 bits hold. */
  scaledFrom16(source: number, target: number, count: number, scale: number): number;
  /**
   * Takes them along another axis, in place: columns side by side; `stack` has room for 16 bytes a voxel of a column.
   */
  distanceColumns(at: number, columns: number, length: number, stride: number, spacing: number, stack: number): void;
  /** Replaces float64 values by their roots; one more may be. */
  squareRoots(at: number, count: number): void;
}
