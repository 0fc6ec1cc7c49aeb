import type { OutputRef } from '#src/graph/document.ts';
import type { PortValue } from '#src/graph/ports.ts';
import { spacingOf } from '#src/image/affine.ts';
import type { Grid, Slab } from '#src/image/volume.ts';
import type { Grids } from './grids.ts';
import type { Plan } from './key.ts';
import { isLocal, type Located } from './locate.ts';
import type { OpenFileRef } from './openFiles.ts';
import { openFiles } from './openFiles.ts';
import type { Given } from './resolve.ts';
import { passThrough } from './resolve.ts';
import type { Failure, Planned, Result } from './result.ts';
import { fail } from './result.ts';
import { messageOf } from './runTask.ts';
import { sharesOf } from './sharesOf.ts';
import { widened, within } from './slabs.ts';
import { idle } from './states.ts';
import type { Task, TaskInput } from './task.ts';
import type { RunStates } from './tellStates.ts';

/** One run of a node, and of those that are computed on the way to it. */
export interface Run {
  readonly plan: Plan;
  readonly name: string;
  readonly planned: Planned;
  /** What the result is remembered under. */
  readonly key: string;
  readonly signal: AbortSignal;
  /** Tells the node's state, unless the run is over or was withdrawn. */
  readonly show: RunStates['show'];
  /** The nodes whose tasks lie within the task, in the order in which they run. */
  readonly inner: InnerRun[];
}

export interface InnerRun extends RunStates {
  readonly name: string;
  readonly planned: Planned;
  readonly task: Task;
}

interface PrepareOptions {
  readonly grids: Grids;
  readonly openFile: OpenFileRef;
  /** The value of an output, whole or some slices of it. */
  readonly value: (plan: Plan, ref: OutputRef, slab?: Slab, signal?: AbortSignal) => Promise<Result<PortValue>>;
  /** The node of an output that is not to be stored on the way to one of this grid; undefined where it is. */
  readonly passingNode: (plan: Plan, ref: OutputRef, grid: Grid) => Located | undefined;
  readonly tell: (planned: Planned, signal: AbortSignal) => RunStates;
}

/**
 * Makes a task out of a node, whole or for some slices: asks for all that it needs, and puts into it what is not worth storing
 * between. Gives undefined where the slices need the whole after all.
 */
export type Prepare = (run: Run, slab?: Slab) => Promise<Result<Task | undefined>>;

/** Chains are cut there: a task crosses to workers, and whatever walks through it has a call stack that ends. */
const longestChain = 16;

