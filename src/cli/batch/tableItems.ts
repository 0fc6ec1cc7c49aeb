import { basename, dirname, join } from 'node:path';
import { CliError } from '#src/cli/cliError.ts';
import { safeFileName, splitSuffix } from '#src/graph/fileName.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { type BatchGraph, paramNamed } from './batchGraph.ts';
import { csvRows } from './csvRows.ts';
import type { BatchItem } from './item.ts';
import { jsonRows } from './jsonRows.ts';
import { textChunks } from './textChunks.ts';

type Row = Readonly<Record<string, string>>;

/** Whether a file is a table of items, which its name says: images have other names. */
export function isTable(path: string): boolean {
  return /\.(csv|tsv|json)$/i.test(path);
}

/**
 * The items of a table, row by row: columns NODE.param hold what the parameter of that name gets, and an optional column "name" how the
 * item is called. Paths are relative to the table. An empty cell leaves what the graph has. Throws CliError (usage), with the row, where
 * the table cannot be used.
 */
export function* tableItems(path: string, graph: BatchGraph, modules: ModuleSet): Generator<BatchItem> {
  const table = basename(path);
  let number = 0;
  const usage = (why: string) => new CliError(`${table}, row ${number}: ${why}`, 2);
  const rows = /\.json$/i.test(path) ? jsonTable(path) : csvTable(path);
  for (;;) {
    let next: IteratorResult<Row>;
    try {
      next = rows.next();
    } catch (error) {
      if (error instanceof CliError) throw error;
      throw new CliError(`The table ${path} cannot be used: ${error instanceof Error ? error.message : error}`, 2);
    }
    if (next.done) return;
    number++;
    const settings: string[] = [];
    let file: string | undefined;
    for (const [column, cell] of Object.entries(next.value)) {
      if (column === 'name' || cell === '') continue;
      const param = paramNamed(graph.document, modules, column);
      if (!param) throw usage(`there is no parameter ${column}: columns are called "name" or NODE.parameter`);
      const isFile = param.kind === 'file';
      const value = isFile ? fromTable(path, cell) : cell;
      if (isFile && (file === undefined || ('param' in graph.input && column === graph.input.param))) file = value;
      settings.push(`${column}=${value}`);
    }
    const name = next.value.name || (file === undefined ? `row${number}` : splitSuffix(basename(file))[0]);
    if (next.value.name && safeFileName(name) !== name) {
      throw usage(
        `the name ${JSON.stringify(name)} cannot be part of the name of a file: "${safeFileName(name)}" could`,
      );
    }
    const folder = file === undefined ? '' : basename(dirname(file));
    yield { number, name, label: `${table}, row ${number} (${name})`, folder, settings };
  }
}

function fromTable(table: string, path: string): string {
  return /^([\\/]|[a-z]:)/i.test(path) ? path : join(dirname(table), path);
}

function* csvTable(path: string): Generator<Row> {
  let columns: readonly string[] | undefined;
  let number = 0;
  for (const cells of csvRows(textChunks(path))) {
    if (!columns) {
      columns = cells.map((cell) => cell.trim());
      const twice = columns.find((column, n) => columns?.indexOf(column) !== n);
      if (twice !== undefined) throw new Error(`two columns are called ${JSON.stringify(twice)}`);
      continue;
    }
    number++;
    if (cells.length > columns.length)
      throw new Error(`row ${number} has ${cells.length} cells under ${columns.length} columns`);
    yield Object.fromEntries(columns.map((column, n) => [column, cells[n] ?? '']));
  }
  if (!columns) throw new Error('it is empty: its first line names the columns');
}

function* jsonTable(path: string): Generator<Row> {
  for (const row of jsonRows(textChunks(path))) {
    yield Object.fromEntries(Object.entries(row).map(([column, value]) => [column, textOf(column, value)]));
  }
}

function textOf(column: string, value: unknown): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'object')
    throw new Error(`${column} holds an object: a number, a text, true, false or an array is expected`);
  return String(value);
}
