import type { Engine } from '#src/engine/engine.ts';
import { ancestorsOf, type GraphDocument, nodeOf, sourcesOf } from '#src/graph/document.ts';

/**
 * Makes an engine forget each result of a run as soon as all nodes that use it are done, since nothing is asked twice. `outputs` are the
 * nodes whose results the run is for; of the function returned it learns that one of them was written.
 */
export function forgetDone(
  engine: Engine,
  document: GraphDocument,
  outputs: readonly string[],
): (node: string) => void {
  const waiting = new Set(outputs);
  const users = new Map<string, string[]>();
  for (const name of new Set(outputs.flatMap((output) => [...ancestorsOf(document, output)]))) {
    const node = nodeOf(document, name);
    for (const source of node ? sourcesOf(node) : []) users.set(source, [...(users.get(source) ?? []), name]);
  }
  let last = '';
  const forget = () => {
    const done = new Set([...users.values()].flat().filter((name) => engine.state(document, name).status === 'done'));
    const needed = [...users.keys(), ...waiting].filter(
      (name) => waiting.has(name) || users.get(name)?.some((user) => !done.has(user)),
    );
    const now = needed.join();
    // To forget is a change itself.
    if (now === last) return;
    last = now;
    engine.retain([document], (name) => needed.includes(name));
  };
  engine.subscribe(forget);
  return (node) => {
    waiting.delete(node);
    forget();
  };
}
