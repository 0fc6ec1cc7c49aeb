import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { splitRef } from '#src/graph/document.ts';
import type { ModuleSet } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import type { VoxelMemory } from '#src/image/voxelMemory.ts';
import { withNodeOf } from './errorNode.ts';
import { createEvaluation } from './evaluation.ts';
import type { NetworkForecast } from './forecast.ts';
import type { KeyOf, Plan, PlannedDocument } from './key.ts';
import { planDocument } from './key.ts';
import { createLook, type Look } from './look.ts';
import { createMemo, keyOfNode } from './memo.ts';
import { createNodeStates } from './nodeStates.ts';
import type { Observe } from './observe.ts';
import type { OpenFileRef } from './openFiles.ts';
import { passThrough, resolveSource } from './resolve.ts';
import type { Result } from './result.ts';
import { fail } from './result.ts';
import type { RunPeak } from './runForecast.ts';
import { messageOf } from './runTask.ts';
import type { NodeState } from './states.ts';
import { createStates } from './states.ts';
import type { Executor } from './task.ts';

/**
 * How a document is run.
 *
 * The engine holds no document and no dirty flags. Every question carries a document, and `planDocument` (key.ts) names
 * what each of its nodes would give: a hash over module, version, parameters and the names of the inputs. All results are
 * found by that name. So nothing is ever invalidated: an edit makes new names downstream of itself, undo makes the old ones
 * again, and moving or renaming a node makes none. What feeds a parameter is followed through any chain of parameters to a
 * value or an output (resolve.ts); a value of the document is part of the name, and only an output must run first.
 *
 * Only a question starts work, and only the work it needs. `evaluation.ts` looks in the memo, joins a run that is under way
 * (sharedRuns.ts), or runs the node after asking for all that it needs. A question is withdrawn by its AbortSignal, a run
 * stops when its last asker has left, and then it leaves its own sources. That is decided in a later task, not at once,
 * because an editor withdraws a question and asks the next in one go: what both need must go on. A source is therefore
 * asked for as early as it can be, within microtasks of the question, and parameters and inputs at the same time.
 *
 * A question may be for some slices. A local module (one with `halo`) is run on those and `halo` more on either side, and
 * the surplus is cut off; whether its inputs lie on one grid is decided on the whole grids, which local modules pass on
 * without being run (grids.ts). A module that is not local runs whole, once, and its result is cut without a copy.
 *
 * A question for the whole image of a local module is answered slab by slab too, on all threads (inSlabs.ts): memory for the
 * result is made once, and each slab is written to its place in it. An image that only lies between two local modules is not
 * stored when it is large (passingNode.ts): its module runs within the task of the one that it feeds (prepare.ts), on the slices
 * of each slab. What feeds several modules, what is in the memo and what somebody waits for is never computed within another
 * task, and small images are stored, so that a change below does not compute them again. A node within a task has the state of
 * that task, and when it is done the time that its module took of it; it says 0 bytes, since nothing of it is kept.
 *
 * The budget holds for results and for what is computed together. What a node will hold is foreseen from the headers of images
 * (forecast.ts); what alone is more than the budget is refused with the numbers, before anything is computed for it as far as
 * headers tell, and else when they do not. A run begins when there is room (room.ts): for it results are forgotten, the cheapest
 * and least recently used first (memo.ts), and where that is not enough it waits until another run ends.
 *
 * What runs is a task (task.ts): plain data, so that it can go to a worker. What a module throws is turned into a value in
 * runTask.ts; files that are missing and faults of `halo` in evaluation.ts; so no question is ever rejected. Errors name
 * the node that failed, which the key of the error finds again after it was renamed. Failures are told, never remembered.
 */
export interface Engine extends Look {
  /** The value of an output, or of a parameter as a source; only what it needs runs. Never rejects. */
  evaluate(
    document: GraphDocument,
    output: OutputRef,
    options?: { readonly signal?: AbortSignal; readonly slab?: Slab },
  ): Promise<Result<PortValue>>;
  /** The grid of an image output; local modules are not run for it. Never rejects. */
  grid(document: GraphDocument, output: OutputRef, signal?: AbortSignal): Promise<Result<Grid>>;
  /** What some outputs and all that they need will hold, told by headers alone; undefined where a source says nothing before it runs. */
  forecast(
    document: GraphDocument,
    outputs: OutputRef | readonly OutputRef[],
    signal?: AbortSignal,
  ): Promise<NetworkForecast | undefined>;
  /**
   * The most bytes that are held at one time where some outputs are made one after the other, and what no later one needs is forgotten;
   * undefined like the above.
   */
  forecastRun(document: GraphDocument, outputs: readonly OutputRef[]): Promise<RunPeak | undefined>;
  /** A name for what `evaluate` would give: equal names, equal values. Undefined when it cannot be evaluated. */
  key(document: GraphDocument, output: OutputRef): string | undefined;
  /** The same object as long as nothing has changed, in whatever document. */
  state(document: GraphDocument, node: string): NodeState;
  /** Called after changes of states and memory. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** What results hold, and what runs need beside them at the moment. */
  memory(): Memory;
  setBudget(bytes: number): void;
  /**
   * Forgets what it knows of nodes that are in none of these documents: those of a network that was closed; results also of nodes that
   * are not needed. Returns the buffers that it has let go.
   */
  retain(documents: readonly GraphDocument[], isNeeded?: (node: string) => boolean): readonly VoxelMemory[];
  /** Cancels everything that runs. */
  stop(): void;
  dispose(): void;
}

export interface Memory {
  readonly bytes: number;
  readonly running: number;
  readonly budget: number;
}

