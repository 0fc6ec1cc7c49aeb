import type { FromWorker, ToWorker } from './messages.ts';
import { withPassed } from './passing.ts';
import { type Piece, parted, sendPieces } from './pieces.ts';
import { messageOf } from './runTask.ts';
import { type Executor, isTaskFile, type Task, type TaskOutcome } from './task.ts';

interface Job {
  readonly id: number;
  readonly task: Task;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
  readonly settle: (outcome: TaskOutcome) => void;
}

interface Member {
  readonly worker: Worker;
  readonly stop: Int32Array | undefined;
  isReady: boolean;
  job: Job | undefined;
  /** Runs until the worker is ready. */
  readonly patience: ReturnType<typeof setTimeout>;
  /** Runs while a reader tells nothing new. */
  silence: ReturnType<typeof setTimeout> | undefined;
  progress: number;
}

export interface WorkerPoolOptions {
  readonly createWorker: () => Worker;
  readonly size: number;
  /** A cancelled task gets this long to end by itself, since a new worker costs more than a small task. */
  readonly graceMs?: number;
  /** A worker that is not ready by then is given up: it hangs. */
  readonly readyMs?: number;
  /** A task that reads a file and tells of no progress for so long is ended: its reader hangs. */
  readonly silentMs?: number;
  /** Where memory is not shared, what is copied to a worker in one go, on this thread. */
  readonly cloneBytes?: number;
  /** What holds for the next task, as plain data; the entry file of the worker applies it. */
  readonly settings?: () => unknown;
}

let lockCount = 0;

/**
 * Runs tasks in a pool of disposable workers that grows as it is needed. A cancelled task ends when it next tells of progress, where memory is
 * shared; otherwise, and where it tells nothing, its worker is terminated: Chromium then lets it compute for two seconds more. A worker that
 * dies gives an error on its task, and the next task gets a new worker. Tasks run in the order in which they come, urgent ones before the others.
 */
