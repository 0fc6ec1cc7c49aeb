import { type GraphDocument, nodeOf, nodesOf, sourcesOf } from './document.ts';

/** The names of a cycle, the first repeated at the end, or undefined when there is none. */
export function findCycle(document: GraphDocument): string[] | undefined {
  const state = new Map<string, 'open' | 'done'>();
  for (const [start] of nodesOf(document)) {
    if (state.has(start)) continue;
    // An explicit stack, since a hostile file may be deeper than the call stack.
    const path: { name: string; sources: string[] }[] = [];
    const enter = (name: string) => {
      const node = nodeOf(document, name);
      state.set(name, 'open');
      path.push({ name, sources: node ? sourcesOf(node) : [] });
    };
    enter(start);
    while (path.length > 0) {
      const top = path[path.length - 1];
      const source = top.sources.pop();
      if (source === undefined) {
        state.set(top.name, 'done');
        path.pop();
      } else if (state.get(source) === 'open') {
        const names = path.map((step) => step.name);
        // The path runs from a node to its sources, so the cycle reads along the data when turned round.
        return [source, ...names.slice(names.indexOf(source) + 1).reverse(), source];
      } else if (!state.has(source)) {
        enter(source);
      }
    }
  }
  return undefined;
}
