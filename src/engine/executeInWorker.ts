import { ownBuffer, sharedBuffer } from './allocate.ts';
import { type InSlabsOptions, inSlabs } from './inSlabs.ts';
import type { Executor } from './task.ts';
import { createWorkerPool, type WorkerPoolOptions } from './workerPool.ts';

/** Below this a task is done before a second worker has begun. */
const leastBytes = 8 * 2 ** 20;
/** Small enough that a slice in sight does not wait long behind it, nor the page while it is copied where memory is not shared. */
const pieceBytes = 8 * 2 ** 20;

/** Runs tasks in a pool of workers, whole images of local modules in slabs on all of them. */
export function executeInWorker(options: WorkerPoolOptions & Partial<InSlabsOptions>): Executor {
  const isShared = options.isShared ?? globalThis.crossOriginIsolated === true;
  return inSlabs(createWorkerPool(options), {
    threads: options.size,
    leastBytes,
    pieceBytes,
    allocateBuffer: isShared ? sharedBuffer : ownBuffer,
    ...options,
    isShared,
  });
}
