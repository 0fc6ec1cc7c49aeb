import { useApp } from './store.ts';

/**
 * Keeps what belongs to a network, and is not in the store, as long as that is open: `take` gives it when another network is shown,
 * and `put` gets what was taken of that one, or undefined when it is shown for the first time.
 */
export function keepPerNetwork<T>(take: () => T, put: (kept: T | undefined) => void): void {
  const kept = new Map<number, T>();
  useApp.subscribe((state, before) => {
    if (state.network !== before.network) {
      kept.set(before.network, take());
      put(kept.get(state.network));
      kept.delete(state.network);
    }
    if (state.order !== before.order) {
      for (const number of kept.keys()) if (!state.order.includes(number)) kept.delete(number);
    }
  });
}
