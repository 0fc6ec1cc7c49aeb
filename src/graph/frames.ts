import type { Draft } from 'immer';
import type { Flow, GraphDocument, GraphGroup, GraphNote, Position } from './document.ts';
import { maxFrames, maxNoteLength, maxTitleLength, nodesOf, own } from './document.ts';
import { dropEmptyGroups, type Edit, nodeIn } from './edit.ts';

// Groups and notes are frames: what one sees beside the modules, and no result depends on.

/** The names of the nodes of a group, in the order in which they were added. */
export function membersOf(document: GraphDocument, group: string): string[] {
  return nodesOf(document).flatMap(([name, node]) => (node.group === group ? [name] : []));
}

/** The group of a node, if it is in one. */
export function groupOfNode(document: GraphDocument, name: string): string | undefined {
  const id = own(document.nodes, name)?.group;
  return id !== undefined && own(document.groups ?? {}, id) ? id : undefined;
}

/** The first of group1, group2 ..., note1 ... or link1 ... that is not taken. */
export function freeFrameId(frames: Readonly<Record<string, unknown>> = {}, stem: 'group' | 'note' | 'link'): string {
  for (let n = 1; ; n++) if (!Object.hasOwn(frames, `${stem}${n}`)) return `${stem}${n}`;
}

/** Why no further group or note can be added, or undefined. */
export function whyNoFrame(frames: Readonly<Record<string, unknown>> = {}): string | undefined {
  const count = Object.keys(frames).length;
  return count < maxFrames ? undefined : `A network has at most ${maxFrames} groups and as many notes`;
}

/** Puts nodes into a group, out of the ones in which they were; a group that is new gets its title and colour. */
export function groupNodes(names: readonly string[], id: string, group: GraphGroup): Edit {
  return (draft) => {
    const members = names.flatMap((name) => nodeIn(draft, name) ?? []);
    if (members.length === 0) return;
    draft.groups ??= {};
    if (!own(draft.groups, id)) draft.groups[id] = withinLimits(group);
    for (const node of members) if (node.group !== id) node.group = id;
    dropEmptyGroups(draft);
  };
}

/** Takes nodes out of their groups; a group that is empty then is gone. */
export function ungroupNodes(names: readonly string[]): Edit {
  return (draft) => {
    for (const name of names) {
      const node = nodeIn(draft, name);
      if (node?.group !== undefined) delete node.group;
    }
    dropEmptyGroups(draft);
  };
}

/** Changes title, colour or folding of a group. */
export function setGroup(id: string, change: Partial<Omit<GraphGroup, 'folded'>> & { folded?: boolean }): Edit {
  return (draft) => {
    const group = own(draft.groups ?? {}, id);
    if (!group) return;
    const { folded = group.folded === true, ...rest } = change;
    Object.assign(group, withinLimits({ title: group.title, colour: group.colour, ...rest }));
    if (folded) group.folded = true;
    else delete group.folded;
  };
}

/** Adds a note, or puts it in place of the one of that id. */
export function addNote(id: string, note: GraphNote): Edit {
  return (draft) => {
    draft.notes ??= {};
    draft.notes[id] = { ...note, position: { ...note.position }, text: note.text.slice(0, maxNoteLength) };
  };
}

/** Changes a note; what is not said stays. */
export function setNote(id: string, change: Partial<GraphNote>): Edit {
  return (draft) => {
    const note = own(draft.notes ?? {}, id);
    if (!note) return;
    const { position, text, ...rest } = change;
    Object.assign(note, rest);
    if (text !== undefined) note.text = text.slice(0, maxNoteLength);
    if (position && !isAt(note.position, position)) note.position = { ...position };
  };
}

/** Removes notes. */
export function removeNotes(ids: readonly string[]): Edit {
  return (draft) => {
    for (const id of ids)
      if (own(draft.notes ?? {}, id)) delete (draft.notes as Draft<GraphDocument>['notes'] & {})[id];
    if (draft.notes && Object.keys(draft.notes).length === 0) delete draft.notes;
  };
}

/** Bypasses nodes, switches them off, or, with undefined, lets them run as they are. */
export function setFlow(names: readonly string[], flow: Flow | undefined): Edit {
  return (draft) => {
    for (const name of names) {
      const node = nodeIn(draft, name);
      if (!node || node.flow === flow) continue;
      if (flow === undefined) delete node.flow;
      else node.flow = flow;
    }
  };
}

function withinLimits(group: GraphGroup): GraphGroup {
  return { ...group, title: group.title.slice(0, maxTitleLength) };
}

function isAt(a: Position, b: Position): boolean {
  return a.x === b.x && a.y === b.y;
}
