/**
 * What assembly/labels.ts, paintLabels.ts and rankLabels.ts export; addresses are in bytes, numbers have 4. `mask` are rows of fields, words of 64 voxels;
 * `numbers` and `labels` of runs begin with the first of these rows.
 */
export interface LabelsExports {
  /** Adds up the voxels of each component. */
  measureRuns(mask: number, rows: number, ni: number, numbers: number, sizes: number): void;
  /** Turns sizes into 1 where they are `least`, else 0; returns how many are. */
  flagLarge(sizes: number, count: number, least: number): number;
  /** The passes of labelStretches.ts, as assembly/rankLabels.ts tells. */
  countStretches(sizes: number, places: number, count: number, least: number, counts: number): number;
  partByStretch(sizes: number, places: number, count: number, least: number, next: number, parted: number): void;
  labelStretch(parted: number, count: number, label: number, marks: number, before: number): void;
  labelStretchBySize(parted: number, count: number, next: number, marks: number, before: number, ordered: number): void;
  takeLabels(sizes: number, places: number, count: number, least: number, next: number, labels: number): void;
  /** Writes the sizes of the first labels. */
  sizesByLabel(sizes: number, labels: number, count: number, last: number, ranked: number): void;
  /** Turns the numbers of runs into what is said of their components. */
  labelRuns(numbers: number, runs: number, labels: number): void;
  /** The same, leaving out the runs of one component; returns how many are left. */
  labelOthers(numbers: number, runs: number, labels: number, dropped: number): number;
  /** Sets the flags of the components that have a voxel in `marker`. */
  flagMarked(mask: number, marker: number, rows: number, ni: number, numbers: number, flags: number): void;
  /** Clears every run but those whose number or label is one of `count` from `first` on. */
  keepRuns(mask: number, rows: number, ni: number, labels: number, first: number, count: number): void;
  /**
   * Writes their labels to the voxels of runs, of 4 bytes each, one label to those of `apart`, which may be 0, and 0 to the others, and up to
   * 252 bytes more. Adds i, j and k of the voxels of the labels 1 to `last` to three float64 each; `most` is that of these which most runs
   * have, or 0.
   */
  paintRuns(
    mask: number,
    apart: number,
    row: number,
    end: number,
    ni: number,
    nj: number,
    labels: number,
    label: number,
    voxels: number,
    last: number,
    sums: number,
    most: number,
  ): void;
}
