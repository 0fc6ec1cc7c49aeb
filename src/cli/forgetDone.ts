import type { Engine } from '#src/engine/engine.ts';
import { ancestorsOf, type GraphDocument, nodeOf, sourcesOf } from '#src/graph/document.ts';

/**
 * Makes an engine forget the results of which all users are done, since in a run nothing is asked twice, and returns their memory,
 * which nobody looks at any more. `outputs` are the nodes whose results the run is for and that are not written yet.
 */
export function forgetDone(
  engine: Engine,
  document: GraphDocument,
  outputs: readonly string[],
): readonly ArrayBufferLike[] {
  const needed = new Set(outputs);
  for (const name of new Set(outputs.flatMap((output) => [...ancestorsOf(document, output)]))) {
    const node = nodeOf(document, name);
    if (!node || engine.state(document, name).status === 'done') continue;
    for (const source of sourcesOf(node)) needed.add(source);
  }
  return engine.retain([document], (name) => needed.has(name));
}
