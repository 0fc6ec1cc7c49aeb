import type { GraphDocument, GraphNode } from '#src/graph/document.ts';
import { nodeOf, nodesOf } from '#src/graph/document.ts';
import { renamed } from './history.ts';
import { editTexts } from './texts/edits.ts';

/**
 * What an edit did, in words for a screen reader and the history: "Threshold added", "2 modules deleted", "Mask.input0 connected to
 * Threshold.output0". Undefined where nothing happened, and for moves and values, which the library and the fields tell themselves,
 * unless `isComplete` asks for these too.
 */
export function describeEdit(before: GraphDocument, after: GraphDocument, isComplete = false): string | undefined {
  const frames = [
    ...frameChanges(editTexts.frames.group, before.groups, after.groups, isComplete),
    ...frameChanges(editTexts.frames.note, before.notes, after.notes, isComplete),
    // A deleted module takes its fields out of couplings: that it is deleted says it.
    ...(keepsNames(before, after) ? linkChanges(before.links, after.links) : []),
  ];
  const parts = [...(before.nodes === after.nodes ? [] : nodeChanges(before, after)), ...frames];
  if (parts.length > 0) return editTexts.together(parts);
  if (before.nodes === after.nodes) return undefined;
  const kept = keptNodes(before, after);
  const wires = kept.flatMap(({ name, old, node }) => wireChanges(name, old, node));
  if (wires.length > 0) {
    return wires.length > 3 ? editTexts.connections.changed(wires.length) : editTexts.together(wires);
  }
  if (!isComplete || kept.length === 0) return undefined;
  const isMove = kept.every(({ old, node }) => old.params === node.params);
  const names = kept.map(({ name }) => name);
  return isMove ? editTexts.modules.moved(names) : editTexts.modules.changed(names);
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
    if (came.length > 0 && link) return [editTexts.couplings.coupled(link.fields)];
    if (went.length > 0) return [editTexts.couplings.uncoupled(went)];
    return old?.title === link?.title ? [] : [editTexts.couplings.renamed(old?.title, link?.title)];
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
  const says = editTexts.modules;
  const names = renamed(before, after);
  const isNewName = new Set(names.values());
  const added = nodesOf(after).flatMap(([name]) => (nodeOf(before, name) || isNewName.has(name) ? [] : name));
  const deleted = nodesOf(before).flatMap(([name]) => (nodeOf(after, name) || names.has(name) ? [] : name));
  // A module in the place of another is the one node that comes where one goes.
  const [came, went] = [nodeOf(after, added[0] ?? ''), nodeOf(before, deleted[0] ?? '')];
  const isSwap = added.length === 1 && deleted.length === 1 && came?.position === went?.position;
  const kept = keptNodes(before, after);
  const swapped = kept.flatMap(({ name, old, node }) =>
    old.module === node.module ? [] : says.retyped(name, node.module, old.module),
  );
  const flow = (wanted: GraphNode['flow']) =>
    kept.flatMap(({ name, old, node }) => (old.flow !== node.flow && node.flow === wanted ? [name] : []));
  return [
    ...(isSwap ? [says.swapped(deleted[0], added[0])] : [...some(added, says.added), ...some(deleted, says.deleted)]),
    ...[...names].map(([old, name]) => says.renamed(old, name)),
    ...swapped,
    ...some(flow('bypass'), says.bypassed),
    ...some(flow('off'), says.switchedOff),
    ...some(flow(undefined), says.switchedOn),
  ];
}

interface Frame {
  readonly title?: string;
  readonly colour: string;
  readonly folded?: true;
  readonly text?: string;
}
type Frames = Readonly<Partial<Record<string, Frame>>> | undefined;

function frameChanges(
  nameOf: (title: string | undefined) => string,
  before: Frames = {},
  after: Frames = {},
  isComplete: boolean,
): string[] {
  if (before === after) return [];
  const says = editTexts.frames;
  const said = ({ title }: Frame) => nameOf(title);
  const changes = Object.entries(after).flatMap(([id, frame]) => {
    const old = before[id];
    if (!frame || old === frame) return [];
    if (!old) return [says.added(said(frame))];
    if (old.folded !== frame.folded) return [(frame.folded ? says.folded : says.unfolded)(said(frame))];
    if (old.title !== frame.title) return [says.renamed(said(old), frame.title)];
    if (old.text !== frame.text || old.colour !== frame.colour) return [says.changed(said(frame))];
    return isComplete ? [says.moved(said(frame))] : [];
  });
  const gone = Object.entries(before).flatMap(([id, frame]) =>
    frame && !after[id] ? [says.deleted(said(frame))] : [],
  );
  return [...changes, ...gone];
}

function some(names: readonly string[], say: (names: readonly string[]) => string): string[] {
  return names.length > 0 ? [say(names)] : [];
}

function wireChanges(name: string, old: GraphNode, node: GraphNode): string[] {
  const inputs = new Set([...Object.keys(old.inputs), ...Object.keys(node.inputs)]);
  return [...inputs].flatMap((input) => {
    const [from, to] = [old.inputs[input], node.inputs[input]];
    if (from === to) return [];
    const { connected, disconnected } = editTexts.connections;
    if (to !== undefined) return [connected(`${name}.${input}`, to)];
    return from === undefined ? [] : [disconnected(`${name}.${input}`, from)];
  });
}
