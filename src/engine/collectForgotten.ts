import type { Engine } from './engine.ts';
import { beginToCollect } from './nudge.ts';

const enough = 2 ** 28;
/** Once may not be enough: what is alive when collecting begins stays until the next time. */
const pausesMs = [500, 2000, 4000];

/**
 * Sees to it that the memory of results that an engine forgets is given back: of a network that was closed, or above a limit that was
 * lowered. Nothing comes in then, and V8, which counts no shared memory (nudge.ts), has no reason to collect.
 */
export function collectForgotten({ subscribe, memory }: Pick<Engine, 'subscribe' | 'memory'>): () => void {
  let before = memory().bytes;
  let forgotten = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function collect([pause, ...others]: readonly number[]): void {
    clearTimeout(timer);
    if (pause === undefined) return;
    timer = setTimeout(() => {
      beginToCollect();
      collect(others);
    }, pause);
  }

  const unsubscribe = subscribe(() => {
    const { bytes } = memory();
    forgotten += Math.max(0, before - bytes);
    before = bytes;
    if (forgotten < enough) return;
    forgotten = 0;
    collect(pausesMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
