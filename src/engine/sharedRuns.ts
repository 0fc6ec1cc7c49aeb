/** Runs by key: two questions with one key join one run, and a run stops when its last asker has gone. */
export interface SharedRuns<T> {
  /** Without a signal the question is never withdrawn. Rejects only when `start` does. */
  ask(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Whether a run of that key is under way. */
  has(key: string): boolean;
  stopAll(): void;
}

interface Run<T> {
  readonly key: string;
  readonly controller: AbortController;
  readonly promise: Promise<T>;
  readonly stopIfLeft: () => void;
  askers: number;
}

/** Has decided soon, for all tables of runs that share it, whether what somebody has left is to be stopped. */
export type Leaving = (stopIfLeft: () => void) => void;

/**
 * Decided in a task of its own: React withdraws a question and asks the next one in one go, and what the next one needs too
 * (the image under a changed threshold) must go on. The next question reaches its sources within microtasks.
 */
export function createLeaving(): Leaving {
  const left = new Set<() => void>();
  /** A run that stops leaves its sources, which join `left` while it is walked: a whole chain stops at once. */
  const decide = () => {
    for (const stopIfLeft of left) {
      left.delete(stopIfLeft);
      stopIfLeft();
    }
    isDue = false;
  };
  let isDue = false;
  return (stopIfLeft) => {
    left.add(stopIfLeft);
    if (isDue) return;
    isDue = true;
    setTimeout(decide, 0);
  };
}

/** `cancelled` is what an asker gets who has withdrawn, or whose run was stopped. */
export function createSharedRuns<T>(cancelled: T, leaving: Leaving): SharedRuns<T> {
  const runs = new Map<string, Run<T>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Run<T> {
    const controller = new AbortController();
    const stopped = new Promise<T>((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(cancelled), { once: true });
    });
    const promise = Promise.race([start(controller.signal), stopped]);
    const stopIfLeft = () => {
      if (run.askers === 0) stop(run);
    };
    const run: Run<T> = { key, controller, promise, stopIfLeft, askers: 0 };
    runs.set(key, run);
    // A stopped run is no longer in the table, and its successor under the same key must stay there.
    promise.finally(() => runs.get(key) === run && runs.delete(key)).catch(() => {});
    return run;
  }

  function stop(run: Run<T>) {
    // Out of the table before it is aborted, so that a new asker cannot join what is being stopped.
    if (runs.get(run.key) === run) runs.delete(run.key);
    run.controller.abort();
  }

  function leave(run: Run<T>) {
    run.askers--;
    leaving(run.stopIfLeft);
  }

  return {
    async ask(key, signal, start) {
      if (signal?.aborted) return cancelled;
      const run = runs.get(key) ?? begin(key, start);
      run.askers++;
      if (!signal) return run.promise;
      return new Promise<T>((resolve, reject) => {
        const withdraw = () => {
          resolve(cancelled);
          leave(run);
        };
        signal.addEventListener('abort', withdraw, { once: true });
        run.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', withdraw));
      });
    },
    has: (key) => runs.has(key),
    stopAll() {
      for (const run of [...runs.values()]) stop(run);
    },
  };
}
