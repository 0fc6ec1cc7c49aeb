/** One run of the graph of a batch. */
export interface BatchItem {
  /** From 1 on: the place among the files, or the row of the table. */
  readonly number: number;
  /** What {name} and {prefix} stand for in the names of its results. */
  readonly name: string;
  /** How messages and the summary call it: its path as it was given, or its row. */
  readonly label: string;
  /** The name of the folder that its input lies in; empty where it has none. */
  readonly folder: string;
  /** "NODE.param=VALUE"; they come after those that hold for all items. */
  readonly settings: readonly string[];
}
