import type { GraphDocument, GraphNode } from './document.ts';
import { nodesOf } from './document.ts';

/**
 * Makes a function that gives documents with one object for all that is written alike in them: nodes, their fields and connections, and
 * whole sets of nodes, groups, notes and links. Documents of one history that were read from texts then share what did not change from
 * one step to the next, as if they had been edited here; what an edit did is told by that.
 */
export function createSharer(): (document: GraphDocument) => GraphDocument {
  const known = new Map<string, unknown>();
  const shared = <T>(kind: string, value: T): T => {
    const text = `${kind} ${JSON.stringify(value)}`;
    const found = known.get(text);
    // Equal kinds and texts are equal values of one type.
    if (found !== undefined) return found as T;
    known.set(text, value);
    return value;
  };
  const sharedNode = (node: GraphNode): GraphNode =>
    shared('node', {
      ...node,
      position: shared('position', node.position),
      params: shared('params', node.params),
      inputs: shared('inputs', node.inputs),
    });
  const sharedMembers = <T>(kind: string, set: Readonly<Partial<Record<string, T>>>) =>
    shared(`${kind}s`, Object.fromEntries(Object.entries(set).map(([id, member]) => [id, shared(kind, member)])));
  return (document) => {
    const { groups, notes, links } = document;
    return {
      ...document,
      nodes: shared('nodes', Object.fromEntries(nodesOf(document).map(([name, node]) => [name, sharedNode(node)]))),
      ...(groups ? { groups: sharedMembers('group', groups) } : {}),
      ...(notes ? { notes: sharedMembers('note', notes) } : {}),
      ...(links ? { links: sharedMembers('link', links) } : {}),
    };
  };
}
