import { isatty } from 'node:tty';
import { CliError } from '#src/cli/cliError.ts';
import { type Console, processConsole } from '#src/cli/console.ts';
import { packageVersion } from '#src/cli/version.ts';
import { outputFolder } from '#src/cli/writeOutput.ts';
import { type BatchGraph, readBatchGraph } from './batchGraph.ts';
import { type BatchArguments, batchOptions } from './batchOptions.ts';
import { type PlannedItem, planBatch, planItem } from './batchPlan.ts';
import { fileItems } from './fileItems.ts';
import { createProgress, type Terminal } from './progress.ts';
import { runPlanned } from './runPlanned.ts';
import { isTable, tableItems } from './tableItems.ts';

/**
 * Runs a graph on many files, each item in a child process, and writes their results, a summary and a list of failures. Items that an
 * earlier batch has done are left out. Throws CliError: 2 for wrong usage and whatever can be known before anything runs, 1 when an item
 * failed, 130 when it was interrupted.
 */
export async function runBatch(
  graphPath: string,
  files: readonly string[],
  given: BatchArguments,
  console: Console,
): Promise<void> {
  const options = batchOptions(given);
  const graph = await readBatchGraph(graphPath, given.set ?? [], given.input);
  for (const warning of graph.warnings) console.err(`Warning: ${warning}`);
  const { modules } = graph;
  const source = itemsOf(files, graph, options.out);
  function* items(): Generator<PlannedItem> {
    for (const item of source()) yield planItem(graph, modules, item, options.pattern);
  }
  const plan = planBatch(items, options.out);
  if (given['dry-run']) {
    for (const { item, names } of items()) console.out(`${item.label} -> ${names.join(', ')}`);
    console.err(`${plan.count} ${plan.count === 1 ? 'item' : 'items'} would run; nothing was run`);
    return;
  }
  const progress = createProgress(plan.count, console, console === processConsole ? terminal() : undefined);
  try {
    await runPlanned({
      items,
      plan,
      progress,
      start: {
        document: graph.document,
        version: packageVersion(),
        out: outputFolder(options.out),
        limits: given.limit ?? [],
      },
      modules,
      ...options,
      isForced: given.force === true,
    });
  } finally {
    progress.close();
  }
}

/** What goes through the items from the beginning, as often as it is called. */
function itemsOf(files: readonly string[], graph: BatchGraph, out: string) {
  const [table, ...others] = files.filter(isTable);
  if (table !== undefined) {
    if (files.length > 1)
      throw new CliError(
        `A table stands by itself, and ${others[0] ?? files.find((file) => file !== table)} is given beside ${table}`,
        2,
      );
    return () => tableItems(table, graph, graph.modules);
  }
  const { input } = graph;
  if ('why' in input) throw new CliError(`voxgraph batch: ${input.why}`, 2);
  return () => fileItems(files, input, out);
}

/** The terminal that progress goes to, if there is one. */
function terminal(): Terminal | undefined {
  if (!isatty(2) || process.env.TERM === 'dumb') return undefined;
  return {
    columns: () => process.stderr.columns ?? 80,
    write: (text) => void process.stderr.write(text),
    hasResults: isatty(1),
  };
}
