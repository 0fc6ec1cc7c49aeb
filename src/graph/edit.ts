import type { Draft } from 'immer';
import type { GraphDocument, GraphNode, OutputRef, Position } from './document.ts';
import { isNodeName, maxNameLength, nodeOf, outputRef, splitRef } from './document.ts';
import { changeLinks, renameInLinks, setValue, spreadValue } from './links.ts';
import type { AnyModule, ParamValue } from './module.ts';
import { defaultParams } from './params.ts';

/** Changes a draft of the document; run inside immer's `produce`, so that what is not touched stays shared. */
export type Edit = (draft: Draft<GraphDocument>) => void;

/**
 * The module's name, or the first of Name1, Name2 ... that no node of the document has. A number that `wanted` ends in is
 * counted on, unless it belongs to the module's own name: after Arithmetic2 comes Arithmetic21.
 */
export function freeName(document: GraphDocument, wanted: string): string {
  const holder = nodeOf(document, wanted);
  if (!holder) return wanted;
  const isNumbered = wanted.startsWith(holder.module) && /^\d*$/.test(wanted.slice(holder.module.length));
  const stem = isNumbered ? holder.module : wanted.replace(/\d+$/, '');
  for (let n = 1; ; n++) {
    // Cut where name and number together would be longer than a name may be: the file could not be opened again.
    const name = `${stem.slice(0, maxNameLength - String(n).length)}${n}`;
    if (!nodeOf(document, name)) return name;
  }
}

/** A node of a module with its defaults. */
export function newNode(module: AnyModule, position: Position): GraphNode {
  return {
    module: module.id,
    moduleVersion: module.version,
    position,
    params: defaultParams(module.params),
    inputs: {},
  };
}

/** The node of a name in a draft; what objects inherit, such as `constructor`, is none. */
export function nodeIn(draft: Draft<GraphDocument>, name: string): Draft<GraphNode> | undefined {
  return Object.hasOwn(draft.nodes, name) ? draft.nodes[name] : undefined;
}

/** Adds a node, or puts it in place of the one of that name. */
export function addNode(name: string, node: GraphNode): Edit {
  return (draft) => {
    draft.nodes[name] = structuredClone(node) as Draft<GraphNode>;
  };
}

/** Removes nodes, every connection from them and what they are coupled with. */
export function removeNodes(names: readonly string[]): Edit {
  const removed = new Set(names);
  return (draft) => {
    for (const name of removed) delete draft.nodes[name];
    for (const node of Object.values(draft.nodes)) {
      if (!node) continue;
      for (const [input, ref] of Object.entries(node.inputs)) {
        if (ref && removed.has(splitRef(ref)[0])) delete node.inputs[input];
      }
    }
    dropEmptyGroups(draft);
    changeLinks(draft, (name, _param, field) => (removed.has(name) ? undefined : field));
  };
}

/** Groups are there for what is in them: the last node that leaves takes its group along. */
export function dropEmptyGroups(draft: Draft<GraphDocument>): void {
  if (!draft.groups) return;
  const used = new Set(Object.values(draft.nodes).map((node) => node?.group));
  for (const id of Object.keys(draft.groups)) if (!used.has(id)) delete draft.groups[id];
  if (Object.keys(draft.groups).length === 0) delete draft.groups;
}

/** Puts nodes at new positions. */
export function moveNodes(positions: Readonly<Record<string, Position>>): Edit {
  return (draft) => {
    for (const [name, position] of Object.entries(positions)) {
      const node = nodeIn(draft, name);
      // The same place is not written, so that a drag that ends where it began is no step.
      if (node && (node.position.x !== position.x || node.position.y !== position.y)) node.position = { ...position };
    }
  };
}

/** Feeds an input or a parameter; what fed it before is replaced. The caller has asked `whyNotConnect`. */
export function connect(from: OutputRef, to: string, input: string): Edit {
  return (draft) => {
    const node = nodeIn(draft, to);
    if (node) node.inputs[input] = from;
  };
}

/** Frees an input or a parameter. */
export function disconnect(to: string, input: string): Edit {
  return (draft) => {
    const node = nodeIn(draft, to);
    if (node) delete node.inputs[input];
  };
}

/** Sets parameters of a node, and the fields that are coupled with them; the others stay. */
export function setParams(name: string, values: Readonly<Record<string, ParamValue>>): Edit {
  return (draft) => {
    const node = nodeIn(draft, name);
    if (!node) return;
    for (const [param, value] of Object.entries(values)) {
      setValue(node.params, param, value);
      spreadValue(draft, outputRef(name, param), value);
    }
  };
}

/** Why a node cannot be renamed so, or undefined. */
export function whyNotRename(document: GraphDocument, from: string, to: string): string | undefined {
  if (from === to) return undefined;
  if (!isNodeName(to)) return `"${to}" is no instance name: use a letter, then letters, digits and underscores`;
  if (nodeOf(document, to)) return `There is a module ${to} already`;
  return undefined;
}

/** Renames a node, in every connection too. The order of the nodes stays. The caller has asked `whyNotRename`. */
export function renameNode(from: string, to: string): Edit {
  return (draft) => {
    if (from === to || !nodeIn(draft, from)) return;
    draft.nodes = Object.fromEntries(
      Object.entries(draft.nodes).map(([name, node]) => [name === from ? to : name, node]),
    );
    for (const node of Object.values(draft.nodes)) {
      for (const [input, ref] of Object.entries(node?.inputs ?? {})) {
        if (node && ref && splitRef(ref)[0] === from) node.inputs[input] = outputRef(to, splitRef(ref)[1]);
      }
    }
    renameInLinks(draft, from, to);
    for (const panel of draft.view?.open ?? []) if (panel.node === from) panel.node = to;
  };
}
