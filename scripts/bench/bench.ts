import type { Cell } from './cell.ts';
import { type Loaded, load } from './load.ts';
import { measureCell } from './measureCell.ts';
import { forgetMemory } from './memory.ts';
import type { BenchOptions } from './options.ts';
import type { Peer } from './peer.ts';
import type { Places } from './processVariants.ts';
import { foreseePython } from './pythonSpeeds.ts';
import type { Row } from './row.ts';
import { cellText } from './table.ts';
import { type VolumeName, volumeNames } from './volumes.ts';
import type { Workers } from './workers.ts';

/** What the rows are measured with. */
export interface Bench {
  readonly options: BenchOptions;
  readonly places: Places;
  /** The folder of reference data. */
  readonly data: string;
  readonly peer: Peer | undefined;
  readonly workers: Workers;
  /** By row and column the milliseconds a voxel on the last volume, to tell what would take too long on a larger one. */
  readonly speeds: Map<string, number>;
  /** Told what is under way. */
  say(line: string): void;
}

export interface BenchResult {
  /** In the order of the rows. */
  readonly cells: readonly Cell[];
  /** Rows that failed, and volumes that are not there, with the reasons. */
  readonly failures: readonly string[];
}

/** The volumes on which a row is measured. */
export function volumesOf(row: Row, { sizes, readme }: BenchOptions): readonly VolumeName[] {
  const wanted = volumeNames.filter((name) => (sizes.length > 0 ? sizes : row.volumes).includes(name));
  return readme ? wanted.filter((name) => row.goals?.some(({ at }) => at.includes(name))) : wanted;
}

/** Measures all rows, one volume after the other, the smallest first. What fails does not keep the others from being measured. */
export async function runBench(rows: readonly Row[], bench: Bench): Promise<BenchResult> {
  const cells: Cell[] = [];
  const failures: string[] = [];
  for (const volume of volumeNames) {
    const asked = rows.filter((row) => volumesOf(row, bench.options).includes(volume));
    if (asked.length === 0) continue;
    bench.say(`${volume} is being made`);
    let input: Loaded;
    try {
      input = await load(volume, bench.data, bench.places.folder);
    } catch (error) {
      failures.push(`${volume} left out: ${error instanceof Error ? error.message : error}`);
      continue;
    }
    await foreseePython(asked, input.image.voxels.length, bench.speeds, bench.peer);
    if (asked.some(({ kind }) => kind === 'step')) await bench.peer?.load(input);
    for (const row of asked) {
      try {
        const cell = await measureCell(row, volume, input, bench);
        cells.push(cell);
        bench.say(cellText(cell));
      } catch (error) {
        failures.push(`${row.name}, ${volume} failed: ${error instanceof Error ? error.message : error}`);
      }
    }
    await bench.peer?.forget();
    forgetMemory();
  }
  return { cells: rows.flatMap(({ name }) => cells.filter((cell) => cell.name === name)), failures };
}
