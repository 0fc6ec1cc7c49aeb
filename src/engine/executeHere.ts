import type { ModuleSet } from '#src/graph/module.ts';
import { runTask } from './runTask.ts';
import type { Executor } from './task.ts';

/** Runs tasks on this thread, one after the other as they come: for the command line and for tests. */
export function executeHere(modules: ModuleSet): Executor {
  return {
    async run(task, signal, onProgress) {
      if (signal.aborted) return { status: 'cancelled' };
      const outcome = await runTask(modules, task, onProgress, (bytes) => new ArrayBuffer(bytes));
      return signal.aborted ? { status: 'cancelled' } : outcome;
    },
    dispose() {},
  };
}
