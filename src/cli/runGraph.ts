import { totalmem } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { type GraphDocument, nodesOf, splitRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import { applyLimits } from './applyLimits.ts';
import { CliError } from './cliError.ts';
import type { Console } from './console.ts';
import { forgetDone } from './forgetDone.ts';
import { createInputFiles } from './inputFiles.ts';
import { loadKernels } from './loadKernels.ts';
import { type PlannedFile, plannedFiles } from './plannedFiles.ts';
import { readGraph } from './readGraph.ts';
import { recycled } from './recycled.ts';
import { setParams } from './setParams.ts';
import { outputFolder, writeOutput } from './writeOutput.ts';

export interface RunOptions {
  readonly set?: readonly string[] | undefined;
  readonly out: string;
  /** What files may ask for, as in "image=8GB". */
  readonly limit?: readonly string[] | undefined;
}

/**
 * Runs a graph file and writes its files; each path goes to stdout, warnings and times go to stderr. A file that fails does not keep
 * the others from being written. Throws CliError: 2 when the settings do not fit the graph, 1 when anything failed.
 */
export async function runGraph(path: string, options: RunOptions, modules: ModuleSet, console: Console): Promise<void> {
  applyLimits(options.limit ?? []);
  const { document: read, warnings } = readGraph(path, modules);
  for (const warning of warnings) console.err(`Warning: ${warning}`);
  loadKernels();
  const inputs = createInputFiles();
  let freed = (): readonly ArrayBufferLike[] => [];
  const engine = createEngine({
    modules,
    executor: executeHere(modules, { allocateBuffer: recycled(() => freed()) }),
    openFile: inputs.open,
    budget: Math.min(2 ** 32, totalmem() / 4),
    // Nothing will be changed below, so that what lies between need not be kept.
    keptBetween: 0,
  });
  try {
    const { document, files } = plannedFiles(setParams(read, modules, options.set ?? [], inputs.add), modules);
    const folder = outputFolder(options.out);
    const waiting = files.map(({ output }) => splitRef(output)[0]);
    freed = () => forgetDone(engine, document, waiting);
    const failures: string[] = [];
    for (const file of files) {
      const start = performance.now();
      const failure = await writeFile(engine, document, file, options.out, folder, inputs.paths, console);
      waiting.shift();
      if (failure) failures.push(failure);
      else console.err(`${file.label}: done in ${((performance.now() - start) / 1000).toFixed(2)} s`);
    }
    for (const [name] of nodesOf(document)) {
      const state = engine.state(document, name);
      if (state.status === 'done') for (const warning of state.warnings) console.err(`Warning: ${name}: ${warning}`);
    }
    if (failures.length > 0) throw new CliError([...new Set(failures)].join('\n'));
  } finally {
    engine.dispose();
    inputs.close();
  }
}

/** Returns why it failed, with the node that did, or undefined. */
async function writeFile(
  engine: Engine,
  document: GraphDocument,
  { output, label, fileName }: PlannedFile,
  out: string,
  folder: string,
  inputs: ReadonlySet<string>,
  console: Console,
): Promise<string | undefined> {
  const result = await engine.evaluate(document, output);
  if (!result.ok) return `${result.error.node}: ${result.error.message}`;
  const { value } = result;
  if (typeof value !== 'object' || !('bytes' in value)) return `${output} gave no file`;
  try {
    writeOutput(folder, fileName, value.bytes, inputs);
    const { sidecar } = value;
    if (sidecar) writeOutput(folder, fileName + sidecar.suffix, sidecar.bytes, inputs);
  } catch (error) {
    if (error instanceof CliError) return `${label}: ${error.message}`;
    throw error;
  }
  console.out(join(out, fileName));
  return undefined;
}
