import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { CliError } from '#src/cli/cliError.ts';
import { plannedFiles } from '#src/cli/plannedFiles.ts';
import { setParams } from '#src/cli/setParams.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { provenanceName } from '#src/graph/provenance.ts';
import { type BatchGraph, namedFile } from './batchGraph.ts';
import { foldedName, hash48 } from './hash48.ts';
import type { BatchItem } from './item.ts';
import { outputNames } from './outputNames.ts';
import { summaryNames } from './summary.ts';

/** An item, and what it will write. */
export interface PlannedItem {
  readonly item: BatchItem;
  /** All settings, those for all items first. */
  readonly settings: readonly string[];
  /** Its results below the folder, in the order of the files that the graph writes. */
  readonly names: readonly string[];
  /** All files that it may write: results, and what tells where they come from. */
  readonly all: readonly string[];
  /** Its inputs. */
  readonly paths: readonly string[];
}

/** What is known of all items before any runs: of each name six bytes, so that there may be very many. */
export interface BatchPlan {
  readonly count: number;
  /** Whether an item was met when the batch was planned: files may appear while it runs. */
  knows(item: PlannedItem): boolean;
}

/** The plan of one item. Throws CliError (usage), with the item, where its settings do not fit the graph. */
export function planItem(graph: BatchGraph, modules: ModuleSet, item: BatchItem, pattern: string): PlannedItem {
  const settings = [...graph.settings, ...item.settings];
  const paths = new Set<string>();
  try {
    const document = setParams(graph.document, modules, settings, (path) => {
      paths.add(path);
      return namedFile(path);
    });
    const run = plannedFiles(document, modules);
    const names = outputNames(run, modules, item, pattern);
    const besides = run.files.flatMap(({ hasProvenance }, n) => (hasProvenance ? [provenanceName(names[n])] : []));
    return { item, settings, names, all: [...names, ...besides], paths: [...paths] };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`${item.label}: ${error.message.replace(/^--set /, '')}`, 2);
  }
}

/**
 * Goes through all items once, before anything runs. `items` is called anew for each time that they are gone through. Throws CliError
 * (usage) where two would write one file, or one would overwrite an input of the batch.
 */
export function planBatch(items: () => Iterable<PlannedItem>, out: string): BatchPlan {
  const names = new Set<number>();
  const inputs = new Set<number>();
  const doubtful = new Set<number>();
  const reserved = new Set(summaryNames.map((name) => hash48(name)));
  const belowOut = pathBelow(out);
  let count = 0;
  for (const { item, all, paths } of items()) {
    count++;
    for (const name of all) {
      const folded = foldedName(name);
      const [folder] = folded.split('/');
      if (folder !== folded && summaryNames.includes(folder)) {
        const why = `${item.label} would write ${name}, but ${folder} is a file of the summary and no folder`;
        throw new CliError(`${why}\nNothing was run: choose other names with --name`, 2);
      }
      const hash = hash48(folded);
      if (names.has(hash) || reserved.has(hash)) doubtful.add(hash);
      names.add(hash);
    }
    for (const path of paths) {
      const below = belowOut(path);
      if (below !== undefined) inputs.add(hash48(foldedName(below)));
    }
  }
  if (count === 0) throw new CliError('There is no item: the table has no row', 2);
  for (const hash of inputs) if (names.has(hash)) doubtful.add(hash);
  if (doubtful.size > 0) refuse(items, doubtful, belowOut);
  return { count, knows: ({ all }) => all.every((name) => names.has(hash48(foldedName(name)))) };
}

/** The most collisions that are told. */
const maxTold = 10;

/** Finds out who is behind the names that came twice. Equal hashes of different names, one in a million batches, are none. */
function refuse(
  items: () => Iterable<PlannedItem>,
  doubtful: ReadonlySet<number>,
  belowOut: (path: string) => string | undefined,
): void {
  const writers = new Map<string, string>(summaryNames.map((name) => [name, 'the summary']));
  const readers = new Map<string, string>();
  const told: string[] = [];
  for (const { item, all, paths } of items()) {
    for (const path of paths) {
      const below = belowOut(path);
      if (below !== undefined && doubtful.has(hash48(foldedName(below)))) readers.set(foldedName(below), path);
    }
    for (const name of all) {
      const folded = foldedName(name);
      if (!doubtful.has(hash48(folded))) continue;
      const other = writers.get(folded);
      if (other === item.label) told.push(`${other} is given twice`);
      else if (other !== undefined) told.push(`${other} and ${item.label} would both write ${name}`);
      writers.set(folded, item.label);
    }
  }
  for (const [folded, path] of readers) {
    const writer = writers.get(folded);
    if (writer !== undefined) told.push(`${path} is an input, and ${writer} would overwrite it`);
  }
  if (told.length === 0) return;
  const more = told.length > maxTold ? [`… and ${told.length - maxTold} more`] : [];
  const advice =
    'Nothing was run: choose names with --name, for example "{folder}/{file}" or "{number}_{file}", or another --out';
  throw new CliError([...told.slice(0, maxTold), ...more, advice].join('\n'), 2);
}

/** What a path is called below a folder; undefined where it is not below it. Both may be links. */
function pathBelow(out: string): (path: string) => string | undefined {
  const root = realOf(out);
  let [lastFolder, lastReal] = ['', ''];
  return (path) => {
    const folder = dirname(resolve(path));
    if (folder !== lastFolder) [lastFolder, lastReal] = [folder, realOf(folder)];
    const below = relative(root, join(lastReal, basename(path)));
    return below.startsWith('..') || below === '' ? undefined : below.replaceAll(sep, '/');
  };
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
