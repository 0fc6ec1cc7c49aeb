import { modules } from '#modules/index.ts';
import type { OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, outputRef, whyNotConnect } from '#src/graph/document.ts';
import { addNode, connect, disconnect, freeName, newNode, removeNodes } from '#src/graph/edit.ts';
import { parseGraph, serializeGraph } from '#src/graph/file.ts';
import { fragmentOf, paste } from '#src/graph/fragment.ts';
import type { AnyModule, ParamValue } from '#src/graph/module.ts';
import { freePlace } from './canvas/nodeCorner.ts';
import type { QuickSearchRequest } from './store.ts';
import { currentDocument, edit, notify, select, selectWires, useApp } from './store.ts';

/** Adds a module with its defaults, its upper left corner at a place of the network, and selects it; connects it when it was searched for from a connector. One undo step. */
export function addModule(
  module: AnyModule,
  position: Position,
  from?: QuickSearchRequest['from'],
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
  select([name]);
  return name;
}

/** The first connection that is possible between a connector and a new node. */
function firstWire(
  document: ReturnType<typeof currentDocument>,
  from: NonNullable<QuickSearchRequest['from']>,
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

/** Connects, or says why not. */
export function connectOrSay(from: OutputRef, to: string, input: string): void {
  const why = whyNotConnect(currentDocument(), modules, from, to, input);
  if (why) notify('warning', why);
  else edit(connect(from, to, input));
}

/** Deletes what is selected, modules and connections, in one step. */
export function deleteSelection(): void {
  const { selection, selectedWires } = useApp.getState();
  if (selection.length === 0 && selectedWires.length === 0) return;
  edit((draft) => {
    for (const wire of selectedWires) {
      const dot = wire.indexOf('.');
      disconnect(wire.slice(0, dot), wire.slice(dot + 1))(draft);
    }
    removeNodes(selection)(draft);
  });
  select([]);
  selectWires([]);
}

/** The selected modules as the text that goes to the clipboard; undefined when none is selected. */
export function selectionText(): string | undefined {
  const { selection } = useApp.getState();
  return selection.length > 0 ? serializeGraph(fragmentOf(currentDocument(), selection)) : undefined;
}

/** Adds the modules of a copied text at a place of the canvas. Returns false when the text is no network. */
export function pasteText(text: string, at: Position): boolean {
  if (!text.trimStart().startsWith('{')) return false;
  const parsed = parseGraph(text, modules);
  if (!parsed.ok) {
    notify('error', parsed.error);
    return true;
  }
  if (Object.keys(parsed.document.nodes).length === 0) return true;
  const document = currentDocument();
  const corner = freePlace(document, { x: Math.round(at.x), y: Math.round(at.y) });
  const { edit: change, names } = paste(document, parsed.document, corner);
  edit(change);
  select(names);
  return true;
}

/** A second one of each selected module, with its values and its sources, a little aside. */
export function duplicateSelection(): void {
  const { selection } = useApp.getState();
  if (selection.length === 0) return;
  const document = currentDocument();
  const corners = selection.flatMap((name) => nodeOf(document, name)?.position ?? []);
  const at = { x: Math.min(...corners.map(({ x }) => x)) + 32, y: Math.min(...corners.map(({ y }) => y)) + 32 };
  const { edit: change, names } = paste(document, fragmentOf(document, selection, true), at);
  edit(change);
  select(names);
}
