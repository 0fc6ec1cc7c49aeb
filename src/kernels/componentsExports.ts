/**
 * What assembly/fields.ts, flood.ts, fillHoles.ts, components.ts, measureRuns.ts, measurePlaces.ts, singles.ts and parts.ts export; addresses are in bytes. `mask` and
 * `reached` are rows of fields, words of 64 voxels.
 */
export interface ComponentsExports {
  toFields(words: number, rows: number, ni: number): void;
  fromFields(words: number, rows: number, ni: number): void;
  invertFields(mask: number, rows: number, ni: number): void;
  addFields(mask: number, others: number, rows: number, ni: number): void;
  /** Clears the voxels of others and returns how many runs are left. */
  removeFields(mask: number, others: number, rows: number, ni: number): number;
  keepFields(mask: number, others: number, rows: number, ni: number): void;
  countFields(mask: number, rows: number, ni: number): number;
  fullestSlice(mask: number, ni: number, nj: number, nk: number): number;
  firstPlace(mask: number, ni: number, nj: number, nk: number): number;
  dueBytes(nj: number, nk: number): number;
  makeDue(due: number, nj: number, k: number, end: number): void;
  countDue(due: number, nj: number, nk: number): number;
  /** Reaches what touches `reached` in the rows that are due in the slices start <= k < end; returns how many pieces of runs. */
  flood(
    mask: number,
    reached: number,
    ni: number,
    nj: number,
    nk: number,
    start: number,
    end: number,
    isForth: boolean,
    connectivity: number,
    due: number,
    empty: number,
  ): number;
  reachFaces(mask: number, reached: number, ni: number, nj: number, nk: number): void;
  /** The runs in so many rows. */
  countRuns(mask: number, rows: number, ni: number): number;
  /** The bytes of `tables` below. */
  sliceTableBytes(ni: number, nj: number): number;
  /**
   * Connects the runs of slices k <= slice < end, all slices in order, and in rows that are due with run 0, what was reached; returns
   * the `next` of the next call, the first has 1.
   */
  connectSlices(
    mask: number,
    reached: number,
    due: number,
    row: number,
    ni: number,
    nj: number,
    nk: number,
    k: number,
    end: number,
    connectivity: number,
    isOpen: boolean,
    tables: number,
    parents: number,
    next: number,
  ): number;
  /** The bytes of `tables` below. */
  blockTableBytes(ni: number, nj: number): number;
  /**
   * Connects the runs of blocks over corners, in an even number of slices but for the last, all in order; returns the `next` of the next
   * call, the first has 0.
   */
  connectBlocks(
    mask: number,
    ni: number,
    nj: number,
    nk: number,
    k: number,
    end: number,
    tables: number,
    parents: number,
    next: number,
  ): number;
  /** Gives the runs of these slices the numbers of their components; returns how many these are up to here, 0 included. */
  spreadBlocks(
    mask: number,
    ni: number,
    nj: number,
    nk: number,
    k: number,
    end: number,
    tables: number,
    blockParents: number,
    numberOf: number,
    numbers: number,
  ): number;
  /** Turns the parents of so many runs into the numbers of their components; returns how many these are. */
  numberComponents(parents: number, runs: number): number;
  /**
   * Clears every run but those of one component, and adds to sizes and first places of the others; reads 12 bytes behind the numbers.
   * Returns the address after the last run's number.
   */
  clearOthers(
    mask: number,
    ni: number,
    nj: number,
    nk: number,
    row: number,
    end: number,
    numbers: number,
    kept: number,
    sizes: number,
    firsts: number,
  ): number;
  /** What components begin with, 8 bytes each. */
  clearMeasures(measures: number, components: number): void;
  /** Adds the runs of these rows to the sizes and first places of their components; returns the address after the last run's number. */
  measurePlaces(
    mask: number,
    ni: number,
    nj: number,
    nk: number,
    row: number,
    end: number,
    numbers: number,
    measures: number,
  ): number;
  /** Puts the places behind the sizes, 4 bytes each; `room` has as many for each component. */
  partMeasures(measures: number, components: number, room: number): void;
  largestComponent(sizes: number, firsts: number, count: number): number;
  /**
   * Clears the voxels without a neighbour over a face, with `isOpen` but for those at a face of the volume; returns how many. Where `tallies`
   * is not 0 they are counted there for each i and j, i fastest.
   */
  clearSingles(mask: number, ni: number, nj: number, nk: number, isOpen: boolean, tallies: number): number;
  /** The passes of largestPartsSimd.ts, as assembly/parts.ts tells; all numbers have 4 bytes. */
  talliesBytes(): number;
  tallySizes(sizes: number, count: number, tallies: number): void;
  findLarger(sizes: number, count: number, least: number, found: number): number;
  tallyPlaces(sizes: number, places: number, count: number, size: number, shift: number, tallies: number): void;
  findPlaces(sizes: number, places: number, count: number, size: number, last: number, found: number): number;
  countBetween(
    places: number,
    count: number,
    firstLimits: number,
    shift: number,
    limits: number,
    last: number,
    between: number,
  ): void;
}
