/** Sees to it that nothing stays of what was being computed for a network when it was closed. */
export interface Closing<Run extends RunOfNode> {
  begun(run: Run): void;
  ended(run: Run): void;
  /** What runs for other nodes, and what these runs ask for yet, is to be forgotten. */
  retain(isWanted: (key: string) => boolean): void;
}

interface RunOfNode {
  readonly plan: object;
  readonly planned: { readonly key: string };
}

/**
 * `forget` is told the keys of nodes whose results are of no use any more. Only when the last of their runs has ended: until then one
 * reads what another gave, and would compute it again.
 */
export function createClosing<Run extends RunOfNode>(forget: (keys: ReadonlySet<string>) => void): Closing<Run> {
  const underWay = new Set<Run>();
  const closed = new Set<Run>();
  let keys = new Set<string>();

  function close(run: Run): void {
    closed.add(run);
    keys.add(run.planned.key);
  }

  return {
    begun(run) {
      underWay.add(run);
      for (const { plan } of closed) if (plan === run.plan) return close(run);
    },
    ended(run) {
      underWay.delete(run);
      if (!closed.delete(run) || closed.size > 0) return;
      const forgotten = keys;
      keys = new Set();
      forget(forgotten);
    },
    retain(isWanted) {
      for (const run of underWay) if (!isWanted(run.planned.key)) close(run);
    },
  };
}
