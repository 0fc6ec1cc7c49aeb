import { modules } from '#modules/index.ts';
import type { GraphDocument, OutputRef, Position } from '#src/graph/document.ts';
import { nodeOf, sourceOf, splitRef, whyNotConnect } from '#src/graph/document.ts';
import type { Edit } from '#src/graph/edit.ts';
import { addNode, connect, freeName, moveNodes, newNode } from '#src/graph/edit.ts';
import { detach, isAttached } from '#src/graph/heal.ts';
import { descendantsOf, fitOfModule, insertNode, isUsed, whyNotInsert } from '#src/graph/insert.ts';
import type { AnyModule } from '#src/graph/module.ts';
import { swapModule } from '#src/graph/swap.ts';
import { selectOnly } from './actions.ts';
import { canvasView } from './canvas/canvasView.ts';
import { selectedNodes } from './selected.ts';
import { currentDocument, edit, endGesture, notify, useApp } from './store.ts';
import { noticeTexts } from './texts/notices.ts';

/** The room that is kept between two modules of a connection, for it and the connectors. */
const gap = 36;

/** Adds a module in a connection, "Mask.input0", its corner at a place; modules in its way move up. One undo step. */
export function addInWire(module: AnyModule, wireId: string, at: Position): void {
  const document = currentDocument();
  const wire = wireOf(wireId);
  const fit = fitOfModule(document, modules, wire, module);
  const name = freeName(document, module.id);
  const node = newNode(module, { x: Math.round(at.x), y: Math.round(at.y) });
  const grown = { ...document, nodes: { ...document.nodes, [name]: node } };
  const from = fedBy(document, wireId);
  if (!fit || !from) {
    notify('info', noticeTexts.edits.addedBeside(module.id, wireId));
    edit(addNode(name, node));
  } else {
    edit((draft) => {
      addNode(name, node)(draft);
      insertNode(from, wire, name, fit)(draft);
      makeRoom(grown, wire.node, splitRef(from)[0], name, node.position)(draft);
    });
  }
  selectOnly([name]);
}

/** Whether a module that lies free can be put into a connection. */
export function canInsert(name: string, wireId: string): boolean {
  const document = currentDocument();
  return !isUsed(document, name) && whyNotInsert(document, modules, wireOf(wireId), name) === undefined;
}

/** Puts a node that was dropped on a connection into it, as a part of the gesture that moved it. */
export function insertInWire(name: string, wireId: string, gesture: string): void {
  const document = currentDocument();
  const wire = wireOf(wireId);
  const node = nodeOf(document, name);
  const module = node && modules.get(node.module);
  const fit = module && fitOfModule(document, modules, wire, module);
  const from = fedBy(document, wireId);
  if (!node || !fit || !from || !canInsert(name, wireId)) return;
  edit((draft) => {
    insertNode(from, wire, name, fit)(draft);
    makeRoom(document, wire.node, splitRef(from)[0], name, node.position)(draft);
  }, gesture);
}

/** Connects two connectors that came close, as a part of the gesture that moved them. */
export function connectNear(from: OutputRef, to: OutputRef, gesture: string): void {
  const [node, input] = splitRef(to);
  if (whyNotConnect(currentDocument(), modules, from, node, input) === undefined) {
    edit(connect(from, node, input), gesture);
  }
}

/** Takes modules out of the network; what they fed gets what they got. */
export function detachNodes(names: readonly string[], gesture?: string): void {
  edit(detach(currentDocument(), modules, names), gesture);
}

export function detachSelection(): void {
  detachNodes(selectedNodes());
}

export function canDetach(): boolean {
  return isAttached(currentDocument(), selectedNodes());
}

/** Searches for the module that takes the place of the selected one. */
export function searchSwap(): void {
  const [name] = useApp.getState().selection;
  const position = name === undefined ? undefined : nodeOf(currentDocument(), name)?.position;
  if (position) canvasView.openSearch('', canvasView.screenOf(position), { swap: name });
}

/** Puts a module in the place of a node, with all that fits, and tells what did not. */
export function swapFor(name: string, module: AnyModule): void {
  const swap = swapModule(currentDocument(), modules, name, module);
  if (!swap) return;
  endGesture();
  edit(swap.edit);
  selectOnly([swap.name]);
  if (swap.lost.length > 0) notify('info', noticeTexts.edits.connectionsLost(module.id, swap.lost));
}

function wireOf(wireId: string) {
  const [node, input] = splitRef(wireId as OutputRef);
  return { node, input };
}

function fedBy(document: GraphDocument, wireId: string): OutputRef | undefined {
  const { node, input } = wireOf(wireId);
  const found = nodeOf(document, node);
  return found && sourceOf(found, input);
}

/**
 * Makes room for a module between the two ends of a connection: it lies above its source, and what it feeds, with all that
 * follows, moves up as far as it must. Data flows upwards.
 */
function makeRoom(document: GraphDocument, target: string, source: string, name: string, at: Position): Edit {
  const [above, below] = [nodeOf(document, target)?.position, nodeOf(document, source)?.position];
  if (!above || !below) return () => {};
  const size = canvasView.sizeOf(name);
  const y = Math.min(at.y, below.y - gap - size.height);
  const lift = above.y + canvasView.sizeOf(target).height + gap - y;
  const moves: Record<string, Position> = { [name]: { x: at.x, y } };
  if (lift > 0) {
    for (const other of descendantsOf(document, target)) {
      const position = nodeOf(document, other)?.position;
      if (position && other !== name) moves[other] = { x: position.x, y: position.y - Math.ceil(lift) };
    }
  }
  return moveNodes(moves);
}
