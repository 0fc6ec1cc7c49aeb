import { ownBytes } from '#src/cli/memoryLimit.ts';
import { memoryText } from '#src/engine/memoryText.ts';
import { type Child, startChild } from './childProcess.ts';
import { createMemoryRoom } from './memoryRoom.ts';
import type { ChildItem, ChildOutcome, ChildStart } from './messages.ts';
import { watchMemory } from './residentMemory.ts';

/** A process that holds more than this after an item is replaced, so that what one item leaves behind does not grow over many. */
const mostKept = 256 * 2 ** 20;
/** And one that has run so many. */
const mostItems = 100;
/** What an item may take more than was foreseen: half as much again, and this, since garbage is collected late. */
const slack = 128 * 2 ** 20;

/** An item to run, with whatever belongs to it. */
export interface Work<T> {
  readonly of: T;
  readonly item: ChildItem;
}

/** What became of an item, or that it could not be run. */
export interface Ran<T> {
  readonly of: T;
  readonly outcome: ChildOutcome;
  readonly seconds: number;
  /** The most memory that was seen, in bytes. */
  readonly most: number;
}

export interface RunItemsOptions<T> {
  readonly start: ChildStart;
  readonly jobs: number;
  /** What all that run at once may take, in bytes. */
  readonly memory: number;
  readonly next: () => Work<T> | undefined;
  readonly began: (of: T) => void;
  readonly ran: (ran: Ran<T>) => void;
  /** Ends everything at once; items that are under way are told by nobody. */
  readonly signal: AbortSignal;
}

/**
 * Runs items in child processes, `jobs` at a time as memory allows, each process one item after the other. What an item will need is
 * foreseen from the headers of its files; one that needs more than there is does not begin, and one that takes far more than was
 * foreseen is ended. Whatever an item does, the others go on.
 */
export async function runItems<T>({
  start,
  jobs,
  memory,
  next,
  began,
  ran,
  signal,
}: RunItemsOptions<T>): Promise<void> {
  const room = createMemoryRoom(memory);
  const children = new Set<Child>();
  const stop = () => {
    for (const child of children) child.kill('the batch was stopped');
  };
  signal.addEventListener('abort', stop);

  function begin(): Child {
    const child = startChild(start);
    children.add(child);
    void child.gone.then(() => children.delete(child));
    return child;
  }

  /** One item after the other, in one process as long as it is good for the next. */
  async function work(): Promise<void> {
    let child: Child | undefined;
    let count = 0;
    for (;;) {
      const found = signal.aborted ? undefined : next();
      if (!found) break;
      const { of, item } = found;
      began(of);
      child ??= begin();
      const from = performance.now();
      const { outcome, resident, most } = await runOne(child, item);
      if (signal.aborted) break;
      ran({ of, outcome, most, seconds: (performance.now() - from) / 1000 });
      count++;
      if (resident !== undefined && resident <= mostKept && count < mostItems) continue;
      child.release();
      [child, count] = [undefined, 0];
    }
    child?.release();
  }

  /** `resident` is what the process holds afterwards; undefined when it has ended. */
  async function runOne(
    child: Child,
    item: ChildItem,
  ): Promise<{ outcome: ChildOutcome; resident?: number; most: number }> {
    let leave = () => {};
    let stopWatching = () => 0;
    child.send(item);
    try {
      for (;;) {
        const message = await child.next();
        switch (message.kind) {
          case 'foreseen': {
            const needed = ownBytes + (message.bytes ?? 0);
            if (needed > memory) {
              const why = `it would need ${memoryText(needed)}, and ${memoryText(memory)} are allowed: raise --memory, or crop the image`;
              child.kill(why);
              return { outcome: failed(why), most: 0 };
            }
            leave = await room.take(message.bytes === undefined ? memory / jobs : needed);
            const allowed =
              message.bytes === undefined ? memory : Math.min(memory, ownBytes + 1.5 * message.bytes + slack);
            stopWatching = watchMemory(child.pid, allowed, (bytes) =>
              child.kill(
                `it was ended when it took ${memoryText(bytes)}: ${memoryText(needed)} were foreseen, and ${memoryText(allowed)} are allowed`,
              ),
            );
            child.send({ kind: 'go' });
            break;
          }
          case 'outcome':
            return { outcome: message.outcome, resident: message.resident, most: stopWatching() };
          case 'ended':
            return { outcome: failed(message.why), most: stopWatching() };
          default:
            return message satisfies never;
        }
      }
    } finally {
      stopWatching();
      leave();
    }
  }

  await Promise.all(Array.from({ length: jobs }, work));
  signal.removeEventListener('abort', stop);
  await Promise.all([...children].map(({ gone }) => gone));
}

function failed(cause: string): ChildOutcome {
  return { kind: 'failed', causes: [cause], written: [], warnings: [] };
}
