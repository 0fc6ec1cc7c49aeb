import type { Verdict } from './goals.ts';
import type { Figure } from './measure.ts';
import type { Column } from './row.ts';
import type { VolumeName } from './volumes.ts';

/** A row on one volume: a line of the table. */
export interface Cell {
  readonly name: string;
  readonly number: string;
  readonly volume: VolumeName;
  readonly voxels: number;
  readonly figures: Readonly<Partial<Record<Column, Figure>>>;
  /** What the column `other` is. */
  readonly other?: string | undefined;
  readonly verdicts: readonly Verdict[];
  readonly notes: readonly string[];
}
