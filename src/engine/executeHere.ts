import type { ModuleSet } from '#src/graph/module.ts';
import { ownBuffer } from './allocate.ts';
import { type InSlabsOptions, inSlabs } from './inSlabs.ts';
import { runTask } from './runTask.ts';
import type { Executor } from './task.ts';

/** On one thread only chains run in slabs, of a size that stays in the processor's cache from one module to the next. */
const onOneThread: InSlabsOptions = {
  threads: 1,
  leastBytes: 2 ** 22,
  pieceBytes: 2 ** 20,
  allocateBuffer: ownBuffer,
  isShared: true,
};

/** Runs tasks on this thread, one after the other as they come: for the command line and for tests. */
export function executeHere(modules: ModuleSet, options: Partial<InSlabsOptions> = {}): Executor {
  const { allocateBuffer } = { ...onOneThread, ...options };
  const whole: Executor = {
    async run(task, signal, onProgress) {
      if (signal.aborted) return { status: 'cancelled' };
      const outcome = await runTask(modules, task, onProgress, allocateBuffer);
      return signal.aborted ? { status: 'cancelled' } : outcome;
    },
    dispose() {},
  };
  return inSlabs(whole, { ...onOneThread, ...options });
}
