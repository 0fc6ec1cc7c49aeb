import type { GraphDocument, GraphNode } from './document.ts';

/**
 * Whether two documents differ at most in values of parameters and in their views: the same modules in the same order, at the same
 * places, connected, grouped, coupled and switched alike. Looks at objects, not into them: what was edited and brought back may count as different.
 */
export function hasSameStructure(a: GraphDocument, b: GraphDocument): boolean {
  if (a.groups !== b.groups || a.notes !== b.notes || a.links !== b.links) return false;
  if (a.nodes === b.nodes) return true;
  const names = Object.keys(a.nodes);
  const others = Object.keys(b.nodes);
  return (
    names.length === others.length &&
    names.every((name, n) => name === others[n] && isSameButForValues(a.nodes[name], b.nodes[name]))
  );
}

function isSameButForValues(a: GraphNode | undefined, b: GraphNode | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return (
    a.module === b.module &&
    a.moduleVersion === b.moduleVersion &&
    a.position === b.position &&
    a.inputs === b.inputs &&
    a.group === b.group &&
    a.flow === b.flow
  );
}

/**
 * Gives for a document one that has its structure, and the very same one as long as only values and the view are edited, so that what
 * is made of the structure alone is made once. Its parameters and its view are those of an earlier document.
 */
export function createStructureKeeper(): (document: GraphDocument) => GraphDocument {
  const known = new WeakMap<GraphDocument, GraphDocument>();
  let last: GraphDocument | undefined;
  return (document) => {
    const before = known.get(document);
    if (before) return before;
    if (!last || !hasSameStructure(last, document)) last = document;
    known.set(document, last);
    return last;
  };
}
