import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { memoryText } from '#src/engine/memoryText.ts';
import { type GraphDocument, nodesOf, outputRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import type { Console } from './console.ts';
import { createGraphRun } from './graphRun.ts';
import { createInputFiles } from './inputFiles.ts';
import { loadKernels } from './loadKernels.ts';
import { ownBytes, runMemoryLimit } from './memoryLimit.ts';
import { plannedFiles } from './plannedFiles.ts';
import { refuseLarge } from './refuseLarge.ts';
import { setParams } from './setParams.ts';

/**
 * Tells what a run with these settings will hold, from the headers of its files, without a voxel: size and type of every image, a line for
 * each, and the most memory at one time. Throws CliError when a setting does not fit, a file cannot be opened, or it is more than `memory` allows.
 */
export async function checkInputs(
  read: GraphDocument,
  modules: ModuleSet,
  settings: readonly string[],
  memory: string | undefined,
  console: Console,
): Promise<void> {
  const allowed = await runMemoryLimit(memory);
  loadKernels();
  const inputs = createInputFiles();
  const planned = plannedFiles(setParams(read, modules, settings, inputs.add), modules);
  const executor = executeHere(modules);
  const engine = createEngine({ modules, executor, openFile: inputs.open, budget: allowed });
  const run = createGraphRun(planned, modules, inputs, allowed);
  try {
    for (const [name, node] of nodesOf(planned.document)) {
      for (const [output, { type }] of Object.entries(modules.get(node.module)?.outputs ?? {})) {
        if (type !== 'image') continue;
        const ref = outputRef(name, output);
        const header = await engine.header(planned.document, ref, new AbortController().signal);
        console.out(`${ref}: ${header ? `${header.size.join('×')} ${header.type}` : 'not told by headers'}`);
      }
    }
    const peak = await run.forecast();
    console.out(
      peak === undefined ? 'Peak memory: not told by headers' : `Peak memory is forecast: ${memoryText(peak.bytes)}`,
    );
    if (peak && peak.bytes + ownBytes > allowed) refuseLarge(peak, allowed);
  } finally {
    run.dispose();
    engine.dispose();
    inputs.close();
  }
}
