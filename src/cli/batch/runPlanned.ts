import { join } from 'node:path';
import { CliError, reasonOf } from '#src/cli/cliError.ts';
import { ownBytes } from '#src/cli/memoryLimit.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import type { BatchPlan, PlannedItem } from './batchPlan.ts';
import { type DoneItem, openBatchState } from './batchState.ts';
import { isUnchanged } from './inputHash.ts';
import { hashedRun, itemKey } from './itemKey.ts';
import type { ChildStart } from './messages.ts';
import type { BatchProgress } from './progress.ts';
import { type Ran, runItems, type Work } from './runItems.ts';
import { createSummary, type SummaryRow } from './summary.ts';
import { takeWorkFolder } from './workFolder.ts';

interface PlannedBatch {
  readonly items: () => Iterator<PlannedItem>;
  readonly plan: BatchPlan;
  readonly progress: BatchProgress;
  readonly start: Pick<ChildStart, 'document' | 'version' | 'out' | 'limits'>;
  readonly modules: ModuleSet;
  readonly out: string;
  readonly jobs: number;
  readonly memory: number;
  /** Whether what is done runs again. */
  readonly isForced: boolean;
}

/** Runs what was planned. Throws CliError: 1 when an item failed, 130 when it was interrupted. */
export async function runPlanned({
  items,
  plan,
  progress,
  start,
  modules,
  out,
  jobs,
  memory,
  isForced,
}: PlannedBatch): Promise<void> {
  const work = takeWorkFolder(start.out);
  const { signal, release } = interruption();
  const counts = { done: 0, skipped: 0, failed: 0 };
  try {
    const state = openBatchState(work.state);
    const summary = createSummary(work.rows);

    /** Notes how an item ended, for the summary, the list and whoever watches. */
    const end = ({ item }: PlannedItem, row: Omit<SummaryRow, 'number' | 'item'>) => {
      counts[row.status]++;
      summary.add({ number: item.number, item: item.label, ...row });
      progress.ended(item.label, row.status, `${item.label}: ${endText(row)}`);
      for (const name of row.results) progress.out(join(out, name));
      for (const warning of row.warnings) progress.err(`Warning: ${item.label}: ${warning}`);
    };

    const left = items();
    /** The next item that has to run. */
    const next = (): Work<PlannedItem> | undefined => {
      for (let found = left.next(); !found.done; found = left.next()) {
        const planned = found.value;
        const { settings, names } = planned;
        if (!plan.knows(planned)) {
          end(planned, failedRow(['it came after the batch was planned: run the batch again']));
          continue;
        }
        const before = isForced ? undefined : state.find(names[0], start.out);
        if (before?.inputs.every(isUnchanged) && keyNow(planned, before) === before.key) {
          end(planned, skippedRow(before));
          continue;
        }
        return { of: planned, item: { kind: 'item', settings, names, doneKey: before?.key } };
      }
      return undefined;
    };

    const keyNow = ({ settings, names }: PlannedItem, { inputs }: DoneItem): string => {
      const hashes = new Map(inputs.map(({ path, sha256 }) => [path, sha256]));
      return itemKey(start.version, hashedRun(start.document, modules, settings, hashes), modules, names);
    };

    const ran = ({ of: planned, outcome, seconds, most }: Ran<PlannedItem>) => {
      const usual = { seconds: Math.round(seconds * 1000) / 1000, mebibytes: Math.round(most / 2 ** 20) };
      switch (outcome.kind) {
        case 'done': {
          const { key, inputs, written, warnings } = outcome;
          state.add({ key, inputs, written });
          end(planned, {
            ...usual,
            status: 'done',
            results: namesOf(written),
            inputs: hashesOf(inputs),
            warnings,
            causes: [],
          });
          return;
        }
        case 'same': {
          const before = state.find(planned.names[0], start.out);
          // Its times have changed, its content has not: next time it need not be read.
          if (before) state.add({ ...before, inputs: outcome.inputs });
          end(planned, skippedRow({ written: before?.written ?? [], inputs: outcome.inputs }));
          return;
        }
        case 'failed':
          end(planned, {
            ...failedRow(outcome.causes),
            ...usual,
            results: namesOf(outcome.written),
            warnings: outcome.warnings,
          });
          return;
        default:
          outcome satisfies never;
      }
    };

    try {
      await runItems<PlannedItem>({
        start: { ...start, kind: 'start', temporary: work.temporary, budget: Math.max(0, memory - ownBytes) },
        jobs: Math.min(jobs, plan.count),
        memory,
        next,
        began: ({ item }) => progress.began(item.label),
        ran,
        signal,
      });
    } finally {
      summary.write(start.out, work.temporary);
      summary.close();
      state.close();
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`The batch cannot go on: ${reasonOf(error)}`);
  } finally {
    work.release();
    release();
  }
  tell(counts, plan.count, out, progress, signal.aborted);
}

function tell(
  { done, skipped, failed }: Readonly<Record<SummaryRow['status'], number>>,
  count: number,
  out: string,
  progress: BatchProgress,
  isInterrupted: boolean,
): void {
  progress.close();
  const before = skipped > 0 ? `, ${skipped} were done before` : '';
  const facts = `${done} of ${count} done${before}, ${failed} failed`;
  if (isInterrupted) throw new CliError(`Interrupted: ${facts}; the same command goes on from here`, 130);
  if (failed > 0) throw new CliError(`${facts}: see ${join(out, 'batch-failures.txt')}`);
  progress.err(`${facts}: see ${join(out, 'batch-summary.csv')}`);
}

/** Ctrl+C, and what else asks a process to end. */
function interruption() {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of signals) process.on(name, abort);
  return {
    signal: controller.signal,
    release() {
      for (const name of signals) process.off(name, abort);
    },
  };
}

type Row = Omit<SummaryRow, 'number' | 'item'>;

function endText({ status, seconds, causes }: Row): string {
  if (status === 'skipped') return 'was done before';
  return status === 'done' ? `done in ${seconds.toFixed(2)} s` : `failed: ${causes.join('; ')}`;
}

function failedRow(causes: readonly string[]): Row {
  return { status: 'failed', results: [], inputs: [], seconds: 0, mebibytes: 0, warnings: [], causes };
}

function skippedRow({ written, inputs }: Pick<DoneItem, 'written' | 'inputs'>): Row {
  return { ...failedRow([]), status: 'skipped', results: namesOf(written), inputs: hashesOf(inputs) };
}

function namesOf(written: DoneItem['written']): string[] {
  return written.map(({ name }) => name);
}

function hashesOf(inputs: DoneItem['inputs']): string[] {
  return inputs.map(({ sha256 }) => sha256);
}
