import type { Node } from '@xyflow/react';
import { canvasTexts } from '#src/app/texts/canvas.tsx';
import type { GraphDocument, Position } from '#src/graph/document.ts';
import { nodesOf } from '#src/graph/document.ts';
import { groupFlowId, noteFlowId } from './flowIds.ts';
import { foldedGroupOf } from './foldedPorts.ts';
import { bounds, groupBox, notesWithin, type Size, usualSize } from './groupBox.ts';

/** React Flow's node: it carries only the name, everything else is read from the store by that name. */
export type CanvasFlowNode = Node<Record<string, never>, 'module' | 'group' | 'folded' | 'note'>;
export type ModuleFlowNode = Node<Record<string, never>, 'module'>;

/** The handles on which parameter connections end; they run from node to node, not from connector to connector. */
export const paramSource = '(parameter source)';
export const paramTarget = '(parameter target)';

/** What React Flow measures and what a drag does, until it is dropped; by the ids of the canvas. */
export interface FlowSession {
  readonly measured: ReadonlyMap<string, { width?: number; height?: number }>;
  readonly dragged: ReadonlyMap<string, Position>;
}

/** Where a folded group lies: at the upper left corner of what is in it. */
export function foldedCorner(document: GraphDocument, group: string, session: FlowSession): Position | undefined {
  return bounds(
    nodesOf(document).flatMap(([name, node]) =>
      node.group === group ? [{ ...(session.dragged.get(name) ?? node.position), width: 0, height: 0 }] : [],
    ),
  );
}

/** The size of a module as it was drawn last. */
export function sizeIn({ measured }: FlowSession, id: string): Size {
  const { width = usualSize.width, height = usualSize.height } = measured.get(id) ?? {};
  return { width, height };
}

/** The size of what is given to the library: as it was measured or is set, or about what it will be. */
export function sizeOfFlowNode({ measured, width, height }: CanvasFlowNode): Size {
  return {
    width: measured?.width ?? width ?? usualSize.width,
    height: measured?.height ?? height ?? usualSize.height,
  };
}

/** Keeps the objects of nodes that did not change, so that React Flow renders only the others. */
export function createFlowNodes(): (
  document: GraphDocument,
  session: FlowSession,
  selection: readonly string[],
) => CanvasFlowNode[] {
  let known = new Map<string, CanvasFlowNode>();
  return (document, session, selection) => {
    const next = new Map<string, CanvasFlowNode>();
    const selected = new Set(selection);
    const add = (node: CanvasFlowNode) => {
      const old = known.get(node.id);
      next.set(node.id, old && isSame(old, node) ? old : node);
    };
    // Frames come first, so that the Tab key meets a group before what is in it.
    for (const id of Object.keys(document.groups ?? {})) addGroup(id);
    for (const [name, node] of nodesOf(document)) {
      if (foldedGroupOf(document, name) !== undefined) continue;
      add({
        id: name,
        type: 'module',
        position: session.dragged.get(name) ?? node.position,
        measured: session.measured.get(name),
        selected: selected.has(name),
        zIndex: selected.has(name) ? 2 : 1,
        data: {},
        ariaLabel: spokenModules[node.flow ?? 'runs'](name),
      });
    }
    const hidden = foldedNotes(document, session);
    for (const [note, content] of Object.entries(document.notes ?? {})) {
      const id = noteFlowId(note);
      if (!content || hidden.has(note)) continue;
      // The library hides what has no size yet, and what is hidden cannot have the focus: a new note is written in at once.
      const measured = session.measured.get(id) ?? newNote(content.width);
      add({
        id,
        type: 'note',
        position: session.dragged.get(id) ?? content.position,
        measured,
        width: content.width,
        selected: selected.has(id),
        zIndex: selected.has(id) ? 2 : 0,
        data: {},
        ariaLabel: canvasTexts.spoken.note(content.text.slice(0, 80)),
      });
    }
    known = next;
    return [...next.values()];

    function addGroup(group: string): void {
      const content = document.groups?.[group];
      if (!content) return;
      const id = groupFlowId(group);
      const common = { id, selected: selected.has(id), data: {} };
      if (content.folded) {
        const position = foldedCorner(document, group, session);
        const measured = session.measured.get(id);
        const ariaLabel = canvasTexts.spoken.foldedGroup(content.title);
        if (position) add({ ...common, type: 'folded', position, measured, zIndex: 1, ariaLabel });
        return;
      }
      const box = groupBox(
        document,
        group,
        (name) => sizeIn(session, name),
        (name) => session.dragged.get(name),
      );
      if (!box) return;
      const { x, y, width, height } = box;
      add({
        ...common,
        type: 'group',
        position: { x, y },
        width,
        height,
        measured: { width, height },
        zIndex: -1,
        dragHandle: '.group-title',
        style: throughPointer,
        ariaLabel: canvasTexts.spoken.group(content.title),
      });
    }
  };
}

/** The notes that lie in a folded group, where it lies when it is open. */
function foldedNotes(document: GraphDocument, session: FlowSession): ReadonlySet<string> {
  const sizeOf = (id: string) => sizeIn(session, id);
  const folded = Object.keys(document.groups ?? {}).filter((group) => document.groups?.[group]?.folded);
  return new Set(folded.flatMap((group) => notesWithin(document, groupBox(document, group, sizeOf), sizeOf)));
}

const newNote = (width: number) => ({ width, height: 60 });
const throughPointer = { pointerEvents: 'none' } as const;

/** What a screen reader calls a module. */
const spokenModules = {
  runs: canvasTexts.spoken.node,
  bypass: canvasTexts.spoken.bypassed,
  off: canvasTexts.spoken.switchedOff,
} as const;

function isSame(a: CanvasFlowNode, b: CanvasFlowNode): boolean {
  return (
    a.type === b.type &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.measured?.width === b.measured?.width &&
    a.measured?.height === b.measured?.height &&
    a.selected === b.selected &&
    a.ariaLabel === b.ariaLabel
  );
}
