import { voxelCount } from '#src/image/volume.ts';
import { voxelTypes } from '#src/image/voxelType.ts';
import { type AllocateBuffer, allocateVoxels } from './allocate.ts';
import { messageOf } from './runTask.ts';
import type { Executor, Task, TaskOutcome } from './task.ts';
import { teamMemory } from './teamShare.ts';

/** Tasks whose work can be shared, as `shares` says. */
type SharedTask = Task & Pick<Required<Task>, 'shares'>;

export interface TogetherOptions {
  /** How many workers share the work, which see the memory that is allocated here. */
  readonly threads: number;
  /** What is smaller is done by one. */
  readonly leastBytes: number;
  readonly allocateBuffer: AllocateBuffer;
}

/** Runs tasks whose work can be shared on several workers at once, everything else as it is. */
export function together(executor: Executor, options: TogetherOptions): Executor {
  return {
    ...executor,
    run: (task, signal, onProgress) =>
      isLarge(task, options.leastBytes)
        ? runTogether(executor, task, options, signal, onProgress)
        : executor.run(task, signal, onProgress),
  };
}

function isLarge(task: Task, leastBytes: number): task is SharedTask {
  if (!task.shares) return false;
  const { size, type } = task.shares;
  return voxelCount(size) * voxelTypes[type].bytes >= leastBytes;
}

/**
 * All write into one result. The first of them, which ends when all is done, gives the outcome; the others come and go. Who fails ends the
 * others and is the error.
 */
async function runTogether(
  executor: Executor,
  task: SharedTask,
  { threads, allocateBuffer }: TogetherOptions,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<TaskOutcome> {
  const { output, size, type, scratch: scratchBytes = 0 } = task.shares;
  let into: Task['into'];
  let scratch: ArrayBufferLike | undefined;
  try {
    into = { [output]: allocateVoxels(type, size[0] * size[1] * size[2], allocateBuffer) };
    if (scratchBytes > 0) scratch = allocateVoxels('uint8', scratchBytes, allocateBuffer).buffer;
  } catch (error) {
    return { status: 'failed', message: messageOf(error), key: task.key };
  }
  const ending = new AbortController();
  const memberSignal = AbortSignal.any([signal, ending.signal]);
  const memory = teamMemory();
  let failure: TaskOutcome | undefined;
  let farthest = 0;

  function join(isLead: boolean): Promise<TaskOutcome> {
    const team = { memory, scratch, size: threads, isLead };
    return executor.run({ ...task, into, team }, memberSignal, (fraction) => {
      if (fraction <= farthest) return;
      farthest = fraction;
      onProgress(fraction);
    });
  }
  /** Comes back as long as there may be work. */
  async function help(): Promise<void> {
    while (!memberSignal.aborted) {
      const outcome = await join(false);
      if (outcome.status === 'cancelled') continue;
      if (outcome.status === 'failed' && !memberSignal.aborted) {
        failure = outcome;
        ending.abort();
      }
      return;
    }
  }

  const lead = join(true);
  const helpers = Array.from({ length: threads - 1 }, help);
  const outcome = await lead;
  ending.abort();
  await Promise.all(helpers);
  return signal.aborted ? { status: 'cancelled' } : (failure ?? outcome);
}
