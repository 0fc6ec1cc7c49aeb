import type { CacheKey } from './key.ts';
import type { MemoEntry } from './memo.ts';
import { keepOnly, setNewest } from './newest.ts';

/** Why an evaluation gave nothing. `node` is the one that failed, which may lie far below the one that was asked. */
export interface EvaluationError {
  readonly node: string;
  readonly message: string;
  readonly isCancelled?: boolean;
  /** The key of the node that failed, which outlives a change of its name. */
  readonly key?: CacheKey;
}

/** What a node does, for its picture in the network. */
export type NodeState =
  | { readonly status: 'idle'; readonly hint?: string }
  | { readonly status: 'queued' }
  | { readonly status: 'running'; readonly progress: number }
  | {
      readonly status: 'done';
      readonly ms: number;
      readonly fromMemo: boolean;
      readonly warnings: readonly string[];
      readonly bytes: number;
    }
  | { readonly status: 'failed'; readonly error: EvaluationError };

export const idle: NodeState = { status: 'idle' };

/** Whether two states tell the same of a node that does nothing, or failed; of others only the object itself counts. */
export function isSameState(a: NodeState, b: NodeState): boolean {
  if (a === b) return true;
  if (a.status === 'idle' && b.status === 'idle') return a.hint === b.hint;
  if (a.status !== 'failed' || b.status !== 'failed') return false;
  const [old, now] = [a.error, b.error];
  return (
    old.node === now.node && old.message === now.message && old.isCancelled === now.isCancelled && old.key === now.key
  );
}

/** The state of a node whose result is there. */
export function doneState(entry: MemoEntry, fromMemo: boolean): NodeState {
  const { ms, warnings, bytes } = entry;
  return { status: 'done', ms, fromMemo, warnings, bytes };
}

/** How many keys' states are kept: dragging a slider makes a new key for each value. */
const maxStates = 4000;

/** The states of the keys that were asked for, newest last, and who wants to hear of changes. */
export interface States {
  get(key: CacheKey): NodeState | undefined;
  set(key: CacheKey, state: NodeState): void;
  /** Forgets all others. */
  retain(isWanted: (key: string) => boolean): void;
  /** Tells the listeners once for all changes until they are told. */
  changed(): void;
  subscribe(listener: () => void): () => void;
}

/** `schedule` calls what it gets later, once: in a page with the next picture. */
export function createStates(schedule: (tell: () => void) => void): States {
  const states = new Map<CacheKey, NodeState>();
  const listeners = new Set<() => void>();
  let isTelling = false;
  const changed = () => {
    if (isTelling) return;
    isTelling = true;
    schedule(() => {
      isTelling = false;
      for (const listener of listeners) listener();
    });
  };
  return {
    get: (key) => states.get(key),
    set(key, state) {
      setNewest(states, key, state, maxStates);
      changed();
    },
    retain: (isWanted) => keepOnly(states, isWanted),
    changed,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
