import type { GraphDocument, OutputRef } from '#src/graph/document.ts';
import { splitRef } from '#src/graph/document.ts';
import type { FileRef, ModuleSet, OpenFile, PortValue } from '#src/graph/module.ts';
import { convertTo, isFileRef, whyNotValue } from '#src/graph/params.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import type { CacheKey, Plan, PlannedNode } from './key.ts';
import { planDocument } from './key.ts';
import { bytesOf, createMemo } from './memo.ts';
import type { Planned, Result } from './result.ts';
import { cancelled, connectedInputs, cropped, fail, isVolume, plainValues, whyDifferentGrids } from './result.ts';
import { messageOf } from './runTask.ts';
import { createSharedRuns } from './sharedRuns.ts';
import type { EvaluationError, NodeState } from './states.ts';
import { createStates, idle } from './states.ts';
import type { Executor, Outputs, TaskFile } from './task.ts';

export interface Engine {
  /** The value of an output, or of a parameter as a source; only what it needs runs. Never rejects. */
  evaluate(
    document: GraphDocument,
    output: OutputRef,
    options?: { readonly signal?: AbortSignal; readonly slab?: Slab },
  ): Promise<Result<PortValue>>;
  /** The grid of an image output; local modules are not run for it. Never rejects. */
  grid(document: GraphDocument, output: OutputRef, signal?: AbortSignal): Promise<Result<Grid>>;
  /** A name for what `evaluate` would give: equal names, equal values. Undefined when it cannot be evaluated. */
  key(document: GraphDocument, output: OutputRef): string | undefined;
  /** The same object as long as nothing has changed. */
  state(document: GraphDocument, node: string): NodeState;
  /** Called after changes of states and memory. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  memory(): { readonly bytes: number; readonly budget: number };
  setBudget(bytes: number): void;
  /** Cancels everything that runs. */
  stop(): void;
  dispose(): void;
}

export interface EngineOptions {
  readonly modules: ModuleSet;
  readonly executor: Executor;
  /** Finds the content of a file that a document names; throws a sentence when it is not here. */
  readonly openFile: (file: FileRef) => Promise<Blob | OpenFile>;
  readonly budget: number;
}

