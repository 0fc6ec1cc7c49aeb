import type { ModuleSet } from '#src/graph/module.ts';
import type { VoxelMemory } from '#src/image/voxelMemory.ts';
import { ownBuffer } from './allocate.ts';
import { type InSlabsOptions, inSlabs } from './inSlabs.ts';
import { buffersOf } from './memo.ts';
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

export interface HereOptions extends Partial<InSlabsOptions> {
  /** Is told of memory that a task has asked for and that no result of it lies in. */
  readonly release?: (memory: VoxelMemory) => void;
  /** Is told of memory that it has asked for and in which a result lies, once the task is done. */
  readonly settle?: (memory: VoxelMemory) => void;
}

/** Runs tasks on this thread, one after the other as they come: for the command line and for tests. */
export function executeHere(modules: ModuleSet, { release, settle, ...options }: HereOptions = {}): Executor {
  const { allocateBuffer } = { ...onOneThread, ...options };
  const whole: Executor = {
    async run(task, signal, onProgress) {
      if (signal.aborted) return { status: 'cancelled' };
      const asked = new Set<VoxelMemory>();
      const outcome = await runTask(modules, task, onProgress, (bytes, use) => {
        const memory = allocateBuffer(bytes, use);
        asked.add(memory);
        return memory;
      });
      const kept = outcome.status === 'done' ? buffersOf(outcome.outputs) : new Set<VoxelMemory>();
      for (const memory of asked) (kept.has(memory) ? settle : release)?.(memory);
      return signal.aborted ? { status: 'cancelled' } : outcome;
    },
    dispose() {},
  };
  return inSlabs(whole, { ...onOneThread, ...options });
}
