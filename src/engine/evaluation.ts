import type { OutputRef } from '#src/graph/document.ts';
import type { ImageHeader } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import { cropSlab } from '#src/image/volume.ts';
import { memoryOf } from '#src/image/voxelMemory.ts';
import { createClosing } from './closing.ts';
import { createForecasts, type NetworkForecast } from './forecast.ts';
import { createGrids } from './grids.ts';
import type { Plan } from './key.ts';
import { isLocal, locate, whyNoSlices } from './locate.ts';
import type { Memo, MemoEntry } from './memo.ts';
import { buffersOf, bytesOf, keyOfNode, totalOf } from './memo.ts';
import { memoryText } from './memoryText.ts';
import { createFailures, inputImages, type Observe } from './observe.ts';
import type { OpenFileRef } from './openFiles.ts';
import { passingNode } from './passingNode.ts';
import { createPrepare, type Run } from './prepare.ts';
import type { Failure, Planned, Result } from './result.ts';
import { cancelled, cropped, fail, isVolume } from './result.ts';
import { createRoom } from './room.ts';
import type { RunPeak } from './runForecast.ts';
import { innerTasks, messageOf } from './runTask.ts';
import { createLeaving, createSharedRuns } from './sharedRuns.ts';
import { imagesOf } from './slabs.ts';
import type { NodeState, States } from './states.ts';
import { doneState, idle } from './states.ts';
import type { Executor, Task } from './task.ts';
import { showRemembered, tellStates } from './tellStates.ts';

/** Answers questions about planned documents. */
export interface Evaluation {
  /** The value of an output; of an image only the slices `slab`, when they are given. */
  value(plan: Plan, ref: OutputRef, slab?: Slab, signal?: AbortSignal): Promise<Result<PortValue>>;
  /** The grid of an image output; local modules are not run for it. */
  grid(plan: Plan, ref: OutputRef, signal?: AbortSignal): Promise<Result<Grid>>;
  /** The same when it is known already. */
  knownGrid(plan: Plan, ref: OutputRef): Grid | undefined;
  /** Size and type of an image output; undefined where headers do not tell them. */
  header(plan: Plan, ref: OutputRef, signal: AbortSignal): Promise<ImageHeader | undefined>;
  /** What some nodes and all that they need will hold; undefined where headers do not tell it. */
  forecast(plan: Plan, names: readonly string[], signal: AbortSignal): Promise<NetworkForecast | undefined>;
  forecastRun(plan: Plan, names: readonly string[], signal: AbortSignal): Promise<RunPeak | undefined>;
  /** The bytes that runs need at the moment beside their inputs. */
  running(): number;
  /** Forgets what is known of all other nodes beside their results; what is computed for them meanwhile is forgotten at its end. */
  retain(isWanted: (key: string) => boolean): void;
  stop(): void;
}

interface EvaluationOptions {
  readonly executor: Executor;
  readonly openFile: OpenFileRef;
  readonly memo: Memo;
  readonly states: States;
  /** The part of the budget that an image may take that only lies between two local modules. */
  readonly keptBetween: number;
  readonly observe?: Observe;
}

