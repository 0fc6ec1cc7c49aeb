/** What assembly/components.ts and assembly/fillHoles.ts export; addresses are in bytes. */
export interface ComponentsExports {
  /** The runs in so many rows of words. */
  countForegroundRuns(words: number, rows: number, ni: number): number;
  /** The bytes of `tables` below. */
  sliceTableBytes(ni: number, nj: number): number;
  /** Connects the runs of slices k <= slice < end, all slices in order; returns the `next` of the next call, the first has 0. */
  connectSlices(
    words: number,
    ni: number,
    nj: number,
    k: number,
    end: number,
    connectivity: number,
    tables: number,
    parents: number,
    next: number,
  ): number;
  /** Turns the parents of so many runs into the numbers of their components; returns how many there are. */
  numberComponents(parents: number, runs: number): number;
  /** Sizes (from 0) and first places (from the highest number) of the components; returns the address after the last run's number. */
  measureRows(
    words: number,
    ni: number,
    nj: number,
    nk: number,
    row: number,
    end: number,
    numbers: number,
    sizes: number,
    firsts: number,
  ): number;
  largestComponent(sizes: number, firsts: number, count: number): number;
  /** Clears every run but those of one component; returns the address after the last run's number. */
  keepComponent(words: number, rows: number, ni: number, numbers: number, component: number): number;
  /** The bytes of `marks` below. */
  sortBytes(voxels: number): number;
  sortSizes(sizes: number, places: number, count: number, sorted: number, marks: number, voxels: number): void;
  countBackgroundRuns(words: number, rows: number, ni: number): number;
  /** As connectSlices for the background; the first call has the `next` 1, since 0 is the outside. */
  connectBackground(
    words: number,
    ni: number,
    nj: number,
    nk: number,
    k: number,
    end: number,
    tables: number,
    parents: number,
    next: number,
  ): number;
  /** Sets the holes in so many rows; returns the address after the last run. */
  fillRows(words: number, rows: number, ni: number, parents: number, run: number): number;
}
