import { type AllocateBuffer, ownBuffer } from './allocate.ts';
import { type InSlabsOptions, inSlabs } from './inSlabs.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { buffersOf } from './memo.ts';
import type { Executor } from './task.ts';
import { together } from './together.ts';
import { createWorkerPool, type WorkerPoolOptions } from './workerPool.ts';

/** Below this a task is done before a second worker has begun. */
const leastBytes = 8 * 2 ** 20;
/** Small enough that a slice in sight does not wait long behind it, nor the page while it is copied where memory is not shared. */
const pieceBytes = 8 * 2 ** 20;

export interface InWorkerOptions extends WorkerPoolOptions, Partial<InSlabsOptions> {
  /** Starts the worker of the keeper (keeper.ts); without one, large results are freed on this thread. */
  readonly createKeeperWorker?: () => Worker;
}

/** Runs tasks in a pool of workers: whole images of local modules in slabs on all of them, shared work by all of them at once. */
export function executeInWorker({ createKeeperWorker, ...options }: InWorkerOptions): Executor {
  const isShared = options.isShared ?? globalThis.crossOriginIsolated === true;
  const keeper = isShared && createKeeperWorker ? createKeeper({ createWorker: createKeeperWorker }) : undefined;
  const allocateShared: AllocateBuffer = (bytes) => {
    const buffer = new SharedArrayBuffer(bytes);
    keeper?.keep(buffer);
    return buffer;
  };
  const all: InSlabsOptions = {
    threads: options.size,
    leastBytes,
    pieceBytes,
    allocateBuffer: isShared ? allocateShared : ownBuffer,
    ...options,
    isShared,
  };
  const slabs = inSlabs(createWorkerPool(options), all);
  const executor = isShared && all.threads > 1 ? together(slabs, all) : slabs;
  return keeper ? keepingResults(executor, keeper) : executor;
}

/** The same executor, all results of which are kept. */
function keepingResults(executor: Executor, keeper: Keeper): Executor {
  return {
    ...executor,
    async run(task, signal, onProgress) {
      const outcome = await executor.run(task, signal, onProgress);
      const memories = outcome.status === 'done' ? buffersOf(outcome.outputs) : [];
      for (const memory of memories) if (!('buffer' in memory)) keeper.keep(memory);
      return outcome;
    },
    dispose() {
      keeper.dispose();
      executor.dispose();
    },
  };
}
