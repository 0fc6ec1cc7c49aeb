import type { GraphDocument } from '#src/graph/document.ts';
import { engine } from './evaluation.ts';
import { currentDocument, useApp } from './store.ts';

/**
 * Looks at the network, and again after its modules or what is remembered of them have changed: `calm` milliseconds after the last change,
 * since a slider or a drag changes the network many times. A look that is under way then is withdrawn by its signal. Returns the way to stop.
 */
export function watchNetwork(
  calm: number,
  look: (document: GraphDocument, signal: AbortSignal) => Promise<void>,
): () => void {
  let seen: { readonly nodes: GraphDocument['nodes']; readonly memory: unknown } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let controller = new AbortController();
  const withdraw = () => {
    clearTimeout(timer);
    controller.abort();
  };
  const onChange = () => {
    // Groups, notes and the view of a document do not matter.
    const { nodes } = currentDocument();
    const memory = engine.memory();
    if (seen?.nodes === nodes && seen.memory === memory) return;
    seen = { nodes, memory };
    withdraw();
    controller = new AbortController();
    const { signal } = controller;
    timer = setTimeout(() => void look(currentDocument(), signal), calm);
  };
  const stops = [useApp.subscribe(onChange), engine.subscribe(onChange), withdraw];
  onChange();
  return () => {
    for (const stop of stops) stop();
  };
}
