import { modules } from '#modules/index.ts';
import { uncouple } from '#src/graph/coupling.ts';
import type { GraphDocument, OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, outputRef, own, splitRef, whyNotConnect } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import { addNode, connect, disconnect, freeName, newNode, removeNodes } from '#src/graph/edit.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { fragmentOf, paste, whyNotPaste } from '#src/graph/fragment.ts';
import { removeNotes } from '#src/graph/frames.ts';
import { removeHealing } from '#src/graph/heal.ts';
import type { AnyModule, ParamValue } from '#src/graph/module.ts';
import { groupFlowId, linkedFieldOf, noteFlowId } from './canvas/flowIds.ts';
import { freePlace } from './canvas/nodeCorner.ts';
import { selectedNodes, selectedNotes } from './selected.ts';
import type { PortRef } from './store.ts';
import { currentDocument, edit, notify, select, selectFrames, selectWires, useApp } from './store.ts';

/** Adds a module with its defaults, its upper left corner at a place of the network, and selects it; connects it when it was searched for from a connector. One undo step. */
export function addModule(
  module: AnyModule,
  position: Position,
  from?: PortRef,
  params?: Readonly<Record<string, ParamValue>>,
): string {
  const document = currentDocument();
  const name = freeName(document, module.id);
  const node = newNode(module, freePlace(document, { x: Math.round(position.x), y: Math.round(position.y) }));
  const added = { ...node, params: { ...node.params, ...params } };
  const grown = { ...document, nodes: { ...document.nodes, [name]: added } };
  const wire = from && firstWire(grown, from, name, module);
  edit((draft) => {
    addNode(name, added)(draft);
    if (wire) connect(wire.ref, wire.to, wire.input)(draft);
  });
  selectOnly([name]);
  return name;
}

/** The first connection that is possible between a connector and a new node. */
function firstWire(
  document: GraphDocument,
  from: PortRef,
  name: string,
  module: AnyModule,
): { ref: OutputRef; to: string; input: string } | undefined {
  const wires =
    from.side === 'output'
      ? Object.keys(module.inputs).map((input) => ({ ref: outputRef(from.node, from.name), to: name, input }))
      : Object.keys(module.outputs).map((output) => ({
          ref: outputRef(name, output),
          to: from.node,
          input: from.name,
        }));
  return wires.find(({ ref, to, input }) => !whyNotConnect(document, modules, ref, to, input));
}

/** Connects, or says why not. Returns whether it did. */
export function connectOrSay(from: OutputRef, to: string, input: string): boolean {
  const why = whyNotConnect(currentDocument(), modules, from, to, input);
  if (why) notify('warning', why);
  else edit(connect(from, to, input));
  return why === undefined;
}

/** Deletes what is selected in one step; what a deleted module fed gets what it got, where the types allow it. */
export function deleteSelection(): void {
  deleteSelected((names) => removeHealing(currentDocument(), modules, names));
}

/** Deletes what is selected, and every connection of the modules with them. */
export function deleteWithWires(): void {
  deleteSelected(removeNodes);
}

function deleteSelected(remove: (names: readonly string[]) => Edit): void {
  const { selectedWires } = useApp.getState();
  const [names, notes] = [selectedNodes(), selectedNotes()];
  if (names.length === 0 && notes.length === 0 && selectedWires.length === 0) return;
  const change = remove(names);
  edit((draft) => {
    // Healing may feed an input whose connection was selected too: that one was to go.
    change(draft);
    for (const wire of selectedWires) {
      const field = linkedFieldOf(wire);
      if (field) uncouple(field)(draft);
      else disconnect(...splitRef(wire as OutputRef))(draft);
    }
    removeNotes(notes)(draft);
  });
  selectOnly([]);
}

/** Selects these modules, groups and notes, and nothing else. */
export function selectOnly(names: readonly string[], frames: readonly string[] = []): void {
  select(names);
  selectFrames(frames);
  selectWires([]);
}

/**
 * What is selected as the text that goes to the clipboard; undefined when that is nothing. Connections from outside are in it, so
 * that pasting can decide.
 */
export function selectionText(): string | undefined {
  const [names, notes] = [selectedNodes(), selectedNotes()];
  if (names.length === 0 && notes.length === 0) return undefined;
  return serializeGraph(fragmentOf(currentDocument(), names, true, notes));
}

/**
 * Adds what a copied text holds at a place of the canvas; connections from outside of it stay where they are wanted and their
 * source is there. Returns false when the text is no network.
 */
export function pasteText(text: string, at: Position, withOuter = false): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  const parsed = parseGraph(text, modules);
  if (!parsed.ok) {
    notify('error', parsed.error);
    return true;
  }
  pasteFragment(parsed.document, at, withOuter);
  return true;
}

/** A second one of all that is selected, with values and sources, a little aside. */
export function duplicateSelection(): void {
  const document = currentDocument();
  const [names, notes] = [selectedNodes(), selectedNotes()];
  const corners = [
    ...names.flatMap((name) => nodeOf(document, name)?.position ?? []),
    ...notes.flatMap((id) => own(document.notes ?? {}, id)?.position ?? []),
  ];
  if (corners.length === 0) return;
  const at = { x: Math.min(...corners.map(({ x }) => x)) + 32, y: Math.min(...corners.map(({ y }) => y)) + 32 };
  pasteFragment(fragmentOf(document, names, true, notes), at, true);
}

function pasteFragment(fragment: GraphDocument, at: Position, withOuter: boolean): void {
  const document = currentDocument();
  if (Object.keys(fragment.nodes).length + Object.keys(fragment.notes ?? {}).length === 0) return;
  const why = whyNotPaste(document, fragment);
  if (why) {
    notify('error', why);
    return;
  }
  const corner = freePlace(document, { x: Math.round(at.x), y: Math.round(at.y) });
  const pasted = paste(document, fragment, corner, withOuter);
  edit(pasted.edit);
  selectOnly(pasted.names, [...pasted.groups.map(groupFlowId), ...pasted.notes.map(noteFlowId)]);
}
