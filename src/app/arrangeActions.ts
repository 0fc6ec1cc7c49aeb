import type { Alignment, ArrangedBox, Places } from '#src/graph/arrange.ts';
import { aligned, distributed } from '#src/graph/arrange.ts';
import type { GraphDocument, Position } from '#src/graph/document.ts';
import { nodeOf, nodesOf, own, splitRef } from '#src/graph/document.ts';
import { moveNodes } from '#src/graph/edit.ts';
import { groupOfNode, membersOf, setNote } from '#src/graph/frames.ts';
import { canvasView } from './canvas/canvasView.ts';
import { groupFlowId, thingOf } from './canvas/flowIds.ts';
import { drawnEnd, foldedGroupOf } from './canvas/foldedPorts.ts';
import { requestLayout } from './canvas/requestLayout.ts';
import { selectedNodes } from './selected.ts';
import { currentDocument, edit, endGesture, notify, useApp } from './store.ts';
import { noticeTexts } from './texts/notices.ts';

/** Aligns the selected modules and notes. */
export function alignSelection(how: Alignment): void {
  move(aligned(selectedBoxes(), how));
}

/** Makes the gaps between the selected modules and notes equal. */
export function distributeSelection(axis: 'x' | 'y'): void {
  move(distributed(selectedBoxes(), axis));
}

/** How many things are selected that can be aligned; a folded group is one. */
export function arrangeableCount(): number {
  return selectedBoxes().length;
}

/** Arranges the selected modules in layers, or all when fewer than two are selected. One undo step. */
export async function arrangeAutomatically(): Promise<void> {
  const document = currentDocument();
  const chosen = selectedNodes();
  const names = chosen.length > 1 ? chosen : nodesOf(document).map(([name]) => name);
  const boxes = moduleBoxes(document, names);
  const isMeant = new Set(boxes.map(({ name }) => name));
  const wires = nodesOf(document).flatMap(([name, node]) =>
    Object.values(node.inputs).flatMap((ref) => {
      if (!ref) return [];
      const [from, to] = [drawnEnd(document, splitRef(ref)[0], '').node, drawnEnd(document, name, '').node];
      return isMeant.has(from) && isMeant.has(to) ? [[from, to] as const] : [];
    }),
  );
  const groups = Object.fromEntries(
    boxes.flatMap(({ name }) => {
      const group = nodeOf(document, name) && groupOfNode(document, name);
      return group === undefined ? [] : [[name, group] as const];
    }),
  );
  try {
    const places = await requestLayout({ boxes, wires, groups });
    // What was done meanwhile counts; the places are of a network that is gone.
    if (currentDocument().nodes === document.nodes) move(places);
    if (chosen.length < 2) requestAnimationFrame(() => canvasView.fit());
  } catch (error) {
    notify('error', noticeTexts.edits.notArranged(error instanceof Error ? error.message : String(error)));
  }
}

/** What is selected as boxes by their ids on the canvas. */
function selectedBoxes(): ArrangedBox[] {
  const document = currentDocument();
  const notes = useApp.getState().selectedFrames.flatMap((id) => {
    const { kind, id: note } = thingOf(id);
    const position = kind === 'note' ? own(document.notes ?? {}, note)?.position : undefined;
    return position ? [{ name: id, ...position, ...canvasView.sizeOf(id) }] : [];
  });
  return [...moduleBoxes(document, selectedNodes()), ...notes];
}

/** Modules as boxes; those in a folded group are the one box of it. */
function moduleBoxes(document: GraphDocument, names: readonly string[]): ArrangedBox[] {
  const boxes = new Map<string, ArrangedBox>();
  for (const name of names) {
    const group = foldedGroupOf(document, name);
    const id = group === undefined ? name : groupFlowId(group);
    const corner = group === undefined ? nodeOf(document, name)?.position : cornerOf(document, group);
    if (corner && !boxes.has(id)) boxes.set(id, { name: id, ...corner, ...canvasView.sizeOf(id) });
  }
  return [...boxes.values()];
}

function cornerOf(document: GraphDocument, group: string): Position {
  const corners = membersOf(document, group).flatMap((name) => nodeOf(document, name)?.position ?? []);
  return { x: Math.min(...corners.map(({ x }) => x)), y: Math.min(...corners.map(({ y }) => y)) };
}

/** Moves modules, notes, and folded groups with what is in them, by their ids on the canvas: one undo step. */
function move(places: Places): void {
  const document = currentDocument();
  const modules: Record<string, Position> = {};
  const notes: [string, Position][] = [];
  for (const [flowId, to] of Object.entries(places)) {
    const { kind, id } = thingOf(flowId);
    if (kind === 'module') modules[flowId] = to;
    if (kind === 'note') notes.push([id, to]);
    if (kind !== 'group') continue;
    const from = cornerOf(document, id);
    for (const name of membersOf(document, id)) {
      const position = nodeOf(document, name)?.position;
      if (position) modules[name] = { x: position.x + to.x - from.x, y: position.y + to.y - from.y };
    }
  }
  endGesture();
  edit((draft) => {
    moveNodes(modules)(draft);
    for (const [id, position] of notes) setNote(id, { position })(draft);
  }, 'arrange');
  endGesture();
}
