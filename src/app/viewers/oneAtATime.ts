/**
 * A way to ask for work of which one is done at a time: asked while it goes on, it is done once more afterwards, however often it was asked.
 * Resolves when what was asked for is done, and rejects with what that work throws.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = () => {
    next = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start, start);
    return next;
  };
}
