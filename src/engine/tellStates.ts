import type { CacheKey } from './key.ts';
import type { MemoEntry } from './memo.ts';
import type { NodeState, States } from './states.ts';
import { doneState, idle } from './states.ts';

/** How a run tells the state of its node. Several runs of one node may be under way, each for other slices. */
export interface RunStates {
  /** Tells a state, unless the run has ended or was withdrawn: then its key may be running again. */
  show(state: NodeState): void;
  end(): void;
}

/** The states of one run. One that is withdrawn goes back to idle, unless another run of the node has told its state since. */
export function tellStates(states: States, key: CacheKey, signal: AbortSignal): RunStates {
  let shown: NodeState | undefined;
  let isOver = false;
  const onStop = () => {
    if (!isOver && states.get(key) === shown) states.set(key, idle);
  };
  signal.addEventListener('abort', onStop, { once: true });
  return {
    show(state) {
      if (signal.aborted || isOver) return;
      shown = state;
      states.set(key, state);
    },
    end() {
      isOver = true;
    },
  };
}

/** Tells that a node's result was in the memo, unless a run of other slices of the node is under way. */
export function showRemembered(states: States, key: CacheKey, entry: MemoEntry): void {
  const now = states.get(key);
  if (now?.status === 'queued' || now?.status === 'running') return;
  const isShown = now?.status === 'done' && now.fromMemo && now.ms === entry.ms && now.bytes === entry.bytes;
  if (!isShown) states.set(key, doneState(entry, true));
}