export function createPrepare({ grids, openFile, value, passingNode, tell }: PrepareOptions): Prepare {
  async function taskOf(
    run: Run,
    name: string,
    planned: Planned,
    slab: Slab | undefined,
    level: number,
  ): Promise<Result<Task | undefined>> {
    const { plan, signal } = run;
    const { module, key } = planned;
    if (!isLocal(planned)) {
      const arrivingParams = arriving(run, name, planned, planned.params);
      // Where the parameters decide which inputs are read, they must be there first.
      const needed = module.needs && (await arrivingParams.then((each) => each.ok && module.needs?.(each.value)));
      const read = Object.entries(planned.inputs).filter(([input]) => !needed || needed.includes(input));
      const [params, inputs] = await Promise.all([
        arrivingParams,
        arriving(run, name, planned, Object.fromEntries(read)),
      ]);
      if (!params.ok) return params;
      if (!inputs.ok) return inputs;
      const task = { module: module.id, key, inputs: inputs.value as Task['inputs'], params: params.value };
      return done({ ...task, ...sharesOf(module, task.inputs, task.params) });
    }
    const [params, grid] = await Promise.all([
      arriving(run, name, planned, planned.params),
      grids.ofInputs(plan, name, planned, signal),
    ]);
    if (!params.ok) return params;
    if (!grid.ok) return grid;
    const halo = module.halo?.(params.value, spacingOf(grid.value.affine));
    if (halo === undefined && (slab || level > 0)) return { ok: true, value: undefined };
    if (halo !== undefined && !(halo >= 0)) {
      throw new Error(`${module.id} needs ${halo} more slices: this is a fault of the module`);
    }
    const reach = halo === undefined ? undefined : Math.ceil(halo);
    const outer = slab && widened(slab, reach ?? 0, grid.value.size[2]);
    const passing = halo !== undefined && !slab && level < longestChain;
    const inputs = passing
      ? await withInner(run, name, planned, grid.value, level)
      : await arriving(run, name, planned, planned.inputs, outer);
    if (!inputs.ok) return inputs;
    return done({
      module: module.id,
      key,
      inputs: inputs.value as Task['inputs'],
      params: params.value,
      halo: reach,
      ...(slab && outer && { slab: within(slab, outer), isUrgent: true }),
    });
  }

  /** Plans connect only what is of one type, so what arrives are values of ports. */
  async function done(task: Task): Promise<Result<Task>> {
    return { ok: true, value: { ...task, params: await openFiles(task.params, openFile) } };
  }

  /** The inputs of a local node; images that need not be stored as tasks. */
  async function withInner(
    run: Run,
    name: string,
    planned: Planned,
    grid: Grid,
    level: number,
  ): Promise<Result<Record<string, TaskInput>>> {
    const inputs: Record<string, TaskInput> = {};
    const rest: Record<string, Given> = {};
    const found = await Promise.all(
      Object.entries(planned.inputs).map(async ([input, given]) => {
        const source = given.kind === 'output' ? passingNode(run.plan, given.ref, grid) : undefined;
        const inner = source && (await innerOf(run, source, level + 1));
        if (!inner) rest[input] = given;
        else if (inner.ok) inputs[input] = { task: inner.value, output: source.output };
        return inner;
      }),
    );
    const failed = found.find((inner): inner is Failure => inner?.ok === false);
    if (failed) return failed;
    const values = await arriving(run, name, planned, rest);
    return values.ok ? { ok: true, value: { ...inputs, ...(values.value as typeof inputs) } } : values;
  }

  /** The task of a node on the way; undefined where it has to run whole after all. */
  async function innerOf(run: Run, { name, planned }: Located, level: number): Promise<Result<Task> | undefined> {
    const states = tell(planned, run.signal);
    states.show({ status: 'queued' });
    let task: Result<Task | undefined>;
    try {
      task = await taskOf(run, name, planned, undefined, level);
    } catch (error) {
      task = fail(name, messageOf(error), planned.key);
    }
    if (task.ok && task.value) {
      run.inner.push({ name, planned, task: task.value, ...states });
      return { ok: true, value: task.value };
    }
    states.show(task.ok || task.error.isCancelled ? idle : { status: 'failed', error: task.error });
    states.end();
    return task.ok ? undefined : task;
  }

  /** What arrives at parameters or inputs, all asked for at the same time; images as the given slices. */
  async function arriving(
    run: Run,
    name: string,
    planned: Planned,
    givens: Readonly<Record<string, Given>>,
    slab?: Slab,
  ): Promise<Result<Record<string, unknown>>> {
    const names = Object.keys(givens);
    const results = await Promise.all(names.map((each) => arrivingOne(run, name, planned, givens[each], slab)));
    const values: Record<string, unknown> = {};
    for (const [n, result] of results.entries()) {
      if (!result.ok) return result;
      values[names[n]] = result.value;
    }
    return { ok: true, value: values };
  }

  async function arrivingOne(
    { plan, signal }: Run,
    name: string,
    planned: Planned,
    given: Given,
    slab?: Slab,
  ): Promise<Result<unknown>> {
    if (given.kind === 'value') return { ok: true, value: given.value };
    const result = await value(plan, given.ref, slab, signal);
    if (!result.ok) return result;
    const passed = passThrough(result.value, given.through, given.ref);
    return passed.ok ? passed : fail(name, passed.message, planned.key);
  }

  return (run, slab) => taskOf(run, run.name, run.planned, slab, 0);
}
