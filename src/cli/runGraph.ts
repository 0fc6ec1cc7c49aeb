import { join } from 'node:path';
import { applyLimits } from './applyLimits.ts';
import { CliError } from './cliError.ts';
import type { Console } from './console.ts';
import { createGraphRun } from './graphRun.ts';
import { createInputFiles } from './inputFiles.ts';
import { loadKernels } from './loadKernels.ts';
import { ownBytes, runMemoryLimit } from './memoryLimit.ts';
import { plannedFiles } from './plannedFiles.ts';
import { readGraph } from './readGraph.ts';
import { setParams } from './setParams.ts';
import { outputFolder } from './writeOutput.ts';
import { writeResult } from './writeResult.ts';

export interface RunOptions {
  readonly set?: readonly string[] | undefined;
  readonly out: string;
  /** What files may ask for, as in "image=8GB". */
  readonly limit?: readonly string[] | undefined;
  /** What the process may take, as in "8GiB". */
  readonly memory?: string | undefined;
}

/**
 * Runs a graph file and writes its files; each path goes to stdout, warnings and times go to stderr. A file that fails does not keep
 * the others from being written; a run that would need more memory than it may take is not begun. Throws CliError: 2 when the settings do not
 * fit the graph, 1 when anything failed.
 */
export async function runGraph(path: string, options: RunOptions, console: Console): Promise<void> {
  applyLimits(options.limit ?? []);
  const allowed = await runMemoryLimit(options.memory);
  const { document: read, warnings, modules } = await readGraph(path);
  for (const warning of warnings) console.err(`Warning: ${warning}`);
  loadKernels();
  const inputs = createInputFiles();
  try {
    const settings = options.set ?? [];
    const planned = plannedFiles(setParams(read, modules, settings, inputs.add), modules);
    const folder = outputFolder(options.out);
    const isToldOf = planned.files.some(({ hasProvenance }) => hasProvenance);
    // Files are hashed only for those who ask for it.
    const tell = isToldOf ? (await import('./tellProvenance.ts')).tellProvenance(read, modules, settings) : undefined;
    const run = createGraphRun(planned, modules, inputs, Math.max(0, allowed - ownBytes));
    const failures: string[] = [];
    try {
      const peak = await run.forecast();
      if (peak && peak.bytes + ownBytes > allowed) (await import('./refuseLarge.ts')).refuseLarge(peak, allowed);
      for (;;) {
        const start = performance.now();
        const next = await run.next();
        if (!next) break;
        const { file, made } = next;
        const failure =
          'failure' in made
            ? made.failure
            : writeResult({ folder }, file.fileName, made, inputs.paths, tell?.(file.output));
        if (failure !== undefined) failures.push('failure' in made ? failure : `${file.label}: ${failure}`);
        else {
          console.out(join(options.out, file.fileName));
          console.err(`${file.label}: done in ${((performance.now() - start) / 1000).toFixed(2)} s`);
        }
      }
      for (const warning of run.warnings()) console.err(`Warning: ${warning}`);
    } finally {
      run.dispose();
    }
    if (failures.length > 0) throw new CliError([...new Set(failures)].join('\n'));
  } finally {
    inputs.close();
  }
}
