import type { BenchResult } from './bench.ts';
import type { BenchOptions } from './options.ts';
import { legend, longTable, shortTable } from './table.ts';
import { benchVolumes } from './volumes.ts';

/** All that a run of the bench found out. */
export interface Report extends BenchResult {
  readonly options: BenchOptions;
  /** The machine before and after, and how fast it copies. */
  readonly machine: readonly string[];
  /** What is not compared, and why. */
  readonly absent: readonly string[];
  /** What was measured of memory, in sentences, and its figures by name. */
  readonly memory: readonly string[];
  readonly memoryFigures: Readonly<Record<string, unknown>>;
}

/** The table and what there is to say of it, in Markdown: all of it, or the short form for the README. */
export function reportText(report: Report): string {
  const { cells, options, machine, absent, memory } = report;
  const lines = [...machine, `Medians of ${options.runs}, taken in turn`, ...memory];
  for (const volume of new Set(cells.map((cell) => cell.volume))) {
    lines.push(`${volume}: ${benchVolumes[volume].about}`);
  }
  lines.push(...absent);
  if (!options.readme) {
    lines.push(...legend);
    for (const { name, other } of new Map(cells.map((cell) => [cell.name, cell])).values()) {
      if (other) lines.push(`other of ${name}: ${other}`);
    }
  }
  for (const { name, volume, notes } of cells) lines.push(...notes.map((note) => `${name}, ${volume}: ${note}`));
  const table = options.readme ? shortTable(cells) : longTable(cells);
  return `${table}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}
