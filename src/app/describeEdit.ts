import type { GraphDocument, GraphNode } from '#src/graph/document.ts';
import { nodeOf, nodesOf } from '#src/graph/document.ts';
import { renamed } from './history.ts';

/**
 * What an edit did, in words for a screen reader: "Threshold added", "2 modules deleted", "Mask.input0 connected to
 * Threshold.output0". Undefined where nothing happened, and for moves and values, which the library and the fields tell themselves,
 * unless `isComplete` asks for these too.
 */
export function describeEdit(before: GraphDocument, after: GraphDocument, isComplete = false): string | undefined {
  if (before.nodes === after.nodes) return undefined;
  const names = renamed(before, after);
  const isNewName = new Set(names.values());
  const added = nodesOf(after).flatMap(([name]) => (nodeOf(before, name) || isNewName.has(name) ? [] : name));
  const deleted = nodesOf(before).flatMap(([name]) => (nodeOf(after, name) || names.has(name) ? [] : name));
  const parts = [
    ...count(added, 'added'),
    ...count(deleted, 'deleted'),
    ...[...names].map(([old, name]) => `${old} renamed to ${name}`),
  ];
  if (parts.length > 0) return parts.join(', ');
  const kept = nodesOf(after).flatMap(([name, node]) => {
    const old = nodeOf(before, name);
    return old && old !== node ? [{ name, old, node }] : [];
  });
  const wires = kept.flatMap(({ name, old, node }) => wireChanges(name, old, node));
  if (wires.length > 0) return wires.length > 3 ? `${wires.length} connections changed` : wires.join(', ');
  if (!isComplete || kept.length === 0) return undefined;
  const isMove = kept.every(({ old, node }) => old.params === node.params);
  return count(
    kept.map(({ name }) => name),
    isMove ? 'moved' : 'changed',
  ).join();
}

function count(names: readonly string[], verb: string): string[] {
  if (names.length === 0) return [];
  return [names.length === 1 ? `${names[0]} ${verb}` : `${names.length} modules ${verb}`];
}

function wireChanges(name: string, old: GraphNode, node: GraphNode): string[] {
  const inputs = new Set([...Object.keys(old.inputs), ...Object.keys(node.inputs)]);
  return [...inputs].flatMap((input) => {
    const [from, to] = [old.inputs[input], node.inputs[input]];
    if (from === to) return [];
    return [to === undefined ? `${name}.${input} disconnected from ${from}` : `${name}.${input} connected to ${to}`];
  });
}
