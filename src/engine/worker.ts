import type { ModuleSet } from '#src/graph/module.ts';
import type { PortValue } from '#src/graph/ports.ts';
import type { Voxels } from '#src/image/volume.ts';
import { memoryOf } from '#src/image/voxelMemory.ts';
import { voxelTypeOf } from '#src/image/voxelType.ts';
import { ownBuffer, sharedBuffer } from './allocate.ts';
import { buffersOf as memoriesOf, totalOf } from './memo.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { createNudge } from './nudge.ts';
import { withoutPassed } from './passing.ts';
import { joined, putPiece } from './pieces.ts';
import { messageOf, runTask } from './runTask.ts';
import { imagesOf } from './slabs.ts';
import type { Outputs, Task, TaskOutcome } from './task.ts';
import { voxelsOn } from './voxelsOn.ts';

/** What a worker's global scope offers here; the page's types know it only as a window. */
interface WorkerScope {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

/**
 * Serves tasks on this worker's thread; the entry file of a worker calls it once with its modules. No task is taken before `prepared`,
 * and the worker fails when that is rejected. `apply` gets what the page has set (WorkerPoolOptions.settings), where it has, before each task.
 */
export function serveTasks(
  modules: ModuleSet,
  prepared: Promise<void> = Promise.resolve(),
  apply: (settings: unknown) => void = () => {},
): void {
  const scope = globalThis as unknown as WorkerScope;
  // Without isolation there is no shared memory: results are then handed over to the page, and inputs arrive as copies.
  const canShare = globalThis.crossOriginIsolated === true;
  const allocateBuffer = canShare ? sharedBuffer : ownBuffer;

  const nudge = createNudge();
  let lastKey: string | undefined;
  /** The slabs of one image come one after the other, each with the memory of the whole. */
  function noteMemory(task: Task, outcome: TaskOutcome): void {
    if (!canShare || (task.key !== undefined && task.key === lastKey)) return;
    lastKey = task.key;
    const given = [...imagesOf(task).map(({ voxels }) => voxels), ...Object.values(task.into ?? {})].map(memoryOf);
    const made = outcome.status === 'done' ? memoriesOf(outcome.outputs) : [];
    nudge(totalOf(new Set([...given, ...made])));
  }

  let stop: Int32Array | undefined;
  /** What came ahead of a task. */
  let ahead = { id: -1, images: new Map<number, Uint8Array<ArrayBuffer>>() };

  async function run(id: number, task: Task): Promise<void> {
    const onProgress = (fraction: number) => scope.postMessage({ type: 'progress', id, fraction });
    const requireWanted = () => {
      // Thrown within the module, where nobody waits for its result: that ends it at once, and the worker is there for the next task.
      if (stop && Atomics.load(stop, 0) === id) throw new Error('The computation was stopped');
    };
    const done = await runTask(modules, task, onProgress, allocateBuffer, requireWanted);
    const { outcome, passed } = withoutPassed(task, done);
    noteMemory(task, outcome);
    try {
      const reply = canShare && outcome.status === 'done' ? withSharedValues(outcome) : outcome;
      scope.postMessage({ type: 'done', id, outcome: reply, passed }, buffersOf(reply));
    } catch (error) {
      // Without an answer the page would wait for ever.
      const message = `The result of ${task.module} could not be handed to the page: ${messageOf(error)}`;
      scope.postMessage({ type: 'done', id, outcome: { status: 'failed', message, key: task.key }, passed: [] });
    }
  }

  scope.onmessage = ({ data }) => {
    switch (data.type) {
      case 'start':
        stop = data.stop;
        holdLock(data.lock, () => {
          prepared.then(() => scope.postMessage({ type: 'ready' }), throwToPage);
        });
        return;
      case 'piece':
        if (data.id !== ahead.id) ahead = { id: data.id, images: new Map() };
        putPiece(ahead.images, data.piece);
        return;
      case 'run': {
        const task = data.id === ahead.id ? joined(data.task, ahead.images) : data.task;
        ahead = { id: -1, images: new Map() };
        if (data.settings !== undefined) apply(data.settings);
        run(data.id, task);
        return;
      }
      default:
        data satisfies never;
    }
  };
}

/** What is thrown in a task of its own reaches the page as an error of the worker, what a promise rejects does not. */
function throwToPage(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}

/** A browser says nothing when a worker dies, but it frees the worker's locks, and the page waits for this one. */
function holdLock(name: string, onHeld: () => void): void {
  if (!('locks' in navigator)) {
    onHeld();
    return;
  }
  navigator.locks.request(name, () => {
    onHeld();
    return new Promise<never>(() => {});
  });
}

/**
 * The outcome with all voxels and surfaces in shared memory. What a module has not allocated through its context is copied here, once:
 * the page would else copy it, on its own thread, into every task that it is an input of.
 */
function withSharedValues(outcome: TaskOutcome & { status: 'done' }): TaskOutcome {
  const entries = Object.entries(outcome.outputs).map(([name, value]): [string, PortValue] => [name, shared(value)]);
  const outputs: Outputs = Object.fromEntries(entries);
  return { ...outcome, outputs };
}

function shared(value: PortValue): PortValue {
  if (typeof value !== 'object' || value === null) return value;
  if ('voxels' in value) return { ...value, voxels: inSharedMemory(value.voxels) };
  if ('triangles' in value) {
    return { positions: inSharedMemory(value.positions), triangles: inSharedMemory(value.triangles) };
  }
  return value;
}

function inSharedMemory<T extends Voxels>(values: T): T {
  if (!(values.buffer instanceof ArrayBuffer)) return values;
  const copy = voxelsOn(voxelTypeOf(values), new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  // Of the same class as the values, since it is made by their type.
  return copy as T;
}

/** The buffers that can be handed over without a copy; shared ones need not be. */
function buffersOf(outcome: TaskOutcome): ArrayBuffer[] {
  if (outcome.status !== 'done') return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values<PortValue>(outcome.outputs)) {
    if (typeof value !== 'object' || value === null) continue;
    let held: readonly ArrayBufferLike[] = [];
    if ('voxels' in value) held = [value.voxels.buffer];
    else if ('parts' in value) held = value.parts.map(({ buffer }) => buffer);
    else if ('triangles' in value) held = [value.positions.buffer, value.triangles.buffer];
    for (const buffer of held) if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  }
  return [...buffers];
}
