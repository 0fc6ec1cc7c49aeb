import { createEngine } from '#src/engine/engine.ts';
import { executeHere } from '#src/engine/executeHere.ts';
import { numberedKeys } from '#src/engine/key.ts';
import type { RunPeak } from '#src/engine/runForecast.ts';
import { nodesOf, splitRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import type { OutputFile } from '#src/graph/ports.ts';
import { openVoxelHeap, tidyVoxelHeap } from '#src/kernels/simd.ts';
import { forgetDone } from './forgetDone.ts';
import type { InputFiles } from './inputFiles.ts';
import type { PlannedFile, PlannedRun } from './plannedFiles.ts';
import { createRunMemory } from './runMemory.ts';

/** The files of a run, made one after the other in their order; what no later one needs is forgotten. */
export interface GraphRun {
  /**
   * The most bytes that it will hold, told by headers; undefined where they do not tell. When that is within the budget, no node is refused
   * for what it would need by itself: results are written over their inputs, which no node counts on.
   */
  forecast(): Promise<RunPeak | undefined>;
  /** The next file, or why it failed, with the node that did. */
  next(): Promise<{ readonly file: PlannedFile; readonly made: OutputFile | { readonly failure: string } } | undefined>;
  /** What the nodes that were run warn of, with their names. */
  warnings(): string[];
  /** Frees the memory of all images of the run; files that were made stay. */
  dispose(): void;
}

/** Begins a run of planned files. `budget` is what the engine may hold, in bytes. */
export function createGraphRun(
  { document, files }: PlannedRun,
  modules: ModuleSet,
  inputs: Pick<InputFiles, 'open'>,
  budget: number,
): GraphRun {
  const waiting = [...files];
  // Windows counts address space as memory that it may have to give.
  const openHeap = process.platform === 'win32' ? undefined : openVoxelHeap;
  const memory = createRunMemory((over) => {
    const outputs = waiting.map(({ output }) => splitRef(output)[0]);
    return forgetDone(engine, document, outputs, over);
  }, openHeap);
  const engine = createEngine({
    modules,
    executor: executeHere(modules, { allocateBuffer: memory.allocate, release: memory.release, settle: memory.settle }),
    openFile: inputs.open,
    budget,
    // What lies between is forgotten as soon as it was read, and the next result is mostly written over it.
    keptBetween: Number.POSITIVE_INFINITY,
    keyOf: numberedKeys(),
  });

  async function make({ output }: PlannedFile): Promise<OutputFile | { readonly failure: string }> {
    const result = await engine.evaluate(document, output);
    if (!result.ok) return { failure: `${result.error.node}: ${result.error.message}` };
    const { value } = result;
    return typeof value === 'object' && 'parts' in value ? value : { failure: `${output} gave no file` };
  }

  return {
    async forecast() {
      const outputs = files.map(({ output }) => output);
      const peak = await engine.forecastRun(document, outputs);
      if (peak && peak.bytes <= budget) engine.setBudget(Number.POSITIVE_INFINITY);
      return peak;
    },
    async next() {
      const [file] = waiting;
      if (!file) return undefined;
      const made = await make(file);
      waiting.shift();
      return { file, made };
    },
    warnings() {
      return nodesOf(document).flatMap(([name]) => {
        const state = engine.state(document, name);
        return state.status === 'done' ? state.warnings.map((warning) => `${name}: ${warning}`) : [];
      });
    },
    dispose() {
      engine.dispose();
      memory.dispose();
      tidyVoxelHeap();
    },
  };
}
