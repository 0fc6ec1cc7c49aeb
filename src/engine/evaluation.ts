import type { OutputRef } from '#src/graph/document.ts';
import type { PortValue } from '#src/graph/module.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import { createGrids } from './grids.ts';
import type { Plan } from './key.ts';
import { isLocal, locate, whyNoSlices } from './locate.ts';
import type { Memo, MemoEntry } from './memo.ts';
import { bytesOf } from './memo.ts';
import type { OpenFileRef } from './openFiles.ts';
import { openFiles } from './openFiles.ts';
import type { Given } from './resolve.ts';
import { passThrough } from './resolve.ts';
import type { Planned, Result } from './result.ts';
import { cancelled, compacted, cropped, fail, isVolume, whyDifferentGrids, whyNotOutputs } from './result.ts';
import { messageOf } from './runTask.ts';
import { createSharedRuns } from './sharedRuns.ts';
import type { NodeState, States } from './states.ts';
import { doneState, idle } from './states.ts';
import type { Executor, Outputs } from './task.ts';
import { showRemembered, tellStates } from './tellStates.ts';

/** Answers questions about planned documents. */
export interface Evaluation {
  /** The value of an output; of an image only the slices `slab`, when they are given. */
  value(plan: Plan, ref: OutputRef, slab?: Slab, signal?: AbortSignal): Promise<Result<PortValue>>;
  /** The grid of an image output; local modules are not run for it. */
  grid(plan: Plan, ref: OutputRef, signal?: AbortSignal): Promise<Result<Grid>>;
  stop(): void;
}

interface EvaluationOptions {
  readonly executor: Executor;
  readonly openFile: OpenFileRef;
  readonly memo: Memo;
  readonly states: States;
}

/** One run of a node. */
interface Run {
  readonly plan: Plan;
  readonly name: string;
  readonly planned: Planned;
  /** What the result is remembered under. */
  readonly key: string;
  readonly signal: AbortSignal;
  /** Tells the node's state, unless the run is over or was withdrawn. */
  readonly show: (state: NodeState) => void;
}

