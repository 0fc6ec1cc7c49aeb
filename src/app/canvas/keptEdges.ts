import type { Edge } from '@xyflow/react';

/**
 * Makes a function that gives a list of connections with the objects, or the very list, that it gave the last time wherever they are equal: a
 * connection that is another object is drawn anew, and every edit of a document makes all of them.
 */
export function createEdgeKeeper(): (next: readonly Edge[]) => readonly Edge[] {
  let last: readonly Edge[] = [];
  let known = new Map<string, { readonly edge: Edge; readonly text: string }>();
  return (next) => {
    const kept = next.map((edge) => {
      const text = JSON.stringify(edge);
      const before = known.get(edge.id);
      return before?.text === text ? before : { edge, text };
    });
    known = new Map(kept.map((each) => [each.edge.id, each]));
    const isSame = kept.length === last.length && kept.every(({ edge }, n) => edge === last[n]);
    if (!isSame) last = kept.map(({ edge }) => edge);
    return last;
  };
}
