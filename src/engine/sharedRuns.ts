/** Runs by key: two questions with one key join one run, and a run stops when its last asker has gone. */
export interface SharedRuns<T> {
  ask(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
  stopAll(): void;
}

interface Run<T> {
  readonly controller: AbortController;
  readonly promise: Promise<T>;
  askers: number;
}

/** `cancelled` is what an asker gets who has withdrawn, or whose run was stopped. */
export function createSharedRuns<T>(cancelled: T): SharedRuns<T> {
  const runs = new Map<string, Run<T>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Run<T> {
    const controller = new AbortController();
    const stopped = new Promise<T>((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(cancelled), { once: true });
    });
    const promise = Promise.race([start(controller.signal), stopped]);
    const run = { controller, promise, askers: 0 };
    runs.set(key, run);
    // A stopped run is no longer in the table, and its successor under the same key must stay there.
    promise.finally(() => runs.get(key) === run && runs.delete(key)).catch(() => {});
    return run;
  }

  function stop(key: string, run: Run<T>) {
    // Out of the table before it is aborted, so that a new asker cannot join what is being stopped.
    if (runs.get(key) === run) runs.delete(key);
    run.controller.abort();
  }

  function leave(key: string, run: Run<T>) {
    run.askers--;
    // Decided a moment later: React withdraws a question and asks the next one in one go, and what the next one needs too
    // (the image under a changed threshold) must go on. The next question reaches its sources within a few microtasks.
    setTimeout(() => {
      if (run.askers === 0) stop(key, run);
    }, 0);
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
          leave(key, run);
        };
        signal.addEventListener('abort', withdraw, { once: true });
        run.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', withdraw));
      });
    },
    stopAll() {
      for (const [key, run] of [...runs]) stop(key, run);
    },
  };
}
