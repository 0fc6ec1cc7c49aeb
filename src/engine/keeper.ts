import { createNudge } from './nudge.ts';

/** Sees to it that large blocks of shared memory are not freed on this thread. */
export interface Keeper {
  /** Has a block held beside this thread until some time after it was collected here; small ones are left alone. */
  keep(block: ArrayBufferLike): void;
  /** How many blocks are held and not yet collected there. */
  readonly count: number;
  dispose(): void;
}

export type ToKeeper =
  | { readonly type: 'hold'; readonly id: number; readonly block: SharedArrayBuffer }
  | { readonly type: 'letGo'; readonly ids: readonly number[] };

/** How many blocks were collected. */
export interface FromKeeper {
  readonly collected: number;
}

export interface KeeperOptions {
  /** Starts a worker that serves `holdBlocks`. */
  readonly createWorker: () => Worker;
  /** Smaller blocks are freed in a few milliseconds, also several in a row. */
  readonly leastBytes?: number;
  readonly pauseMs?: number;
}

/**
 * Whoever lets the last reference to shared memory go gives its pages back to the system, which takes 0.1 ms a MiB; and on the page's
 * thread the browser lets references to several results go in one task. So a worker of its own holds all blocks too (holdBlocks.ts), and is
 * told when they were collected here. The pause before lets the browser sweep up what it has of its own for each of them.
 */
export function createKeeper({ createWorker, leastBytes = 2 ** 24, pauseMs = 1000 }: KeeperOptions): Keeper {
  const nudge = createNudge();
  const known = new WeakSet<SharedArrayBuffer>();
  let worker: Worker | undefined;
  let collected: number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let blockCount = 0;
  let count = 0;
  let isLost = false;
  const registry = new FinalizationRegistry<number>((id) => {
    collected.push(id);
    timer ??= setTimeout(letGo, pauseMs);
  });

  function letGo(): void {
    timer = undefined;
    if (worker) send(worker, { type: 'letGo', ids: collected });
    collected = [];
  }

  function start(): Worker {
    const started = createWorker();
    started.onmessage = ({ data }: MessageEvent<FromKeeper>) => {
      count -= data.collected;
    };
    // What waits for a worker that cannot be loaded would stay for ever; without it, blocks are freed here.
    started.onerror = (event) => {
      event.preventDefault();
      isLost = true;
      end();
    };
    return started;
  }

  function end(): void {
    clearTimeout(timer);
    worker?.terminate();
    worker = undefined;
    count = 0;
  }

  return {
    keep(block) {
      if (block instanceof ArrayBuffer || block.byteLength < leastBytes || known.has(block)) return;
      known.add(block);
      nudge(block.byteLength);
      if (isLost) return;
      const id = blockCount++;
      registry.register(block, id);
      worker ??= start();
      send(worker, { type: 'hold', id, block });
      count++;
    },
    get count() {
      return count;
    },
    dispose: end,
  };
}

function send(worker: Worker, message: ToKeeper): void {
  worker.postMessage(message);
}
