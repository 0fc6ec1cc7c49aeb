import type { FromKeeper, ToKeeper } from './keeper.ts';
import { beginToCollect } from './nudge.ts';

/**
 * Holds blocks on this worker's thread until the page lets go of them, and sees to it that they are collected then; the entry file of the
 * worker of a keeper calls it once.
 */
export function holdBlocks(): void {
  const held = new Map<number, SharedArrayBuffer>();
  /** How many the page has let go of and are not collected yet. */
  let left = 0;
  let next: ReturnType<typeof setTimeout> | undefined;
  // A WeakRef would not do: who asks it keeps what it refers to from being collected.
  const registry = new FinalizationRegistry<undefined>(() => {
    left--;
    globalThis.postMessage({ collected: 1 } satisfies FromKeeper);
  });

  /** Once may not be enough, where collecting was under way. */
  function collect(pauseMs: number): void {
    clearTimeout(next);
    if (left === 0) return;
    beginToCollect();
    next = setTimeout(() => collect(2 * pauseMs), pauseMs);
  }

  globalThis.onmessage = ({ data }: MessageEvent<ToKeeper>) => {
    switch (data.type) {
      case 'hold':
        held.set(data.id, data.block);
        registry.register(data.block, undefined);
        return;
      case 'letGo':
        for (const id of data.ids) if (held.delete(id)) left++;
        collect(200);
        return;
      default:
        data satisfies never;
    }
  };
}