export function createWorkerPool(options: WorkerPoolOptions): Executor {
  const { createWorker, size, settings, cloneBytes = 2 ** 22 } = options;
  const { graceMs = 60, readyMs = 30_000, silentMs = 60_000 } = options;
  const members = new Set<Member>();
  const queue: Job[] = [];
  let jobCount = 0;
  let isDisposed = false;

  /** Adds a worker; tells the waiting tasks when none can be made. */
  function grow(): void {
    let worker: Worker;
    try {
      worker = createWorker();
    } catch (error) {
      giveUp(messageOf(error));
      return;
    }
    const late = () => lose(member, `it was not ready after ${readyMs / 1000} s`);
    const patience = setTimeout(late, readyMs);
    const stop = globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(4)).fill(-1) : undefined;
    const member: Member = { worker, stop, isReady: false, job: undefined, patience, silence: undefined, progress: 0 };
    members.add(member);
    const lock = `voxgraph-worker-${crypto.randomUUID?.() ?? `${Date.now()}-${lockCount++}`}`;
    member.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      switch (data.type) {
        case 'ready':
          clearTimeout(member.patience);
          member.isReady = true;
          watch(member, lock);
          assign();
          return;
        case 'progress':
          if (member.job?.id !== data.id) return;
          if (data.fraction !== member.progress) listen(member, member.job);
          member.progress = data.fraction;
          member.job.onProgress(data.fraction);
          return;
        case 'done': {
          const job = member.job;
          if (job?.id !== data.id) return;
          release(member);
          job.settle(withPassed(job.task, data.outcome, data.passed));
          assign();
          return;
        }
        default:
          data satisfies never;
      }
    };
    member.worker.onerror = (event) => {
      event.preventDefault();
      lose(member, event.message || 'its script could not be loaded');
    };
    member.worker.onmessageerror = () => lose(member, 'a message of the worker could not be read');
    send(member, { type: 'start', lock, stop });
  }

  /** The lock becomes free only when the worker is gone, by whatever way. */
  function watch(member: Member, lock: string): void {
    if (!('locks' in navigator)) return;
    navigator.locks
      .request(lock, () => lose(member, 'the worker ended unexpectedly, perhaps out of memory'))
      .catch(() => {});
  }

  /**
   * Only what reads files is waited for with a limit: a file may be made so that its reader never ends. What else takes long is known
   * to end, and its user can stop it.
   */
  function listen(member: Member, { task }: Job): void {
    clearTimeout(member.silence);
    const file = Object.values(task.params).find(isTaskFile);
    if (!file) return;
    const seconds = silentMs / 1000;
    const reason = `reading ${file.name} came no further for ${seconds} s. The file may be damaged`;
    member.silence = setTimeout(() => lose(member, reason), silentMs);
  }

  function lose(member: Member, reason: string): void {
    if (!members.delete(member)) return;
    end(member);
    member.job?.settle({
      status: 'failed',
      key: member.job.task.key,
      message: `The computation broke off: ${reason}. Run it again, or try a smaller image`,
    });
    // Another one is not started in place of one that never was ready: it would fail likewise, and so on without an end.
    if (member.isReady) assign();
    else giveUp(reason);
  }

  /** Tells the waiting tasks that no worker can be started, unless there are workers that will come to them. */
  function giveUp(reason: string): void {
    if ([...members].some((member) => member.isReady)) return;
    for (const job of queue.splice(0)) {
      job.settle({ status: 'failed', message: `No worker could be started: ${reason}. Reload the page` });
    }
  }

  /** Hands waiting tasks to free workers, and starts workers for the rest as far as the pool may grow. */
  function assign(): void {
    for (const member of members) {
      while (member.isReady && !member.job && queue.length > 0) hand(member, next());
    }
    const starting = [...members].filter((member) => !member.isReady).length;
    const missing = Math.min(queue.length - starting, size - members.size);
    for (let n = 0; n < missing; n++) grow();
  }

  function next(): Job | undefined {
    const urgent = queue.findIndex(({ task }) => task.isUrgent);
    return queue.splice(Math.max(0, urgent), 1)[0];
  }

  function hand(member: Member, job: Job | undefined): void {
    if (!job) return;
    member.job = job;
    member.progress = 0;
    listen(member, job);
    const fail = (error: unknown) => {
      const message = `The inputs could not be handed to a worker: ${messageOf(error)}`;
      release(member);
      job.settle({ status: 'failed', message, key: job.task.key });
    };
    const ahead = (piece: Piece) => send(member, { type: 'piece', id: job.id, piece }, [piece.bytes.buffer]);
    const isWanted = () => !job.signal.aborted && members.has(member);
    try {
      const part = parted(job.task, cloneBytes);
      const run = () => send(member, { type: 'run', id: job.id, task: part.task, settings: settings?.() });
      if (part.large.size === 0) run();
      else
        sendPieces(part, cloneBytes, ahead, isWanted)
          .then((isSent) => (isSent ? run() : release(member)))
          .catch(fail)
          .then(assign);
    } catch (error) {
      fail(error);
    }
  }

  function release(member: Member): void {
    clearTimeout(member.silence);
    member.job = undefined;
  }

  function cancel(job: Job): void {
    job.settle({ status: 'cancelled' });
    const waiting = queue.indexOf(job);
    if (waiting >= 0) {
      queue.splice(waiting, 1);
      return;
    }
    for (const { job: running, stop } of members) if (running === job && stop) Atomics.store(stop, 0, job.id);
    setTimeout(() => {
      for (const member of members) {
        if (member.job !== job) continue;
        members.delete(member);
        end(member);
        assign();
      }
    }, graceMs);
  }

  return {
    run(task, signal, onProgress) {
      return new Promise((resolve) => {
        if (signal.aborted || isDisposed) {
          resolve({ status: 'cancelled' });
          return;
        }
        const onAbort = () => cancel(job);
        const settle = (outcome: TaskOutcome) => {
          signal.removeEventListener('abort', onAbort);
          resolve(outcome);
        };
        const job: Job = { id: jobCount++, task, signal, onProgress, settle };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.push(job);
        assign();
      });
    },
    dispose() {
      isDisposed = true;
      for (const member of members) {
        end(member);
        member.job?.settle({ status: 'cancelled' });
      }
      members.clear();
      for (const job of queue.splice(0)) job.settle({ status: 'cancelled' });
    },
  };
}

function end(member: Member): void {
  clearTimeout(member.patience);
  clearTimeout(member.silence);
  member.worker.terminate();
}

function send({ worker }: Member, message: ToWorker, transfer: Transferable[] = []): void {
  worker.postMessage(message, transfer);
}