export function createEvaluation({ executor, openFile, memo, states }: EvaluationOptions): Evaluation {
  const runs = createSharedRuns<Result<MemoEntry>>(cancelled);
  const grids = createGrids({ memo, states, remembered });

  async function value(plan: Plan, ref: OutputRef, slab?: Slab, signal?: AbortSignal): Promise<Result<PortValue>> {
    const located = locate(plan, ref);
    if (!located.ok) return located;
    const { name, output, planned, type } = located.value;
    const asked = type === 'image' ? slab : undefined;
    if (asked && isLocal(planned)) {
      // Before anything runs, so that a slice that is not there is an error of the question and not of the node.
      const known = await grids.of(plan, ref, signal);
      if (!known.ok) return known;
      const why = whyNoSlices(asked, known.value);
      if (why !== undefined) return fail(name, why, planned.key);
    }
    // Of what is there whole slices are just cut out, and so they are where only the whole can be had.
    const isSliced = isLocal(planned) && !memo.has(planned.key);
    const result = await remembered(plan, name, planned, isSliced ? asked : undefined, signal);
    if (!result.ok) return result;
    const found = result.value.outputs[output];
    if (!asked || isSliced || !isVolume(found)) return { ok: true, value: found };
    const why = whyNoSlices(asked, found);
    return why === undefined ? { ok: true, value: cropSlab(found, asked) } : fail(name, why, planned.key);
  }

  /** All outputs of a node, whole or just some slices of its images: from the memo, or by a run that others may share. */
  async function remembered(
    plan: Plan,
    name: string,
    planned: Planned,
    slab: Slab | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Result<MemoEntry>> {
    const key = slab ? `${planned.key}#${slab.start}:${slab.end}` : planned.key;
    const entry = memo.get(key);
    if (entry) {
      showRemembered(states, planned.key, entry);
      return { ok: true, value: entry };
    }
    return runs.ask(key, signal, async (runSignal) => {
      const telling = tellStates(states, planned.key, runSignal);
      telling.show({ status: 'queued' });
      const run = { plan, name, planned, key, signal: runSignal, show: telling.show };
      let result: Result<MemoEntry>;
      try {
        // Each level waits a moment, so that a chain of thousands of nodes does not exhaust the call stack.
        await undefined;
        result = slab ? await sliced(run, slab) : await whole(run);
      } catch (error) {
        // What `run` of a module throws is a value already (runTask.ts); this is a file that is not there, or `halo`.
        result = fail(name, messageOf(error), planned.key);
      }
      if (!result.ok) telling.show(result.error.isCancelled ? idle : { status: 'failed', error: result.error });
      telling.end();
      return result;
    });
  }

  async function whole(run: Run): Promise<Result<MemoEntry>> {
    const { name, planned } = run;
    const [params, inputs] = await Promise.all([arriving(run, planned.params), arriving(run, planned.inputs)]);
    if (!params.ok) return params;
    if (!inputs.ok) return inputs;
    if (planned.module.halo) {
      const images = Object.entries(inputs.value).flatMap(([input, image]) =>
        isVolume(image) ? [[input, image] as const] : [],
      );
      const why = whyDifferentGrids(images);
      if (why !== undefined) return fail(name, why, planned.key);
    }
    return compute(run, params.value, inputs.value);
  }

  async function sliced(run: Run, slab: Slab): Promise<Result<MemoEntry>> {
    const { plan, name, planned, signal } = run;
    const [params, grid] = await Promise.all([
      arriving(run, planned.params),
      grids.ofInputs(plan, name, planned, signal),
    ]);
    if (!params.ok) return params;
    if (!grid.ok) return grid;
    const halo = planned.module.halo?.(params.value, spacingOf(grid.value.affine));
    if (halo === undefined) {
      const result = await remembered(plan, name, planned, undefined, signal);
      if (!result.ok) return result;
      return { ok: true, value: { ...result.value, outputs: cropped(result.value.outputs, slab) } };
    }
    if (!(halo >= 0)) throw new Error(`${planned.module.id} needs ${halo} more slices: this is a fault of the module`);
    const start = Math.max(0, slab.start - Math.ceil(halo));
    const end = Math.min(grid.value.size[2], slab.end + Math.ceil(halo));
    const inputs = await arriving(run, planned.inputs, { start, end });
    if (!inputs.ok) return inputs;
    return compute(run, params.value, inputs.value, { start, end }, slab);
  }

  /** Runs the module and remembers what it gives; of the slices `given` only those of `slab`. */
  async function compute(
    run: Run,
    params: Readonly<Record<string, unknown>>,
    inputs: Readonly<Record<string, unknown>>,
    given?: Slab,
    slab?: Slab,
  ): Promise<Result<MemoEntry>> {
    const { name, planned, signal, show } = run;
    const task = {
      module: planned.module.id,
      // Plans connect only what is of one type, so these are the values of ports.
      inputs: inputs as Outputs,
      params: await openFiles(params, openFile),
    };
    if (signal.aborted) return cancelled;
    show({ status: 'running', progress: 0 });
    const outcome = await executor.run(task, signal, (fraction) =>
      show({ status: 'running', progress: fraction > 0 ? Math.min(fraction, 1) : 0 }),
    );
    if (outcome.status === 'cancelled' || signal.aborted) return cancelled;
    if (outcome.status === 'failed') return fail(name, outcome.message, planned.key);
    const why = whyNotOutputs(planned.module, outcome.outputs, given && given.end - given.start);
    if (why !== undefined) return fail(name, why, planned.key);
    const outputs =
      given && slab
        ? compacted(cropped(outcome.outputs, { start: slab.start - given.start, end: slab.end - given.start }))
        : outcome.outputs;
    const entry = { outputs, warnings: outcome.warnings, ms: outcome.ms, bytes: bytesOf(outputs) };
    memo.set(run.key, entry);
    show(doneState(entry, false));
    return { ok: true, value: entry };
  }

  /** What arrives at parameters or inputs, all asked for at the same time; images as the given slices. */
  async function arriving(run: Run, givens: Readonly<Record<string, Given>>, slab?: Slab) {
    const names = Object.keys(givens);
    const results = await Promise.all(names.map((name) => arrivingOne(run, givens[name], slab)));
    const values: Record<string, unknown> = {};
    for (const [n, result] of results.entries()) {
      if (!result.ok) return result;
      values[names[n]] = result.value;
    }
    return { ok: true as const, value: values };
  }

  async function arrivingOne(
    { plan, name, planned, signal }: Run,
    given: Given,
    slab?: Slab,
  ): Promise<Result<unknown>> {
    if (given.kind === 'value') return { ok: true, value: given.value };
    const result = await value(plan, given.ref, slab, signal);
    if (!result.ok) return result;
    const passed = passThrough(result.value, given.through, given.ref);
    return passed.ok ? passed : fail(name, passed.message, planned.key);
  }

  return {
    value,
    grid: grids.of,
    stop() {
      runs.stopAll();
      grids.stop();
    },
  };
}
