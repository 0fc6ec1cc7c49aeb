import { type AppState, structureOf, useApp } from '#src/app/store.ts';
import type { GraphDocument } from '#src/graph/document.ts';
import { nodesOf, sourcesOf } from '#src/graph/document.ts';

/** How a node stands to the selection: it feeds it or is fed by it, directly or over others. */
export type Relation = 'source' | 'destination';

interface Relations {
  readonly structure: GraphDocument;
  readonly selection: readonly string[];
  readonly of: ReadonlyMap<string, Relation>;
}

let last: Relations | undefined;

/** How a node stands to the selection; undefined for one that is selected or has nothing to do with it. */
export function useRelation(node: string): Relation | undefined {
  return useApp((state) => relationsIn(state).get(node));
}

/** Walked once for all nodes of a document and selection. */
function relationsIn({ history: { present }, selection }: AppState): ReadonlyMap<string, Relation> {
  const structure = structureOf(present);
  if (last?.structure !== structure || last.selection !== selection) {
    last = { structure, selection, of: relationsOf(structure, selection) };
  }
  return last.of;
}

/** How the nodes of a document stand to some of them; one that does both, between two of them, counts as what feeds. */
export function relationsOf(document: GraphDocument, selection: readonly string[]): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  if (selection.length === 0) return relations;
  const feeds = new Map<string, string[]>();
  const fedBy = new Map<string, string[]>();
  for (const [name, node] of nodesOf(document)) {
    const sources = sourcesOf(node);
    fedBy.set(name, sources);
    for (const source of sources) feeds.set(source, [...(feeds.get(source) ?? []), name]);
  }
  for (const name of reached(selection, feeds)) relations.set(name, 'destination');
  for (const name of reached(selection, fedBy)) relations.set(name, 'source');
  for (const name of selection) relations.delete(name);
  return relations;
}

function reached(from: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const other of next.get(name) ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
