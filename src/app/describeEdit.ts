import type { GraphDocument, GraphNode } from '#src/graph/document.ts';
import { nodeOf, nodesOf } from '#src/graph/document.ts';
import { renamed } from './history.ts';

/**
 * What an edit did, in words for a screen reader and the history: "Threshold added", "2 modules deleted", "Mask.input0 connected to
 * Threshold.output0". Undefined where nothing happened, and for moves and values, which the library and the fields tell themselves,
 * unless `isComplete` asks for these too.
 */
export function describeEdit(before: GraphDocument, after: GraphDocument, isComplete = false): string | undefined {
  const frames = [
    ...frameChanges('Group', before.groups, after.groups, isComplete),
    ...frameChanges('Note', before.notes, after.notes, isComplete),
    // A deleted module takes its fields out of couplings: that it is deleted says it.
    ...(keepsNames(before, after) ? linkChanges(before.links, after.links) : []),
  ];
  const parts = [...(before.nodes === after.nodes ? [] : nodeChanges(before, after)), ...frames];
  if (parts.length > 0) return parts.join(', ');
  if (before.nodes === after.nodes) return undefined;
  const kept = keptNodes(before, after);
  const wires = kept.flatMap(({ name, old, node }) => wireChanges(name, old, node));
  if (wires.length > 0) return wires.length > 3 ? `${wires.length} connections changed` : wires.join(', ');
  if (!isComplete || kept.length === 0) return undefined;
  const isMove = kept.every(({ old, node }) => old.params === node.params);
  return count(
    kept.map(({ name }) => name),
    isMove ? 'moved' : 'changed',
  ).join();
}

function keepsNames(before: GraphDocument, after: GraphDocument): boolean {
  return before.nodes === after.nodes || Object.keys(before.nodes).every((name) => nodeOf(after, name));
}

function linkChanges(before: GraphDocument['links'] = {}, after: GraphDocument['links'] = {}): string[] {
  if (before === after) return [];
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.flatMap((id) => {
    const [old, link] = [before[id], after[id]];
    if (old === link) return [];
    const came = link?.fields.filter((field) => !old?.fields.includes(field)) ?? [];
    const went = old?.fields.filter((field) => !link?.fields.includes(field)) ?? [];
    if (came.length > 0 && link) return [`${link.fields.join(' and ')} coupled`];
    if (went.length > 0) return [`${went.join(' and ')} uncoupled`];
    return old?.title === link?.title ? [] : [`Coupling ${old?.title} renamed to ${link?.title}`];
  });
}

interface Kept {
  readonly name: string;
  readonly old: GraphNode;
  readonly node: GraphNode;
}

/** The nodes that are another object under the same name. */
function keptNodes(before: GraphDocument, after: GraphDocument): Kept[] {
  return nodesOf(after).flatMap(([name, node]) => {
    const old = nodeOf(before, name);
    return old && old !== node ? [{ name, old, node }] : [];
  });
}

function nodeChanges(before: GraphDocument, after: GraphDocument): string[] {
  const names = renamed(before, after);
  const isNewName = new Set(names.values());
  const added = nodesOf(after).flatMap(([name]) => (nodeOf(before, name) || isNewName.has(name) ? [] : name));
  const deleted = nodesOf(before).flatMap(([name]) => (nodeOf(after, name) || names.has(name) ? [] : name));
  // A module in the place of another is the one node that comes where one goes.
  const [came, went] = [nodeOf(after, added[0] ?? ''), nodeOf(before, deleted[0] ?? '')];
  const isSwap = added.length === 1 && deleted.length === 1 && came?.position === went?.position;
  const kept = keptNodes(before, after);
  const swapped = kept.flatMap(({ name, old, node }) =>
    old.module === node.module ? [] : `${name} is a ${node.module} now, no ${old.module}`,
  );
  const flow = (wanted: GraphNode['flow']) =>
    kept.flatMap(({ name, old, node }) => (old.flow !== node.flow && node.flow === wanted ? [name] : []));
  return [
    ...(isSwap ? [`${deleted[0]} swapped for ${added[0]}`] : [...count(added, 'added'), ...count(deleted, 'deleted')]),
    ...[...names].map(([old, name]) => `${old} renamed to ${name}`),
    ...swapped,
    ...count(flow('bypass'), 'bypassed'),
    ...count(flow('off'), 'switched off'),
    ...count(flow(undefined), 'switched on'),
  ];
}

interface Frame {
  readonly title?: string;
  readonly colour: string;
  readonly folded?: true;
  readonly text?: string;
}
type Frames = Readonly<Partial<Record<string, Frame>>> | undefined;

function frameChanges(kind: 'Group' | 'Note', before: Frames = {}, after: Frames = {}, isComplete: boolean): string[] {
  if (before === after) return [];
  // A title may say "Group 1" itself.
  const said = ({ title }: Frame) => (title?.startsWith(kind) ? title : title ? `${kind} ${title}` : kind);
  const changes = Object.entries(after).flatMap(([id, frame]) => {
    const old = before[id];
    if (!frame || old === frame) return [];
    if (!old) return [`${said(frame)} added`];
    if (old.folded !== frame.folded) return [`${said(frame)} ${frame.folded ? 'folded' : 'unfolded'}`];
    if (old.title !== frame.title) return [`${said(old)} renamed to ${frame.title}`];
    if (old.text !== frame.text || old.colour !== frame.colour) return [`${said(frame)} changed`];
    return isComplete ? [`${said(frame)} moved`] : [];
  });
  const gone = Object.entries(before).flatMap(([id, frame]) => (frame && !after[id] ? [`${said(frame)} deleted`] : []));
  return [...changes, ...gone];
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
