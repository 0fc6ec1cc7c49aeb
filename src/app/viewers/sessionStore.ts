import { useSyncExternalStore } from 'react';

/** Session state by name: it outlives a component that is docked elsewhere, and is neither saved nor undone. */
export interface SessionStore<T> {
  get(name: string): T;
  change(name: string, change: (value: T) => T): void;
  /** The value, for a component, which renders again when it changes. */
  use(name: string): T;
}

const resets = new Set<() => void>();
const takes = new Set<() => () => void>();
const moves = new Set<(names: ReadonlyMap<string, string>) => void>();

/** A store in which every name has `initial` until it is changed. */
export function sessionStore<T>(initial: T): SessionStore<T> {
  const values = new Map<string, T>();
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  const get = (name: string): T => (values.has(name) ? (values.get(name) as T) : initial);
  resets.add(() => {
    values.clear();
    tell();
  });
  takes.add(() => {
    const taken = [...values];
    return () => {
      values.clear();
      for (const [name, value] of taken) values.set(name, value);
      tell();
    };
  });
  moves.add((names) => {
    // All are taken out before any is put back, since one node may take the name that another leaves.
    const moved = [...values].filter(([name]) => names.has(nodePart(name)));
    for (const [name] of moved) values.delete(name);
    for (const [name, value] of moved) {
      const node = nodePart(name);
      values.set(`${names.get(node)}${name.slice(node.length)}`, value);
    }
  });
  return {
    get,
    change(name, change) {
      values.set(name, change(get(name)));
      tell();
    },
    use: (name) => useSyncExternalStore(subscribe, () => get(name)),
  };
}

/** Forgets the session state of all viewers, as another document needs it. */
export function resetSessions(): void {
  for (const reset of resets) reset();
}

/** Takes note of the session state of all viewers. Returns how it is put back. */
export function takeSessions(): () => void {
  const backs = [...takes].map((take) => take());
  return () => {
    for (const back of backs) back();
  };
}

/** Lets the session state of viewers follow their nodes to other names; nothing is told, since the components change with them. */
export function renameSessions(names: ReadonlyMap<string, string>): void {
  for (const move of moves) move(names);
}

/** The node of a name such as "SynchroView2D.right". */
function nodePart(name: string): string {
  return name.split('.', 1)[0];
}
