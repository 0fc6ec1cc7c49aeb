import type { VoxelMemory } from '#src/image/voxelMemory.ts';
import type { Memo } from './memo.ts';

/** What a run holds at its peak. */
export interface Need {
  /** The buffers of its inputs. */
  readonly inputs: ReadonlySet<VoxelMemory>;
  /** Bytes of results and of all that is needed on the way to them. */
  readonly bytes: number;
}

/** Lets runs begin when there is memory for them, so that the budget holds for results and what is computed together. */
export interface Room {
  /** Waits until the run may begin. Returns how to give its memory back, also when it was withdrawn meanwhile. */
  take(need: Need, signal: AbortSignal): Promise<() => void>;
  /** What runs need beside what is remembered. */
  readonly bytes: number;
}

/**
 * Room is made by forgetting results; the inputs of what runs and waits stay. A run for which there is no room waits until
 * another one ends. It begins in any case when nothing else runs: then the inputs of those that wait are all that is too much.
 */
export function createRoom(memo: Memo): Room {
  const waiting = new Set<() => void>();
  let running = 0;
  let taken = 0;

  function give(bytes: number): void {
    running--;
    taken -= bytes;
    for (const tryAgain of [...waiting]) tryAgain();
  }

  return {
    async take({ inputs, bytes }, signal) {
      const release = memo.hold(inputs);
      const begin = () => {
        if (!memo.makeRoom(taken + bytes) && running > 0) return false;
        running++;
        taken += bytes;
        return true;
      };
      let isIn = begin();
      if (!isIn && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const tryAgain = () => {
            if (!signal.aborted) isIn = begin();
            if (!isIn && !signal.aborted) return;
            waiting.delete(tryAgain);
            resolve();
          };
          waiting.add(tryAgain);
          signal.addEventListener('abort', tryAgain, { once: true });
        });
      }
      return () => {
        release();
        if (isIn) give(bytes);
      };
    },
    get bytes() {
      return taken;
    },
  };
}