export function createEvaluation(options: EvaluationOptions): Evaluation {
  const { executor, openFile, memo, states, keptBetween, observe } = options;
  const leaving = createLeaving();
  const runs = createSharedRuns<Result<MemoEntry>>(cancelled, leaving);
  const failures = createFailures(observe);
  const grids = createGrids({ memo, states, leaving, remembered, failures });
  const isThere = (key: string) => memo.has(key) || runs.has(key);
  const passing = (plan: Plan, ref: OutputRef, grid: Pick<Grid, 'size'>) =>
    passingNode(plan, ref, grid, keptBetween * memo.budget, isThere);
  const forecasts = createForecasts({ executor, memo, openFile, passing });
  const room = createRoom(memo);
  const closing = createClosing<Run>((keys) => {
    memo.retain((key) => !keys.has(keyOfNode(key)));
    states.retain((key) => !keys.has(key));
    states.changed();
  });
  const prepare = createPrepare({
    grids,
    openFile,
    value,
    passingNode: passing,
    tell: (planned, signal) => tellStates(states, planned.key, signal),
  });

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
      observe?.({ kind: 'remembered', node: name, plan, planned });
      return { ok: true, value: entry };
    }
    return runs.ask(key, signal, async (runSignal) => {
      const telling = tellStates(states, planned.key, runSignal);
      telling.show({ status: 'queued' });
      const run: Run = { plan, name, planned, key, signal: runSignal, show: telling.show, inner: [] };
      closing.begun(run);
      let result: Result<MemoEntry>;
      try {
        // Each level waits a moment, so that a chain of thousands of nodes does not exhaust the call stack.
        await undefined;
        result = await answered(run, slab);
      } catch (error) {
        // What `run` of a module throws is a value already (runTask.ts); this is a file that is not there, or `halo`.
        result = fail(name, messageOf(error), planned.key);
      }
      if (!result.ok) telling.show(result.error.isCancelled ? idle : { status: 'failed', error: result.error });
      if (!result.ok) failures.tell(plan, [run, ...run.inner], result.error);
      telling.end();
      for (const each of run.inner) {
        // What was to be run on the way, but was not.
        if (states.get(each.planned.key)?.status === 'queued') each.show(idle);
        each.end();
      }
      closing.ended(run);
      return result;
    });
  }

  async function answered(run: Run, slab: Slab | undefined): Promise<Result<MemoEntry>> {
    // Before anything is computed for it, as far as headers tell.
    const early = slab ? undefined : await forecasts.of(run.plan, run.name, run.signal);
    if (early && !early.isGuess && early.inputs + early.outputs + early.scratch > memo.budget) {
      return refused(run, early.inputs + early.outputs + early.scratch);
    }
    const task = await prepare(run, slab);
    if (!task.ok) return task;
    if (run.signal.aborted) return cancelled;
    if (task.value) return computeInRoom(run, task.value);
    // The module is not local for these parameters: it runs whole, once, and its result is cut.
    const whole = await remembered(run.plan, run.name, run.planned, undefined, run.signal);
    if (!whole.ok || !slab) return whole;
    return { ok: true, value: { ...whole.value, outputs: cropped(whole.value.outputs, slab) } };
  }

  /** Waits for room in the budget first. */
  async function computeInRoom(run: Run, task: Task): Promise<Result<MemoEntry>> {
    const images = imagesOf(task);
    // Images also of the tasks within this one, and its surfaces.
    const inputs = new Set([...images.map(({ voxels }) => memoryOf(voxels)), ...buffersOf(task.inputs)]);
    const foreseen = task.slab ? undefined : await forecasts.of(run.plan, run.name, run.signal);
    // Slices give about as many bytes as they take.
    const slabBytes = task.slab ? images.reduce((sum, { voxels }) => sum + voxels.byteLength, 0) : 0;
    const bytes = foreseen ? foreseen.outputs + foreseen.scratch : slabBytes;
    const inputBytes = totalOf(inputs);
    if (inputBytes + bytes > memo.budget && !task.slab && !foreseen?.isGuess) return refused(run, inputBytes + bytes);
    const leave = await room.take({ inputs, bytes }, run.signal);
    try {
      return run.signal.aborted ? cancelled : await compute(run, task, inputBytes);
    } finally {
      leave();
    }
  }

  function refused({ name, planned }: Run, bytes: number): Failure {
    const needed = `${planned.module.id} would need ${memoryText(bytes)}, ${memoryText(memo.budget)} are allowed`;
    return fail(name, `${needed}: raise the memory limit or crop the image`, planned.key);
  }

  /** Runs a task and remembers what it gives. */
  async function compute(run: Run, task: Task, inputBytes: number): Promise<Result<MemoEntry>> {
    const { key, name, planned, signal, show, inner } = run;
    const tell = (state: NodeState) => {
      for (const each of [{ show }, ...inner]) each.show(state);
    };
    tell({ status: 'running', progress: 0 });
    const outcome = await executor.run(task, signal, (fraction) =>
      tell({ status: 'running', progress: fraction > 0 ? Math.min(fraction, 1) : 0 }),
    );
    if (outcome.status === 'cancelled' || signal.aborted) return cancelled;
    if (outcome.status === 'failed') {
      const failed = inner.find((each) => each.planned.key === outcome.key) ?? { name, planned };
      const failure = fail(failed.name, outcome.message, failed.planned.key);
      failures.got(failure.error, inputImages(task));
      for (const each of inner) {
        const isBlocked = [each.task, ...innerTasks(each.task)].some(({ key }) => key === failed.planned.key);
        each.show(isBlocked ? { status: 'failed', error: failure.error } : idle);
      }
      return failure;
    }
    const { outputs, warnings, ms } = outcome;
    const entry = { outputs, warnings, ms, bytes: bytesOf(outputs) };
    // What no header told.
    if (entry.bytes > memo.budget) return refused(run, inputBytes + entry.bytes);
    memo.set(key, entry);
    show(doneState(entry, false));
    const told = { kind: 'computed', plan: run.plan, isPart: key !== planned.key } as const;
    observe?.({ ...told, node: name, planned, result: entry, images: inputImages(task) });
    for (const each of inner) {
      const report = outcome.inner.find(({ key }) => key === each.planned.key);
      if (!report) continue;
      const given = { warnings: report.warnings, ms: report.ms, bytes: 0 };
      each.show({ status: 'done', fromMemo: false, ...given });
      observe?.({ ...told, node: each.name, planned: each.planned, result: given, images: inputImages(each.task) });
    }
    return { ok: true, value: entry };
  }

  return {
    value,
    grid: grids.of,
    knownGrid: grids.known,
    header: forecasts.header,
    forecast: forecasts.ofNetwork,
    forecastRun: forecasts.ofRun,
    running: () => room.bytes,
    retain(isWanted) {
      grids.retain(isWanted);
      forecasts.retain(isWanted);
      closing.retain(isWanted);
    },
    stop() {
      runs.stopAll();
      grids.stop();
    },
  };
}
