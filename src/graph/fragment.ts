import type { Draft } from 'immer';
import type { FieldLink, GraphDocument, GraphGroup, GraphNode, GraphNote, Position } from './document.ts';
import { maxFrames, maxNodes, nodeOf, nodesOf, outputRef, own, splitRef } from './document.ts';
import { type Edit, freeName } from './edit.ts';
import { freeFrameId, groupOfNode, membersOf } from './frames.ts';
import { changedFields } from './links.ts';

/**
 * The nodes of these names as a document of their own, with the groups that are wholly among them and the notes of these ids;
 * connections from outside are left out unless wanted.
 */
export function fragmentOf(
  document: GraphDocument,
  names: readonly string[],
  withOuter = false,
  notes: readonly string[] = [],
): GraphDocument {
  const wanted = new Set(names);
  const nodes = nodesOf(document).filter(([name]) => wanted.has(name));
  const whole = new Set(
    nodes.flatMap(([name]) => {
      const group = groupOfNode(document, name);
      return group !== undefined && membersOf(document, group).every((member) => wanted.has(member)) ? [group] : [];
    }),
  );
  const groups = Object.entries(document.groups ?? {}).filter(([id]) => whole.has(id));
  const texts = Object.entries(document.notes ?? {}).filter(([id]) => notes.includes(id));
  // Of a coupling that reaches out a copy has what is within; copying one of two coupled fields gives one that is free.
  const links = entriesOf<FieldLink>(document.links).flatMap(([id, link]) => {
    const fields = changedFields(link, (name, _param, field) => (wanted.has(name) ? field : undefined));
    return fields.length > 1 ? [[id, { ...link, fields }] as const] : [];
  });
  return {
    version: 1,
    nodes: Object.fromEntries(
      nodes.map(([name, { group, ...node }]) => {
        const inputs = Object.entries(node.inputs).filter(
          ([, ref]) => ref && (withOuter || wanted.has(splitRef(ref)[0])),
        );
        const kept = group !== undefined && whole.has(group) ? { group } : {};
        return [name, { ...node, inputs: Object.fromEntries(inputs), ...kept }];
      }),
    ),
    ...(groups.length > 0 ? { groups: Object.fromEntries(groups) } : {}),
    ...(texts.length > 0 ? { notes: Object.fromEntries(texts) } : {}),
    ...(links.length > 0 ? { links: Object.fromEntries(links) } : {}),
  };
}

/** A sentence why a fragment cannot be added to a document, or undefined when it can: what is saved must be read again. */
export function whyNotPaste(document: GraphDocument, fragment: GraphDocument): string | undefined {
  const count = (record: object | undefined) => Object.keys(record ?? {}).length;
  const [here, more] = [count(document.nodes), count(fragment.nodes)];
  if (here + more > maxNodes) {
    return `${more} more modules would make ${here + more}, and a network has at most ${maxNodes}: paste fewer`;
  }
  const frames = Math.max(
    count(document.groups) + count(fragment.groups),
    count(document.notes) + count(fragment.notes),
    count(document.links) + count(fragment.links),
  );
  return frames > maxFrames
    ? `A network has at most ${maxFrames} groups, and as many notes and couplings: paste fewer`
    : undefined;
}

/** What a paste adds: the edit, and the names and ids that it gives. */
export interface Pasted {
  readonly edit: Edit;
  readonly names: readonly string[];
  readonly notes: readonly string[];
  readonly groups: readonly string[];
}

/**
 * Adds the nodes, groups and notes of a fragment under free names, its upper left corner at `at`. Connections within the fragment
 * follow the new names; connections from outside stay when they are wanted and the document has their source.
 */
export function paste(document: GraphDocument, fragment: GraphDocument, at: Position, withOuter = true): Pasted {
  const entries = nodesOf(fragment);
  const texts = entriesOf<GraphNote>(fragment.notes);
  const places = [...entries, ...texts].map(([, { position }]) => position);
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const placed = ({ x, y }: Position) => ({ x: x - left + at.x, y: y - top + at.y });
  const names = freeNames(document, entries);
  const groups = freeIds(document.groups, fragment.groups, 'group');
  const notes = freeIds(document.notes, fragment.notes, 'note');
  const links = freeIds(document.links, fragment.links, 'link');
  const edit: Edit = (draft) => {
    for (const [name, node] of entries) {
      const inputs = Object.entries(node.inputs).flatMap(([input, ref]) => {
        if (!ref) return [];
        const [source, output] = splitRef(ref);
        const renamed = names.get(source);
        if (renamed) return [[input, outputRef(renamed, output)]];
        return withOuter && nodeOf(document, source) ? [[input, ref]] : [];
      });
      const { group, ...rest } = structuredClone(node);
      const id = group === undefined ? undefined : groups.get(group);
      const copy = { ...rest, position: placed(node.position), inputs: Object.fromEntries(inputs) };
      draft.nodes[names.get(name) ?? name] = {
        ...copy,
        ...(id === undefined ? {} : { group: id }),
      } as Draft<GraphNode>;
    }
    for (const [id, group] of entriesOf<GraphGroup>(fragment.groups)) {
      draft.groups ??= {};
      draft.groups[groups.get(id) ?? id] = { ...group };
    }
    for (const [id, note] of texts) {
      draft.notes ??= {};
      draft.notes[notes.get(id) ?? id] = { ...note, position: placed(note.position) };
    }
    for (const [id, link] of entriesOf<FieldLink>(fragment.links)) {
      draft.links ??= {};
      const fields = changedFields(link, (name, param) => outputRef(names.get(name) ?? name, param));
      draft.links[links.get(id) ?? id] = { title: link.title, fields };
    }
  };
  return { edit, names: [...names.values()], notes: [...notes.values()], groups: [...groups.values()] };
}

function entriesOf<T>(record: Readonly<Partial<Record<string, T>>> | undefined): (readonly [string, T])[] {
  return Object.entries(record ?? {}).filter((entry): entry is [string, T] => entry[1] !== undefined);
}

/** For each node of a fragment the name that it gets. */
function freeNames(document: GraphDocument, entries: readonly (readonly [string, GraphNode])[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = { ...document.nodes };
  const grown = { ...document, nodes: taken };
  for (const [name, node] of entries) {
    const free = freeName(grown, name);
    names.set(name, free);
    taken[free] = node;
  }
  return names;
}

function freeIds(
  here: Readonly<Record<string, unknown>> | undefined,
  added: Readonly<Record<string, unknown>> | undefined,
  stem: 'group' | 'note' | 'link',
): Map<string, string> {
  const taken: Record<string, unknown> = { ...here };
  const ids = new Map<string, string>();
  for (const id of Object.keys(added ?? {})) {
    const free = own(taken, id) ? freeFrameId(taken, stem) : id;
    ids.set(id, free);
    taken[free] = true;
  }
  return ids;
}