export interface EngineOptions {
  readonly modules: ModuleSet;
  readonly executor: Executor;
  readonly openFile: OpenFileRef;
  /** How many bytes of results are kept. */
  readonly budget: number;
  /** The part of the budget that an image may take that only lies between two local modules, where it is kept for later changes. */
  readonly keptBetween?: number;
  /** When listeners are told of changes; at the end of the turn unless it is said. */
  readonly schedule?: (tell: () => void) => void;
  readonly observe?: Observe;
  /** How results are named; by hashes unless it is said. */
  readonly keyOf?: KeyOf;
}

/** The engine holds no document: every question carries one, and results are found by key. */
export function createEngine(options: EngineOptions): Engine {
  const {
    modules,
    executor,
    openFile,
    budget,
    keptBetween = 1 / 8,
    schedule = queueMicrotask,
    observe,
    keyOf,
  } = options;
  // By the nodes, which a change of the view does not touch.
  const plans = new WeakMap<GraphDocument['nodes'], Plan>();
  let latest: PlannedDocument | undefined;
  const memo = createMemo(budget);
  const states = createStates(schedule);
  const evaluation = createEvaluation({ executor, openFile, memo, states, keptBetween, observe });
  let memory: Memory = { bytes: 0, running: 0, budget };

  function planOf(document: GraphDocument): Plan {
    const known = plans.get(document.nodes);
    if (known) return known;
    // Nearly always the document is the last one after an edit.
    const plan = planDocument(document, modules, latest, keyOf);
    latest = { document, plan };
    plans.set(document.nodes, plan);
    return plan;
  }

  /** What is asked, or a sentence why it is nothing: an output, or the value at the end of a chain of parameters. */
  async function evaluated(
    document: GraphDocument,
    ref: OutputRef,
    slab: Slab | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Result<PortValue>> {
    const plan = planOf(document);
    const name = splitRef(ref)[0];
    const source = resolveSource(document, modules, ref);
    if (source.kind === 'error') return fail(name, source.message);
    if (source.kind === 'value') {
      if (typeof source.value === 'object' && !Array.isArray(source.value))
        return fail(name, `${ref} is a file, no value`);
      return { ok: true, value: source.value as PortValue };
    }
    const result = await evaluation.value(plan, source.ref, slab, signal);
    if (!result.ok) return { ok: false, error: withNodeOf(document, plan, splitRef(source.ref)[0], result.error) };
    const passed = passThrough(result.value, source.through, source.ref);
    return passed.ok ? { ok: true, value: passed.value as PortValue } : fail(name, passed.message);
  }

  /** Undefined where one of the outputs is that of no node. */
  function nodesThatGive(document: GraphDocument, outputs: readonly OutputRef[]): string[] | undefined {
    const sources = outputs.map((ref) => resolveSource(document, modules, ref));
    const names = sources.flatMap((source) => (source.kind === 'output' ? [splitRef(source.ref)[0]] : []));
    return names.length < outputs.length ? undefined : names;
  }

  return {
    ...createLook({ planOf, memo, states, evaluation }),
    async evaluate(document, ref, { signal, slab } = {}) {
      try {
        return await evaluated(document, ref, slab, signal);
      } catch (error) {
        return fail(splitRef(ref)[0], messageOf(error));
      }
    },
    async grid(document, ref, signal) {
      try {
        const plan = planOf(document);
        const result = await evaluation.grid(plan, ref, signal);
        if (result.ok) return result;
        return { ok: false, error: withNodeOf(document, plan, splitRef(ref)[0], result.error) };
      } catch (error) {
        return fail(splitRef(ref)[0], messageOf(error));
      }
    },
    async forecast(document, outputs, signal = new AbortController().signal) {
      const names = nodesThatGive(document, typeof outputs === 'string' ? [outputs] : outputs);
      return names && evaluation.forecast(planOf(document), names, signal);
    },
    async forecastRun(document, outputs) {
      const names = nodesThatGive(document, outputs);
      return names && evaluation.forecastRun(planOf(document), names, new AbortController().signal);
    },
    key(document, ref) {
      const source = resolveSource(document, modules, ref);
      if (source.kind === 'error') return undefined;
      if (source.kind === 'value') return isPlain(source.value) ? `value:${JSON.stringify(source.value)}` : undefined;
      const [name, output] = splitRef(source.ref);
      const planned = planOf(document).get(name);
      if (planned?.status !== 'ready') return undefined;
      return [`${planned.key}.${output}`, ...source.through.map((field) => field.id)].join(' > ');
    },
    state: createNodeStates(planOf, states),
    subscribe: states.subscribe,
    memory() {
      const { bytes, budget } = memo;
      const running = evaluation.running();
      const isSame = memory.bytes === bytes && memory.budget === budget && memory.running === running;
      if (!isSame) memory = { bytes, running, budget };
      return memory;
    },
    setBudget(bytes) {
      memo.setBudget(bytes);
      states.changed();
    },
    retain(documents, isNeeded = () => true) {
      const keys = new Set<string>();
      const needed = new Set<string>();
      for (const document of documents) {
        for (const [name, planned] of planOf(document)) {
          if (planned.status !== 'ready') continue;
          keys.add(planned.key);
          if (isNeeded(name)) needed.add(planned.key);
        }
      }
      for (const { retain } of [states, evaluation]) retain((key) => keys.has(key));
      const buffers = memo.retain((key) => needed.has(keyOfNode(key)));
      states.changed();
      return buffers;
    },
    stop: evaluation.stop,
    dispose() {
      evaluation.stop();
      executor.dispose();
    },
  };
}

/** Whether the value of a parameter can travel along a connection: all but files can. */
function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || Array.isArray(value);
}