/** The engine holds no document: every question carries one, and results are found by key. */
export function createEngine({ modules, executor, openFile, budget }: EngineOptions): Engine {
  const plans = new WeakMap<GraphDocument, Plan>();
  const memo = createMemo(budget);
  const states = createStates();
  const runs = createSharedRuns<Result<Outputs>>(cancelled);
  const unusable = new WeakMap<PlannedNode, NodeState>();
  let memory = { bytes: 0, budget };

  function planOf(document: GraphDocument): Plan {
    const known = plans.get(document);
    if (known) return known;
    const plan = planDocument(document, modules);
    plans.set(document, plan);
    return plan;
  }

  /** All outputs of a node, whole or just some slices of its images. */
  async function request(plan: Plan, name: string, slab?: Slab, signal?: AbortSignal): Promise<Result<Outputs>> {
    const planned = plan.get(name);
    if (!planned) return fail(name, `There is no module ${name} in this network`);
    if (planned.status !== 'ready') return fail(planned.node, planned.message);
    if (slab && !planned.module.halo) return cropped(name, await request(plan, name, undefined, signal), slab);
    const key = slab ? `${planned.key}#${slab.start}:${slab.end}` : planned.key;
    const whole = memo.get(planned.key);
    const entry = whole ?? memo.get(key);
    if (entry) {
      remember(planned.key, { ...entry, fromMemo: true });
      const found: Result<Outputs> = { ok: true, value: entry.outputs };
      return whole && slab ? cropped(name, found, slab) : found;
    }
    return runs.ask(key, signal, async (runSignal) => {
      // A run that was stopped goes back to idle; one that has ended stays what it became.
      const onStop = () => states.set(planned.key, idle);
      runSignal.addEventListener('abort', onStop);
      try {
        return await produce(plan, name, planned, key, slab, runSignal);
      } catch (error) {
        // Modules' errors are values already (runTask.ts); this is a fault in `halo` or of our own.
        const failure = fail(name, messageOf(error));
        states.set(planned.key, { status: 'failed', error: failure.error });
        return failure;
      } finally {
        runSignal.removeEventListener('abort', onStop);
      }
    });
  }

  async function produce(
    plan: Plan,
    name: string,
    planned: Planned,
    key: string,
    slab: Slab | undefined,
    signal: AbortSignal,
  ): Promise<Result<Outputs>> {
    // A run that was withdrawn says nothing more: its key may be running again by now.
    const setState = (state: NodeState) => signal.aborted || states.set(planned.key, state);
    setState({ status: 'queued' });
    const refuse = (result: { ok: false; error: EvaluationError }) => {
      setState(result.error.isCancelled ? idle : { status: 'failed', error: result.error });
      return result;
    };
    // No await before the sources are asked when no parameter is fed: see sharedRuns on withdrawn questions.
    const isFed = Object.values(planned.params).some((param) => param.kind === 'output');
    const params = isFed ? await paramValues(plan, name, planned, signal) : plainValues(planned);
    if (!params.ok) return refuse(params);

    let wanted = slab;
    if (slab) {
      const grid = await gridOfInputs(plan, name, planned, signal);
      if (!grid.ok) return refuse(grid);
      const depth = grid.value.size[2];
      if (slab.end > depth) return refuse(fail(name, `Slice ${slab.end - 1} was asked for, but there are ${depth}`));
      const halo = planned.module.halo?.(params.value, spacingOf(grid.value.affine));
      if (halo === undefined) {
        const result = cropped(name, await request(plan, name, undefined, signal), slab);
        return result.ok ? result : refuse(result);
      }
      wanted = { start: Math.max(0, slab.start - halo), end: Math.min(depth, slab.end + halo) };
    }

    const inputs = await inputValues(plan, name, planned, wanted, signal);
    if (!inputs.ok) return refuse(inputs);
    let files: Record<string, unknown>;
    try {
      files = await openedFiles(params.value);
    } catch (error) {
      return refuse(fail(name, messageOf(error)));
    }
    if (signal.aborted) return cancelled;
    setState({ status: 'running', progress: 0 });
    const task = { module: planned.module.id, inputs: inputs.value, params: files };
    const outcome = await executor.run(task, signal, (progress) => setState({ status: 'running', progress }));
    if (outcome.status === 'cancelled' || signal.aborted) return cancelled;
    if (outcome.status === 'failed') return refuse(fail(name, outcome.message));
    const inner = slab && wanted && { start: slab.start - wanted.start, end: slab.end - wanted.start };
    const result = inner ? cropped(name, { ok: true, value: outcome.outputs }, inner) : undefined;
    if (result && !result.ok) return refuse(result);
    const outputs = result?.value ?? outcome.outputs;
    const entry = { outputs, warnings: outcome.warnings, ms: outcome.ms, bytes: bytesOf(outputs) };
    memo.set(key, entry);
    remember(planned.key, { ...entry, fromMemo: false });
    return { ok: true, value: outputs };
  }

  async function paramValues(plan: Plan, name: string, planned: Planned, signal: AbortSignal) {
    const values: Record<string, unknown> = {};
    for (const [param, source] of Object.entries(planned.params)) {
      if (source.kind === 'value') {
        values[param] = source.value;
        continue;
      }
      const [node, output] = splitRef(source.ref);
      const result = await request(plan, node, undefined, signal);
      if (!result.ok) return result;
      values[param] = convertTo(source.param, result.value[output]);
      const why = whyNotValue(source.param, values[param]);
      if (why) return fail(name, `${why} (given by ${source.ref})`);
    }
    return { ok: true as const, value: values };
  }

  /** The images and other values of all connected inputs, asked for at the same time; local modules get one grid. */
  async function inputValues(plan: Plan, name: string, planned: Planned, slab: Slab | undefined, signal: AbortSignal) {
    const connected = connectedInputs(planned);
    const results = await Promise.all(
      connected.map(([input, ref]) => {
        const isImage = planned.module.inputs[input].type === 'image';
        return request(plan, splitRef(ref)[0], isImage ? slab : undefined, signal);
      }),
    );
    const values: Record<string, PortValue | undefined> = {};
    for (const [n, [input, ref]] of connected.entries()) {
      const result = results[n];
      if (!result.ok) return result;
      values[input] = result.value[splitRef(ref)[1]];
    }
    if (planned.module.halo && !slab) {
      const grids = connected.flatMap(([input]) => (isVolume(values[input]) ? [[input, values[input]] as const] : []));
      const why = whyDifferentGrids(grids);
      if (why) return fail(name, why);
    }
    return { ok: true as const, value: values };
  }

  /** The one grid of a local module's image inputs, without their voxels where they are local too. */
  async function gridOfInputs(plan: Plan, name: string, planned: Planned, signal?: AbortSignal): Promise<Result<Grid>> {
    const images = connectedInputs(planned).filter(([input]) => planned.module.inputs[input].type === 'image');
    const results = await Promise.all(images.map(([, ref]) => gridOf(plan, ref, signal)));
    const failed = results.find((result) => !result.ok);
    if (failed) return failed;
    const grids = results.flatMap((result, n) => (result.ok ? [[images[n][0], result.value] as const] : []));
    const why = whyDifferentGrids(grids);
    if (why) return fail(name, why);
    return grids.length > 0 ? { ok: true, value: grids[0][1] } : fail(name, 'No image is connected');
  }

  async function gridOf(plan: Plan, ref: OutputRef, signal?: AbortSignal): Promise<Result<Grid>> {
    const [name, output] = splitRef(ref);
    const planned = plan.get(name);
    const isLocal = planned?.status === 'ready' && planned.module.halo && !memo.has(planned.key);
    if (isLocal) {
      const grid = await gridOfInputs(plan, name, planned, signal);
      if (!grid.ok && !grid.error.isCancelled && grid.error.node === name) {
        states.set(planned.key, { status: 'failed', error: grid.error });
      }
      return grid;
    }
    const result = await request(plan, name, undefined, signal);
    if (!result.ok) return result;
    const value = result.value[output];
    return isVolume(value) ? { ok: true, value } : fail(name, `${ref} is no image`);
  }

  async function openedFiles(params: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const opened = await Promise.all(
      Object.entries(params).map(async ([name, value]) => {
        if (!isFileRef(value)) return [name, value];
        const file: TaskFile = { name: value.name, content: await openFile(value) };
        return [name, file];
      }),
    );
    return Object.fromEntries(opened);
  }

  function remember(key: CacheKey, { ms, fromMemo, warnings, bytes }: Omit<NodeState & { status: 'done' }, 'status'>) {
    const now = states.get(key);
    const isSame = now?.status === 'done' && now.fromMemo === fromMemo && now.ms === ms && now.bytes === bytes;
    if (!isSame) states.set(key, { status: 'done', ms, fromMemo, warnings, bytes });
    updateMemory();
  }

  function updateMemory() {
    if (memory.bytes === memo.bytes && memory.budget === memo.budget) return;
    memory = { bytes: memo.bytes, budget: memo.budget };
    states.changed();
  }

  return {
    async evaluate(document, ref, options = {}) {
      const plan = planOf(document);
      const [name, output] = splitRef(ref);
      const planned = plan.get(name);
      if (planned?.status === 'ready' && Object.hasOwn(planned.params, output)) {
        const values = await paramValues(plan, name, planned, options.signal ?? new AbortController().signal);
        return values.ok ? { ok: true, value: values.value[output] as PortValue } : values;
      }
      const result = await request(plan, name, options.slab, options.signal);
      if (!result.ok) return result;
      const value = result.value[output];
      return value === undefined ? fail(name, `${name} has no output ${output}`) : { ok: true, value };
    },
    grid: (document, ref, signal) => gridOf(planOf(document), ref, signal),
    key(document, ref) {
      const [name, output] = splitRef(ref);
      const planned = planOf(document).get(name);
      return planned?.status === 'ready' ? `${planned.key}.${output}` : undefined;
    },
    state(document, name) {
      const planned = planOf(document).get(name);
      if (!planned) return idle;
      if (planned.status === 'ready') return states.get(planned.key) ?? idle;
      const known = unusable.get(planned);
      if (known) return known;
      const isOwn = planned.node === name;
      const state: NodeState =
        planned.status === 'unconnected'
          ? { status: 'idle', hint: isOwn ? planned.message : `Waits for ${planned.node}: ${planned.message}` }
          : { status: 'failed', error: { node: planned.node, message: planned.message } };
      unusable.set(planned, state);
      return state;
    },
    subscribe: states.subscribe,
    memory: () => memory,
    setBudget(bytes) {
      memo.setBudget(bytes);
      updateMemory();
    },
    stop: () => runs.stopAll(),
    dispose() {
      runs.stopAll();
      executor.dispose();
    },
  };
}
