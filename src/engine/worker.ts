import type { ModuleSet, PortValue } from '#src/graph/module.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { AllocateBuffer } from './runTask.ts';
import { runTask } from './runTask.ts';
import type { TaskOutcome } from './task.ts';

/** What a worker's global scope offers here; the page's types know it only as a window. */
interface WorkerScope {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}

const progressEveryMs = 50;

/** Serves tasks on this worker's thread; the entry file of a worker calls it once with its modules. */
export function serveTasks(modules: ModuleSet): void {
  const scope = globalThis as unknown as WorkerScope;
  // Without isolation there is no shared memory: results are then handed over to the page, and inputs arrive as copies.
  const canShare = globalThis.crossOriginIsolated === true;
  const allocateBuffer: AllocateBuffer = (bytes) => (canShare ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
  scope.onmessage = async ({ data }) => {
    switch (data.type) {
      case 'start':
        holdLock(data.lock, () => scope.postMessage({ type: 'ready' }));
        return;
      case 'run': {
        let last = 0;
        const onProgress = (fraction: number) => {
          const now = performance.now();
          if (now - last < progressEveryMs) return;
          last = now;
          scope.postMessage({ type: 'progress', id: data.id, fraction });
        };
        const outcome = await runTask(modules, data.task, onProgress, allocateBuffer);
        scope.postMessage({ type: 'done', id: data.id, outcome }, buffersOf(outcome));
        return;
      }
      default:
        data satisfies never;
    }
  };
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

/** The buffers that can be handed over without a copy; shared ones need not be. */
function buffersOf(outcome: TaskOutcome): ArrayBuffer[] {
  if (outcome.status !== 'done') return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values<PortValue>(outcome.outputs)) {
    if (typeof value !== 'object') continue;
    const buffer = 'voxels' in value ? value.voxels.buffer : 'bytes' in value ? value.bytes.buffer : undefined;
    if (buffer instanceof ArrayBuffer) buffers.add(buffer);
  }
  return [...buffers];
}
